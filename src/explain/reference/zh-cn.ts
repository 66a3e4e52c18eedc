import type { ReferenceTexts } from "./reference-text.js";

/** The reference pages in Simplified Chinese. */
export const referenceZhCn = {
  reasons: {
    "forbidden-method": {
      meaning: "代码要求使用 CONNECT、TRACE 或 TRACK，任何浏览器都不让页面代码发送这些方法。",
      happens: "多见于对服务器的测试。TRACE 会原样返回脚本不应看到的标头，例如 cookie。",
      fix: "从服务器端或用 curl 之类的工具发送这样的请求。",
      engines: "各引擎一致：fetch() 以 TypeError 拒绝，XMLHttpRequest 的 open() 抛出 SecurityError。",
    },
    "invalid-method": {
      meaning: "方法不是合法的记号：其中有空格、斜杠或 HTTP 方法不允许的其他字符，或者为空。",
      happens: "方法由几部分拼接而成，或者取自末尾带有空格的配置。",
      fix: "传入普通的记号，例如 GET 或 PUT。未知的方法没有问题，只要是合法的记号。",
      engines: "各引擎一致：fetch() 得到 TypeError，open() 抛出 SyntaxError。",
    },
    "invalid-header": {
      meaning: "标头的名称或值无法在 HTTP 中发送。",
      happens: "值中有换行，名称中有空格或冒号，或者含有 Latin-1 以外的文字，例如把中文文件名放进自定义请求头。",
      fix: "对值编码，例如用 encodeURIComponent()，再在服务器端解码。",
      engines: "各引擎都拒绝。对于 Latin-1 字符，Chromium 和 Firefox 发送一个字节，WebKit 发送 UTF-8。",
    },
    "invalid-init": {
      meaning: "fetch() 的某个选项取了它不接受的值，或者与另一个选项不能并用。",
      happens:
        "mode: “navigate”，没有 mode: “same-origin”的 cache: “only-if-cached”，credentials 或 redirect 拼写错误，window 不是 null，或者 referrer 不是 URL。",
      fix: "更正所指出的选项。",
    },
    "invalid-state": {
      meaning: "XMLHttpRequest 在不允许的状态或组合下使用，因此调用抛出异常。",
      happens:
        "在 open() 之前或 send() 之后调用 setRequestHeader()，或者在页面的同步请求上设置 timeout 和 responseType。",
      fix: "先调用 open()，并把请求改为异步。",
    },
    "unusable-body": {
      meaning: "请求体无法使用：流已经被读取或锁定，或者流与 keepalive 并用。",
      happens: "没有 clone() 就把 Request 或 Response 再次发送。",
      fix: "读取之前先克隆，或者把数据保存为文本、Blob 或字节。",
      engines: "Firefox 和 WebKit 不支持流请求体，因此不会走到这一步。",
    },
    "url-invalid": {
      meaning: "地址无法解析为 URL。",
      happens: "主机中有空格，端口不可能存在，只写了“https://”，或者变量是 undefined。",
      fix: "在调用之前打印 URL；用 new URL(path, base) 构造它。",
      engines: "各引擎都拒绝，只是消息中对 URL 的写法不同。",
    },
    "url-has-credentials": {
      meaning: "URL 中含有用户名或密码，fetch() 不接受。",
      happens: "从服务器的配置中复制的地址，例如 https://user:secret@host/。",
      fix: "改为发送 Authorization 标头，它需要预检请求和服务器的许可。",
      engines: "XMLHttpRequest 接受这样的 URL。对于 EventSource，Chromium 拒绝，Firefox 和 WebKit 则会发送请求。",
    },
    "body-with-get": {
      meaning: "给 GET 或 HEAD 传入了请求体，fetch() 不接受。",
      happens: "要求用 GET 发送 JSON 的搜索接口，以及对每种方法都传入相同选项的代码。",
      fix: "把数据放进查询参数，或者使用 POST。",
      engines: "各引擎一致。XMLHttpRequest 会悄悄丢弃请求体。",
    },
    "stream-needs-duplex": {
      meaning: "请求体是流，而选项 duplex: “half”缺失。",
      happens: "流式上传的代码早于这条规则，或者是为其他平台编写的。",
      fix: "加上 duplex: “half”。它表示上传结束之后才读取响应。",
      engines: "只有 Chromium 会走到这一步；Firefox 和 WebKit 不支持流请求体。",
    },
    "stream-needs-cors": {
      meaning: "以流作为请求体需要预检请求，而这种模式不能有预检请求。",
      happens: "从流上传时使用了 mode: “no-cors”。",
      fix: "使用模式“cors”并由服务器允许请求，或者先把数据收集起来。",
      engines: "Firefox 不发送流，而是发送文本“[object ReadableStream]”；WebKit 抛出异常。",
    },
    "stream-unsupported": {
      meaning: "这个浏览器不能上传 ReadableStream。",
      happens: "在 Safari 和其他 WebKit 系列的浏览器中进行流式上传。",
      fix: "先把流收集起来：new Response(stream).blob() 会得到 Blob。",
      engines: "WebKit 抛出 NotSupportedError。Chromium 支持流式上传；Firefox 把流的名称作为文本发送。",
    },
    "method-needs-cors-mode": {
      meaning: "模式“no-cors”只允许 GET、HEAD 和 POST。",
      happens: "有人为了消除 PUT 或 DELETE 的 CORS 错误而加上了 mode: “no-cors”。",
      fix: "去掉这个模式；服务器必须在预检响应中允许该方法。",
    },
    "same-origin-mode": {
      meaning: "代码要求模式“same-origin”，而 URL 或重定向的目标属于另一个源。",
      happens: "地址迁移到了另一台主机，或者开发时使用了另一个端口。",
      fix: "使用模式“cors”，或者让地址留在页面的源之内，例如通过代理。",
      engines: "在这种模式下，Chromium 会放行流请求体。",
    },
    "unsupported-scheme": {
      meaning: "CORS 只适用于 http 和 https，而这个 URL 使用其他协议。",
      happens: "从磁盘打开的页面（file:）、ftp: 地址，以及漏写协议，例如 localhost:3000。",
      fix: "通过 http 或 https 提供页面和数据；开发时使用本地服务器。",
      engines: "对于这些协议，Chromium 和 Firefox 在 XMLHttpRequest 上触发的事件不同。",
    },
    "bad-port": {
      meaning: "这个端口属于其他协议，浏览器从不向它发送 HTTP 请求。",
      happens: "开发服务器使用 6000、6667 或 10080 端口。",
      fix: "换一个端口，例如 3000 或 8080。",
      engines: "各引擎都有这份列表；WebKit 的 EventSource 在这种情况下不触发任何事件。",
    },
    "mixed-content": {
      meaning: "通过 https 加载的页面请求了未加密的 http，浏览器会阻止。",
      happens: "没有证书的 API，或者配置中遗留的 http://。",
      fix: "通过 https 提供目标。localhost 和 127.0.0.1 例外。",
      engines: "请求从 https 重定向到 http 时，WebKit 会先发送预检请求，然后才阻止。",
    },
    "csp-blocked": {
      meaning: "页面自己的 Content-Security-Policy 不允许这个目标。被请求的服务器与此无关。",
      happens: "新的 API 主机没有加入 connect-src，或者字体、图像的主机没有写入相应的指令。",
      fix: "在页面的策略中，把目标的源加入所指出的指令。",
      engines: "各引擎都会阻止；此时 WebKit 的 XMLHttpRequest 不触发 loadstart。",
    },
    "keepalive-quota": {
      meaning: "正在发送的 keepalive 请求和 beacon 的请求体合计最多 64 KiB。",
      happens: "页面关闭时发送收集到的测量数据，或者整个表单的内容。",
      fix: "每次少发一些，或者提前发送而不使用 keepalive。",
    },
    "cache-miss": {
      meaning: "代码只要求已存储的副本，而副本不存在。",
      happens: "用 cache: “only-if-cached”检查某项内容是否已存储。",
      fix: "把失败当作“没有”的答案，或者使用“force-cache”。",
      engines: "WebKitGTK 仍然会访问网络。",
    },
    "xdr-method": {
      meaning: "Internet Explorer 8 和 9 的 XDomainRequest 只能发送 GET 和 POST。",
      happens: "旧代码中仍有针对这些浏览器的分支。",
      fix: "使用 XMLHttpRequest 或 fetch()，并删除该分支。",
    },
    "xdr-scheme": {
      meaning: "XDomainRequest 要求目标的协议与页面相同。",
      happens: "在 Internet Explorer 8 或 9 中，https 页面请求 http，或者相反。",
      fix: "两者都通过 https 提供，并使用 XMLHttpRequest 或 fetch()。",
    },
    "local-network-access": {
      meaning: "来自公共网络的页面请求了本地网络或本机上的内容，却没有用户的许可，或者页面不安全。",
      happens: "打印机和路由器的配置页面、localhost 上的辅助程序，以及公共网站中的内部地址。",
      fix: "通过 https 提供页面，并向用户说明浏览器为什么询问。",
      engines:
        "Chromium 从 142 版起会请求权限，仅限安全的页面。Firefox 最晚从 153 版起也这样做，不安全的页面同样会询问，但没有混合内容的例外。Safari 没有类似机制。",
    },
    "missing-allow-origin": {
      meaning: "响应没有 Access-Control-Allow-Origin，因此其他源的页面都不能读取它。",
      happens:
        "最常见的一种：服务器没有设置 CORS，或者错误页面、OPTIONS 的响应、重定向没有这个标头。状态码为 200 也没有用。",
      fix: "在每个响应中都发送这个标头，写明页面的源或 *：预检、重定向、成功和错误的响应都要有。",
      engines: "WebKit 先检查预检响应的状态码并报告它。各引擎都会阻止。",
    },
    "multiple-allow-origin": {
      meaning: "Access-Control-Allow-Origin 有多个值，而这里只能有一个。",
      happens: "应用和代理都添加了这个标头，或者有人写了一个源的列表。",
      fix: "只在一处添加，并根据请求的 Origin 标头选定一个源。",
      engines: "各引擎都会阻止。Firefox 把带逗号的一行称为不匹配，只有多行才称为多个值。",
    },
    "invalid-allow-origin": {
      meaning: "Access-Control-Allow-Origin 的值不是源。",
      happens: "只写主机而没有协议，写成 *.example 之类的模式，或者因变量未设置而为空。",
      fix: "像 Origin 标头那样写明协议、主机和端口：https://app.example。",
      engines: "只有 Chromium 称之为无效；Firefox 和 WebKit 称之为不匹配。",
    },
    "allow-origin-mismatch": {
      meaning: "Access-Control-Allow-Origin 写的源与发出请求的源不同。",
      happens:
        "末尾有斜杠，https 写成了 http，缺少端口，带不带 www，缓存给出了另一个源的响应，或者重定向之后变成 Origin: null。",
      fix: "与请求的 Origin 标头逐字节比较，原样写入响应，并加上 Vary: Origin。",
      engines: "重定向之后，Firefox 的预检请求携带页面的源，而请求本身携带 null，因此固定的值会在不同的地方失败。",
    },
    "wildcard-with-credentials": {
      meaning: "请求携带凭据，此时不接受 *。",
      happens: "credentials: “include”或 withCredentials 遇到允许所有人的服务器。beacon 总是携带凭据。",
      fix: "如果不需要凭据，就不要携带；否则写明源，并发送 Access-Control-Allow-Credentials: true。",
    },
    "allow-credentials-missing": {
      meaning: "请求携带凭据，而响应没有表明允许这样做。",
      happens: "这个标头加到了实际响应中，却没有加到预检响应中，或者根本没有。",
      fix: "在两种响应中都发送 Access-Control-Allow-Credentials: true。",
    },
    "allow-credentials-invalid": {
      meaning: "Access-Control-Allow-Credentials 的值不是 true。",
      happens: "编程语言输出为 True，写成 1、yes、false，或者因两层都添加而出现两次 true。",
      fix: "发送小写的 true，只发一次；不要发送 false，而应省略这个标头。",
    },
    "preflight-status": {
      meaning: "预检响应的状态码不在 200 到 299 之间。",
      happens: "没有处理 OPTIONS 的程序（404、405），或者要求它登录（401、403）；预检请求不携带凭据。",
      fix: "在路由和身份验证之前，以 204 响应 OPTIONS。",
      engines: "WebKit 先检查状态码，Chromium 和 Firefox 先检查 CORS 标头，因此报告的原因不同。",
    },
    "preflight-redirected": {
      meaning: "预检请求得到了重定向，而浏览器从不跟随。",
      happens: "http 转到 https，末尾加上斜杠，换了主机名，或者转到登录页面。",
      fix: "直接请求最终的 URL，或者在它到达的地方响应 OPTIONS。",
      engines: "Firefox 会放行它自己从 http 到 https 的升级。",
    },
    "invalid-allow-methods": {
      meaning: "Access-Control-Allow-Methods 无法解析为方法列表，因此整个标头无效。",
      happens: "用空格或分号代替了逗号，有引号，或者直接输出了数组。",
      fix: "用逗号分隔方法：GET, PUT, DELETE。",
    },
    "invalid-allow-headers": {
      meaning: "Access-Control-Allow-Headers 无法解析为标头名称列表，因此整个标头无效。",
      happens: "用空格或分号代替了逗号，或者名称后面带有冒号和值。",
      fix: "用逗号分隔名称：Content-Type, X-Custom。",
    },
    "method-not-allowed": {
      meaning: "预检响应没有列出该方法。",
      happens: "新增的 PUT、PATCH 或 DELETE，携带凭据时的 *，或者小写的 patch。",
      fix: "在 OPTIONS 响应的 Access-Control-Allow-Methods 中以大写列出该方法，代码中也这样写。",
    },
    "header-not-allowed": {
      meaning: "预检响应没有列出请求所带的某个请求头。",
      happens:
        "发送 JSON 时的 Content-Type、Authorization、某个库添加的请求头、用于追踪和缓存的请求头，或者携带凭据时的 *。",
      fix: "在 OPTIONS 响应的 Access-Control-Allow-Headers 中列出这些名称，或者不使用该请求头。",
      engines: "Chromium 会放行 DPR 之类的客户端提示，无须列出。",
    },
    "authorization-needs-explicit-header": {
      meaning: "按照标准，Access-Control-Allow-Headers: * 不包括 Authorization。",
      happens: "Authorization 中的令牌遇到用通配符允许所有请求头的服务器。",
      fix: "按名称列出 Authorization。",
      engines: "今天没有引擎执行这条规则：三者都会放行，Firefox 会在控制台中警告。",
    },
    "redirect-mode-error": {
      meaning: "响应是重定向，而代码不要重定向；或者给模式“no-cors”指定了它不接受的重定向模式。",
      happens: "用 redirect: “error”作为防护，而地址已经迁移。",
      fix: "直接请求最终的 URL，或者使用 redirect: “follow”。",
      engines: "3xx 没有 Location 时，Firefox 会拒绝，Chromium 和 WebKit 则会成功。",
    },
    "redirect-bad-location": {
      meaning: "重定向的 Location 不是 URL。",
      happens: "模板没有填充，或者缺少主机。",
      fix: "更正服务器的 Location 标头。",
      engines: "Location 为空时，Chromium 视为普通响应，Firefox 则重定向到同一个 URL。",
    },
    "redirect-scheme": {
      meaning: "重定向的目标不是 http 或 https。",
      happens: "指向应用的链接（myapp:），以及 data: 或 ftp: 地址。",
      fix: "重定向到 https URL，或者把地址作为数据交给页面。",
    },
    "redirect-with-userinfo": {
      meaning: "重定向的目标 URL 含有用户名或密码，跨源请求不能跟随。",
      happens: "把访问令牌放进地址的存储服务器或构建服务器。",
      fix: "把令牌放进查询参数，或者使用签名 URL。",
      engines: "Chromium 始终拒绝，Firefox 和 WebKit 只在 cors 模式的跨源请求中拒绝。",
    },
    "redirect-stream-body": {
      meaning: "请求体是流，而重定向需要把它再次发送。",
      happens: "向已经迁移的地址进行流式上传。",
      fix: "直接上传到最终的 URL；303 是可以的，因为它会变成 GET。",
    },
    "too-many-redirects": {
      meaning: "服务器重定向超过了 20 次。",
      happens: "两条互相抵消的规则：http 与 https，带不带斜杠，带不带 www。",
      fix: "用 curl -IL 跟踪重定向，并去掉其中一条规则。",
    },
    "corp-blocked": {
      meaning: "响应的 Cross-Origin-Resource-Policy 禁止其他源的页面在不使用 CORS 的情况下加载它。",
      happens: "安全预设对所有内容都发送 same-origin，包括供他人使用的图像和脚本。",
      fix: "对可供他人嵌入的内容发送 cross-origin，或者使用 CORS 请求，这个标头对 CORS 请求不适用。",
    },
    "coep-blocked": {
      meaning: "页面只嵌入明确允许嵌入的内容（Cross-Origin-Embedder-Policy），而这个响应没有表明允许。",
      happens: "为使用 SharedArrayBuffer 而隔离的页面，其中有其他网站的图像或脚本。",
      fix: "使用 crossorigin 属性加载，或让对方发送 Cross-Origin-Resource-Policy: cross-origin，或者使用 credentialless。",
      engines: "Firefox 会放行无效的 Cross-Origin-Resource-Policy；Chromium 和 WebKit 会阻止。",
    },
    "opaque-response-blocked": {
      meaning: "浏览器不让 JSON 或 HTML 之类的数据在不使用 CORS 的情况下作为脚本、图像或媒体加载。",
      happens: "script 元素的地址返回 JSON，或者图像地址返回错误页面。",
      fix: "用 fetch() 和 CORS 请求数据；用各自的内容类型返回图像和脚本。",
      engines: "Chromium 和 Firefox 这样做；WebKit 会加载。",
    },
    "integrity-mismatch": {
      meaning: "内容与页面要求的散列值不符，或者因为没有使用 CORS 加载而无法校验。",
      happens: "CDN 上的库已更新，代理改动了文件，或者缺少 crossorigin 属性。",
      fix: "固定版本，重新计算散列值，并加上 crossorigin。",
    },
    nosniff: {
      meaning: "服务器禁止猜测类型，而它声明的类型不合适。",
      happens: "脚本或样式表以 text/plain 或 text/html 返回，往往是错误页面。",
      fix: "脚本用 text/javascript，样式表用 text/css。",
    },
    "unexpected-content-type": {
      meaning: "响应的类型是这个 API 无法使用的。",
      happens: "模块以 text/plain 返回，EventSource 得到 JSON，或者文件不存在时返回 HTML 页面。",
      fix: "返回预期的类型，并查看响应是不是错误页面。",
    },
    "unexpected-status": {
      meaning: "CORS 放行了响应，但这个 API 把它的状态码视为失败。",
      happens: "脚本、字体或事件流得到 404 或 503。",
      fix: "修复服务器；使用 fetch() 时，页面可以看到状态码。",
      engines: "Firefox 拒绝带有错误状态码的图像，Chromium 和 WebKit 则会显示。",
    },
    "service-worker-response": {
      meaning: "页面的 Service Worker 给出的响应是这个请求不能得到的。",
      happens: "对 cors 模式的请求返回了 worker 缓存中的不透明响应，或者返回了 Response.error()。",
      fix: "让 worker 在存储之前以模式“cors”获取；没有内容时，把请求传下去。",
    },
    "network-error": {
      meaning: "根本没有响应。这不是 CORS 的问题。",
      happens: "服务器停机，名称写错，证书不受信任，或者广告拦截器在起作用。",
      fix: "在单独的标签页中打开这个 URL；如果同样失败，就修复网络或服务器。",
      engines: "在各引擎中，脚本看到的都与 CORS 失败一样；只有控制台能说明区别。",
    },
    "stream-needs-http2": {
      meaning: "流只能通过 HTTP/2 或更高版本上传，而服务器使用 HTTP/1.1。",
      happens: "开发服务器，以及没有 HTTP/2 的代理。",
      fix: "让服务器支持 HTTP/2，或者发送 Blob。",
      engines: "只有 Chromium 支持流式上传。",
    },
    timeout: {
      meaning: "代码允许的时间已到，响应还没有到达。",
      happens: "xhr.timeout 或 AbortSignal.timeout() 遇到缓慢的服务器。预检请求的时间也计算在内。",
      fix: "允许更长的时间，并用 Access-Control-Max-Age 保留预检响应。",
      engines: "AbortSignal.timeout() 以 TimeoutError 拒绝，消息因引擎而异。",
    },
    aborted: {
      meaning: "页面代码自己取消了请求。",
      happens: "搜索框放弃上一个请求，或者组件被卸载。",
      fix: "如果是有意的，就不必处理；否则找出是谁调用了 abort()。",
    },
  },

  headers: {
    "access-control-allow-origin": {
      meaning: "哪个源可以读取这个响应。没有它，只有自己的源可以。",
      values: "与 Origin 标头完全相同的一个源，或 *，或 null。不能是列表或模式，末尾不能有斜杠。",
      traps: "错误和重定向的响应也要有。如果它取决于 Origin，就发送 Vary: Origin。null 会放行任何沙盒 iframe。",
      engines: "各引擎都逐字节比较，只是对错误的称呼不同。",
    },
    "access-control-allow-credentials": {
      meaning: "允许读取对携带 cookie 和其他凭据的请求的响应。",
      values: "小写的 true。其他任何值都等于没有。",
      traps: "预检响应中也要有。有了凭据，任何标头中的 * 都不是通配符。切勿在使用它的同时原样返回任意的源。",
    },
    "access-control-allow-methods": {
      meaning: "在预检响应中：除了 GET、HEAD 和 POST 之外，后续请求可以使用哪些方法。",
      values: "用逗号分隔的大写方法；或 *，只对不携带凭据的请求有效。",
      traps: "在其他响应中会被忽略。方法名称区分大小写。",
      engines: "Firefox 从不重复使用带有 * 的预检响应。",
    },
    "access-control-allow-headers": {
      meaning: "在预检响应中：除了安全列表内的之外，后续请求可以携带哪些请求头。",
      values: "用逗号分隔的名称，不区分大小写；或 *，只对不携带凭据的请求有效。",
      traps: "最常漏掉的是 Content-Type。按照标准，即使有 *，Authorization 也必须按名称列出。",
      engines: "今天三个引擎都让 * 包括 Authorization。",
    },
    "access-control-expose-headers": {
      meaning: "脚本还可以读取哪些响应头。",
      values: "用逗号分隔的名称；或 *，只对不携带凭据的请求有效。",
      traps: "它属于实际响应，不属于预检响应。Set-Cookie 无法暴露。",
    },
    "access-control-max-age": {
      meaning: "浏览器可以把预检响应保留多少秒。",
      values: "一个整数。没有它时为 5 秒。",
      traps: "它只为一个 URL 保留，而不是为整台服务器。在其他响应中会被忽略。",
      engines:
        "Chromium 最多保留 7200 秒，Firefox 86400 秒，WebKit 600 秒。不是数的值，在 Firefox 中算作 0，在其他引擎中算作 5。",
    },
    "access-control-request-method": {
      meaning: "在预检请求中：后续请求的方法。",
      values: "一个方法，与将要发送的写法相同。",
      traps: "脚本不能设置它。服务器可以凭它把预检请求与其他 OPTIONS 请求区分开。",
    },
    "access-control-request-headers": {
      meaning: "在预检请求中：需要许可的请求头。",
      values: "小写的名称，经过排序，用逗号分隔，没有空格；一个都没有时省略。",
      traps: "只有名称，没有值。浏览器自己添加的请求头不在其中。",
      engines: "代码设置了两次的名称，Firefox 会重复列出。",
    },
    origin: {
      meaning: "请求是从哪个源发出的。",
      values: "协议、主机，以及不是默认值的端口；对于沙盒 iframe、data: 和 file: 页面，以及某些重定向之后，是 null。",
      traps: "普通的图像、脚本和表单的 GET 不携带它。在浏览器之外，任何人都可以写它，因此它不是证明。",
      engines: "在发往页面自己的源的某些 GET 中，WebKit 和 Chromium 会发送它，Firefox 不会。",
    },
    vary: {
      meaning: "告诉缓存，响应是根据哪些请求头选定的。",
      values: "标头名称；对 CORS 来说是 Origin。",
      traps: "该 URL 的每个响应都要发送它，包括请求没有 Origin 的时候，否则缓存会给出错误的响应。",
    },
    "timing-allow-origin": {
      meaning: "哪些源可以在 Performance 接口中看到这次加载的详细时间。",
      values: "源的列表，或 *。",
      traps: "它与读取无关：示例中虽然有它，仍然被阻止。",
    },
    "cross-origin-resource-policy": {
      meaning: "谁可以在不使用 CORS 的情况下加载这个响应：作为图像、脚本、样式表，或者以 no-cors 模式。",
      values: "小写的 same-origin、same-site 或 cross-origin。",
      traps: "使用 CORS 的请求从不查看它，它也不允许任何人读取任何内容。",
      engines: "在 Cross-Origin-Embedder-Policy 之下，只有 Firefox 放行无效的值。",
    },
    "cross-origin-embedder-policy": {
      meaning: "用于页面：只嵌入明确允许嵌入的内容。它是页面实现隔离所需的一半。",
      values: "require-corp 或 credentialless。",
      traps: "从此其他源的每个图像和脚本都需要 CORS 或 Cross-Origin-Resource-Policy。",
    },
    "cross-origin-opener-policy": {
      meaning: "用于页面：其他源的窗口可不可以持有它的引用。它是隔离所需的另一半。",
      values: "same-origin、same-origin-allow-popups、noopener-allow-popups 或 unsafe-none。",
      traps: "它涉及的是窗口，而不是请求：既不允许读取，也不阻止读取，如示例所示。",
    },
    "content-security-policy": {
      meaning: "用于页面：它可以从哪里加载，可以连接到哪里。",
      values: "带有源的指令；对 fetch()、XMLHttpRequest、EventSource 和 beacon 来说是 connect-src。",
      traps: "它在 CORS 之前检查，被请求的服务器对此无能为力。控制台消息可以把两者区分开。",
    },
    "x-content-type-options": {
      meaning: "浏览器必须相信内容类型，不得猜测。",
      values: "nosniff。",
      traps: "类型错误的脚本和样式表会被拒绝，看起来像 CORS，其实不是。",
    },
    "sec-fetch": {
      meaning: "请求是怎样产生的：来自哪个站点，以什么模式，用于什么。",
      values:
        "Site：same-origin、same-site、cross-site 或 none。Mode：cors、no-cors、navigate 等。Dest：fetch() 为 empty，此外有 image、script 等。",
      traps: "脚本不能设置它们。它们只发往可信的地址，例如 https 和 localhost。",
    },
    "access-control-request-private-network": {
      meaning: "以前的一项计划：为公共页面发往本地网络的请求增加预检请求。",
      values: "true，应当以 Access-Control-Allow-Private-Network: true 响应。",
      traps: "该计划已搁置，并从 Chromium 中移除。浏览器改为请用户授予权限。",
      engines: "本地网络访问：Chromium 从 142 版起支持；不发送额外的预检请求。",
    },
    "x-requested-with": {
      meaning: "一些库的惯例，用来标记由脚本发出的请求。",
      values: "通常是 XMLHttpRequest。",
      traps: "它并不特殊：会触发预检请求，必须列出。跨源时请不要发送它。",
    },
    authorization: {
      meaning: "标头中的凭据，例如令牌。",
      values: "Bearer 加令牌，Basic 加编码后的用户名和密码，等等。",
      traps: "由代码设置时，它会触发预检请求，而且必须按名称列出。重定向到另一个源时，它会被去掉。",
      engines: "重定向之后，Chromium 在决定是否需要预检请求之前就去掉它；WebKit 仍会在预检请求中列出它。",
    },
    "set-cookie": {
      meaning: "源与源之间的 cookie：只有请求携带凭据时才会发送和存储。",
      values: "跨站点时，cookie 需要 SameSite=None 和 Secure。",
      traps:
        "即使 CORS 不把响应交给页面，其中的 cookie 也会被存储。脚本永远看不到 Set-Cookie。阻止第三方 cookie 的浏览器则完全不发送。",
    },
  },
} as const satisfies ReferenceTexts;
