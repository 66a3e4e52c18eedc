import type { LessonTexts } from "./lesson-text.js";

/** The lessons in Simplified Chinese. */
export const lessonsZhCn = {
  "what-an-origin-is": {
    title: "什么是源",
    claim: "源由协议、主机和端口组成。",
    truth:
      "正确。三者之中只要有一个不同，浏览器就把对方视为外部，即使在同一台机器上也是如此：localhost 的另一个端口是另一个源，把 localhost 换成 127.0.0.1 也是另一个源。主机名的大小写以及协议的默认端口没有影响，因为比较之前 URL 会先规范化。",
    examples: [
      "端口 3000 上的页面读取同一台机器的端口 3001：这是跨源，而且没有任何许可。",
      "localhost 和 127.0.0.1 通向同一个程序，但它们是两个主机名。",
      "https 上的 APP.example:443 就是页面自己的源，只是写法不同。",
    ],
  },
  "simple-methods": {
    title: "不需要许可的方法",
    claim: "简单方法是 GET、HEAD 和 POST。",
    truth:
      "正确；标准称之为 CORS 安全列表内的方法。代码用小写书写时，有六个方法会转为大写（DELETE、GET、HEAD、OPTIONS、POST、PUT）。其他方法一律原样发送，而服务器会严格比较：patch 不是 PATCH。",
    since: "这个集合与 CORS 一样古老；“简单”这个名称在 2016 年被弃用。",
    examples: [
      "发送文本的 POST 会直接发出。",
      "get 会变成 GET，它不需要预检请求。",
      "patch 保持原样，因此允许 PATCH 的服务器并没有允许它。",
    ],
  },
  "simple-headers": {
    title: "不需要许可的请求头",
    claim: "简单请求头是 Accept、Accept-Language、Content-Language 和 Content-Type。",
    truth:
      "正确，后来 Range 也加入了，但只看名称还不够。值也有要求：每个值最多 128 字节，不含有风险的字符，内容类型只有三种，Range 只能是一个有起点的普通范围。所有安全列表内的值合计最多 1024 字节。",
    since: "对值的规则出现于 2018 年 8 月和 11 月，Range 出现于 2021 年 10 月。",
    examples: [
      "Accept: application/json 没有问题：不能这样写的是 Content-Type。",
      "同一个请求头如果有 129 字节，就需要预检请求。",
      "Range: bytes=-500 没有起点，因此也需要预检请求。",
    ],
  },
  "last-event-id": {
    title: "Last-Event-ID",
    claim: "Last-Event-ID 也是简单请求头。",
    truth:
      "对 fetch() 和 XMLHttpRequest 来说不是：它像其他未知的请求头一样会触发预检请求。EventSource 在重新连接时会自行发送它，而且从不发预检请求，因此它不需要列入安全列表。",
    since: "它只出现在早期草案中；Fetch 标准从来没有过它。",
    examples: ["由代码设置时，它会触发预检请求。", "EventSource 的请求完全没有预检请求。"],
  },
  "client-hints": {
    title: "客户端提示",
    claim: "DPR、Downlink、Save-Data、Viewport-Width 和 Width 也是简单请求头。",
    truth: "曾经是。按照今天的标准，它们会触发预检请求，Firefox 和 WebKit 就是这样做的；Chromium 仍然让它们直接通过。",
    since: "2016 年 3 月到 2019 年 3 月，它们在标准之中。",
    examples: ["Save-Data 在今天的引擎中，以及按照 2018 年的规则。"],
  },
  "form-content-types": {
    title: "三种内容类型",
    claim: "Content-Type 为 application/x-www-form-urlencoded、multipart/form-data 和 text/plain 时是简单的。",
    truth:
      "正确。这些正是 HTML 表单能够发送的类型，服务器本来就要预料到它们会从任何地方到来。大小写和参数不限，但值中的引号是有风险的字符。application/json 会触发预检请求，因此它是最常见的原因。",
    since: "值的解析从 2018 年 11 月起才这样严格。",
    examples: ["大写字母和 charset 参数没有影响。", "JSON 需要服务器的许可。", "带引号的 charset 也需要。"],
  },
  "upload-listener": {
    title: "监听上传",
    claim: "xhr.upload 上的监听器会触发预检请求。",
    truth:
      "正确，前提是调用 send() 时它已经注册；之后才注册的没有影响。任何事件类型都算。如果没有请求体可上传，Chromium 不发预检请求，而标准、Firefox 和 WebKit 仍然会发。",
    examples: [
      "带有 progress 监听器的文本 POST：浏览器会先询问。",
      "没有监听器的同一个请求会直接发出。",
      "有监听器但没有内容可上传时，Chromium 与众不同。",
    ],
  },
  "stream-body": {
    title: "以流作为请求体",
    claim: "以 ReadableStream 作为请求体会触发预检请求。",
    truth:
      "正确。它还需要选项 duplex: “half”，而且 Chromium 只通过 HTTP/2 发送。WebKit 不支持流请求体，会抛出异常；Firefox 也不支持，它发送的是文本“[object ReadableStream]”。",
    since: "Chromium 从 105 版开始支持；duplex 从 2022 年起必须写明。",
    examples: ["同一次上传在四种配置下的结果，使用 HTTP/2。", "使用 HTTP/1.1 时，Chromium 在预检请求之后放弃。"],
  },
  "the-preflight-request": {
    title: "预检请求问什么",
    claim: "预检请求是带有 Origin、Access-Control-Request-Method 和 Access-Control-Request-Headers 的 OPTIONS 请求。",
    truth:
      "正确。其中的请求头名称是小写的，经过排序，用逗号连接，没有空格；安全列表内的不在其中，如果一个都没有，就省略这个标头。预检请求从不携带 cookie，即使它所代表的请求会携带。",
    since: "从 2017 年 1 月起，列表为空时省略这个标头。",
    examples: ["带有两个请求头和 cookie 的 PUT：预检请求写明请求头，但不携带 cookie。"],
  },
  "status-of-a-preflight": {
    title: "预检响应的状态码",
    claim: "服务器必须以 200 响应预检请求。",
    truth: "200 到 299 都可以，通常用 204。重定向和错误不行，无论带有什么标头。",
    since: "2014 年的 W3C 文本写的是 200；由于没有浏览器坚持这一点，Fetch 标准在 2015 年 9 月作了修改。",
    examples: ["204 今天在各处都能通过，按照 2014 年的文字则不能。", "404 不能通过，尽管它的标头允许一切。"],
  },
  "refusing-with-200": {
    title: "服务器如何拒绝",
    claim: "服务器以没有 CORS 标头的 200 来拒绝。",
    truth:
      "正确。没有表示拒绝的状态码：正是因为缺少许可，浏览器才不交出响应。服务器上没有任何问题，因此它的日志看起来一切正常。",
    examples: ["网络上是 200，页面得到的却是错误。"],
  },
  "wildcard-on-preflight": {
    title: "预检响应中的通配符",
    claim: "预检响应中的 Access-Control-Allow-Origin 不能是 *。",
    truth: "可以，只要请求不携带凭据。对预检响应的检查与对其他响应的检查相同。",
    examples: ["对所有人开放的 PUT。"],
  },
  "wildcard-lists": {
    title: "方法和请求头的通配符",
    claim: "Access-Control-Allow-Methods 和 Access-Control-Allow-Headers 不能是 *。",
    truth:
      "对不携带凭据的请求可以。携带凭据时，* 只是字面值，只允许名称恰好为 * 的方法或请求头。按照标准，Authorization 必须始终按名称列出；各引擎仍然让通配符包括它。",
    since: "通配符出现于 2016 年 5 月，从一开始就不包括 Authorization。",
    examples: [
      "不携带凭据时，通配符包括方法和请求头；2014 年还不是这样。",
      "携带凭据时，通配符什么都不包括。",
      "Authorization：标准不允许，各引擎允许。",
    ],
  },
  "max-age-value": {
    title: "预检响应保留多久",
    claim: "Access-Control-Max-Age 是秒数，不能是 *。",
    truth:
      "它是秒数。包括 * 在内的其他任何值都等于没有，这时响应保留 5 秒；Firefox 则完全不保留。过大的数会被截短：WebKit 保留 10 分钟，Chromium 2 小时，Firefox 一天。",
    since: "5 秒的默认值始于 2020 年 1 月。",
    examples: ["使用 *，在第一个请求之后 4 秒和 10 秒。", "使用一天，在一小时之后和三小时之后。"],
  },
  "no-wildcard-with-credentials": {
    title: "携带凭据时不能用通配符",
    claim: "携带凭据时，Access-Control-Allow-Origin 不能是 *。",
    truth: "正确。用户登录之后看到的内容从来不是给所有人的，因此服务器必须写明它信任的源。",
    examples: ["通配符被拒绝。", "写明页面自己的源，则被接受。"],
  },
  "allow-credentials-true": {
    title: "Access-Control-Allow-Credentials",
    claim: "携带凭据时，Access-Control-Allow-Credentials 必须是 true。",
    truth: "正确，必须是小写，只出现一次，而且预检响应中也要有。True、1 和 yes 都等于没有。",
    examples: ["首字母大写的 True 无法识别。", "实际响应中有，预检响应中却没有。"],
  },
  "allow-credentials-unasked": {
    title: "没有人要求的许可",
    claim: "如果服务器发送 Access-Control-Allow-Credentials: true，请求就必须设置 withCredentials，否则会失败。",
    truth: "不会失败。这个标头允许使用凭据，并不强制使用。",
    examples: ["没有设置 withCredentials 的 XMLHttpRequest 同样能读取响应。"],
  },
  "no-credentials-no-cookies": {
    title: "没有凭据，就没有 cookie",
    claim: "不设置 withCredentials 时，cookie 既不会发往另一个源，也不会从那里存下。",
    truth:
      "正确，使用默认凭据模式的 fetch() 也是如此。这类响应中的 Set-Cookie 会被忽略，因此以这种方式登录，随即就会失效。",
    examples: [
      "浏览器存有该 API 的 cookie，但它不会被发送。",
      "第一个响应设置的 cookie 在第二个请求中没有出现，尽管第二个请求携带凭据。",
    ],
  },
  "cookies-are-not-readable": {
    title: "外部的 cookie 无法读取",
    claim: "脚本既不能从 document.cookie 也不能从响应中读取另一个源的 cookie。",
    truth: "正确。Set-Cookie 始终对脚本隐藏，即使 Access-Control-Expose-Headers 列出了它。",
    examples: ["暴露 Set-Cookie，但没有作用。"],
  },
  "readable-response-headers": {
    title: "脚本能看到的响应头",
    claim:
      "脚本可以读取跨源响应的六个标头：Cache-Control、Content-Language、Content-Type、Expires、Last-Modified 和 Pragma。",
    truth: "是七个：Content-Length 现在也在其中。其他标头一律得到 null，没有任何错误。",
    since: "Content-Length 于 2018 年 5 月加入。",
    examples: ["今天和 2014 年的 Content-Length 与 ETag。"],
  },
  "expose-headers": {
    title: "显示更多响应头",
    claim: "对于其他任何响应头，服务器必须发送 Access-Control-Expose-Headers。",
    truth: "正确。它从实际响应中读取，而不是从预检响应中读取。* 会显示所有响应头，但只对不携带凭据的请求有效。",
    since: "通配符出现于 2016 年 5 月。",
    examples: ["列出名称，就能看到。", "使用通配符，全部都能看到。", "携带凭据时，通配符什么都不显示。"],
  },
  "vary-origin": {
    title: "Vary: Origin",
    claim: "针对某一个源的响应需要 Vary: Origin。",
    truth:
      "这是好建议。没有浏览器会检查它，但缺少它时，缓存可能会把给某个源的响应交给另一个源的页面，请求就会莫名其妙地失败。",
    examples: ["可以通过，但有警告。", "有了 Vary，就没有什么可警告的。"],
  },
  "preflight-cache": {
    title: "预检结果会被记住",
    claim: "浏览器按照 Access-Control-Max-Age 所写的时间保留预检请求的结果。",
    truth:
      "正确，但只适用于这个 URL、这个源、这种凭据模式以及这些方法和请求头。一千个 URL 就意味着一千个预检请求：没有适用于整台服务器的许可。",
    examples: ["一分钟之后的第二个 DELETE 不需要预检请求；另一个 URL 则需要。"],
  },
  "listing-everything": {
    title: "一个响应列出所有方法",
    claim: "预检响应可以列出服务器支持的所有方法和请求头。",
    truth: "正确，而且这样可以节省预检请求：响应中列出的内容即使超出询问的范围，也会被记住。",
    examples: [
      "对 DELETE 的预检响应也列出了 PUT，随后的 PUT 会直接发出。",
      "只列出所询问的内容，会导致第二个预检请求，而这台服务器的响应并没有改善。",
    ],
  },
  "what-a-failure-shows": {
    title: "脚本能得知什么",
    claim: "被阻止的 XMLHttpRequest 的状态码是 0，statusText 为空，触发 error 事件，只有控制台里有原因。",
    truth:
      "正确，这是有意的：如果给出原因，页面就会得知一台不同意被读取的服务器的情况。使用 fetch() 时得到 TypeError，消息始终相同。",
    examples: ["没有 CORS 标头的 403 在 XMLHttpRequest 中的样子。", "同一响应在 fetch() 中的样子。"],
  },
  "xhr-events": {
    title: "XMLHttpRequest 的事件",
    claim: "XMLHttpRequest 触发 loadstart、progress、abort、error、load、timeout 和 loadend。",
    truth: "正确。load、error、timeout 和 abort 之中只触发一个，然后是 loadend。其间 readystatechange 从 1 数到 4。",
    examples: ["成功的请求。", "过慢的服务器。"],
  },
  "the-request-is-sent": {
    title: "被阻止不等于没有发出",
    claim: "同源策略不会阻止简单请求到达服务器；它隐藏的是响应。",
    truth: "正确。不需要预检请求的请求在浏览器有内容可检查之前就已经发出。只有预检请求才能把它拦住。",
    examples: ["POST 已经到达，尽管页面看到的是错误。", "DELETE 没有到达：它的预检请求被拒绝了。"],
  },
  "jquery-ajax": {
    title: "jQuery",
    claim:
      "在 $.ajax 中，表单三种类型以外的 contentType 会触发预检请求，cookie 需要 xhrFields.withCredentials，而 error 回调得不到细节。",
    truth:
      "正确；jQuery 使用 XMLHttpRequest，所能做的不会更多。它自己的默认内容类型就是表单的类型，而且对其他源不发送 X-Requested-With。",
    examples: ["使用默认内容类型的 $.post()。", "contentType: “application/json”，而服务器不允许它。"],
  },
  "create-cors-request": {
    title: "createCORSRequest()",
    claim:
      "要发出 CORS 请求，先检测 XMLHttpRequest 有没有 withCredentials，再检测有没有 XDomainRequest，然后打开可用的那一个。",
    truth:
      "这个辅助函数仍然有效，而在今天的所有浏览器中，它走的都是第一个分支。只用 fetch() 或 XMLHttpRequest 就够了。",
    since: "第二个分支 XDomainRequest 是为 Internet Explorer 8 和 9 准备的。",
    examples: ["第一个分支，从文本中读取页面的标题。", "第二个分支，在 Internet Explorer 9 中。"],
  },
  "x-domain-request": {
    title: "XDomainRequest",
    claim:
      "Internet Explorer 8 和 9 有 XDomainRequest：只有 GET 和 POST，没有自定义请求头，没有凭据，协议必须与页面相同。",
    truth: "当时就是这样。它从不发预检请求，既不显示状态码也不显示响应头，也不发送 cookie。",
    since: "2009 年到 2012 年；Internet Explorer 10 通过 XMLHttpRequest 支持 CORS。",
    examples: ["GET：携带 Origin，不携带 cookie。", "PUT 被拒绝。", "https 页面请求 http 也被拒绝。"],
  },
  "browser-extensions": {
    title: "浏览器扩展",
    claim: "扩展可以读取清单中写明的主机；对于其他主机，它的请求携带源 chrome-extension://ID。",
    truth: "对扩展自己的页面和 worker 来说正确。它放入网页中的脚本受那些网页的源约束。",
    since: "内容脚本在 2020 年随 Chrome 83 到 85 失去了特权。",
    examples: ["有主机权限时，CORS 不起作用。", "没有主机权限时，扩展与其他任何源一样。"],
  },
  fonts: {
    title: "字体",
    claim: "来自另一个源的字体需要 CORS。",
    truth: "正确，始终如此：字体以 cors 模式请求，不携带凭据，也从不发预检请求。",
    examples: ["没有发送该标头的字体服务器。", "发送了，对所有人开放。"],
  },
  "webgl-textures": {
    title: "图像作为 WebGL 纹理",
    claim: "另一个源的图像只有使用 CORS 才能作为 WebGL 纹理。",
    truth: "正确。对于没有使用 CORS 加载的图像，texImage2D() 会抛出 SecurityError；它不会等到读取时才抛出。",
    examples: ["服务器允许，但图像没有要求：缺少 crossorigin 属性。", "有了这个属性，图像就可以使用。"],
  },
  "tainted-canvas": {
    title: "被污染的 canvas",
    claim: "绘制另一个源的图像会污染 canvas；crossorigin 属性和服务器的许可可以避免。",
    truth:
      "正确。绘制本身没有问题，但之后 toDataURL()、toBlob() 和 getImageData() 会抛出异常。有了这个属性，就没有中间地带：没有服务器的许可，图像连加载都不行。",
    examples: [
      "没有这个属性，图像可以显示，canvas 被污染。",
      "有属性也有标头，就可以读取。",
      "有属性但没有标头，图像不会加载。",
    ],
  },
  "css-shapes": {
    title: "CSS 形状",
    claim: "用于 shape-outside 的图像需要 CORS。",
    truth: "正确。环绕的文字会显出图像的轮廓，而轮廓是图像内容的一部分；因此它以 cors 模式请求。",
    examples: ["没有标头，就没有形状。"],
  },
  "what-a-server-decides": {
    title: "服务器要决定什么",
    claim:
      "服务器依次判断：有没有 Origin？信任它吗？是不是带有 Access-Control-Request-Method 的 OPTIONS？方法和请求头允许吗？然后添加相应的标头。",
    truth:
      "这是好办法。预检响应要有方法、请求头和 Max-Age；实际响应要再次带上 Access-Control-Allow-Origin，以及 Expose-Headers。凭据标头和 Vary: Origin 两者都要有。错误响应也是响应，同样需要这些标头。",
    examples: ["这样的服务器对 JSON 的 PUT 给出的两个响应。"],
  },
  "no-replacement-for-security": {
    title: "CORS 不保护服务器",
    claim: "CORS 不能代替安全措施：请谨慎使用 cookie、令牌和检查。",
    truth:
      "正确。CORS 决定的是谁可以在浏览器中读取响应。来自任何地方的表单或简单的 POST 都会到达服务器，只要 cookie 允许，还会携带用户的 cookie；因此请使用 SameSite cookie，检查 Origin，并要求令牌。",
    examples: ["外部页面携带用户的 cookie 发出 POST；它只是不能读取响应。", "表单连脚本都不需要。"],
  },
  jsonp: {
    title: "JSONP",
    claim: "JSONP 只能使用 GET，也没有错误处理。",
    truth: "正确，而且更糟：无论对方服务器发来什么，都会作为你页面的脚本运行。CORS 给你的则是数据。",
    examples: ["带有回调的脚本，不经查看就运行。", "同样的数据，以 JSON 的形式通过 CORS 获取。"],
  },
  "get-all-response-headers": {
    title: "Firefox 的 getAllResponseHeaders()",
    claim: "Firefox 的 getAllResponseHeaders() 忽略 Access-Control-Expose-Headers。",
    truth: "这早已修复。它列出服务器暴露的标头，采用小写并经过排序。",
    since: "现在的排序方式始于 2019 年 8 月。",
    examples: ["Firefox 中一个被暴露的响应头。"],
  },
  "methods-with-preflight": {
    title: "需要预检请求的方法",
    claim: "PUT、DELETE、PATCH、OPTIONS、CONNECT 和 TRACE 需要预检请求。",
    truth: "前四个需要，OPTIONS 也包括在内。CONNECT、TRACE 和 TRACK 则根本不会由页面代码发出。",
    examples: ["TRACE 在发出任何内容之前就停止了。", "OPTIONS 用 OPTIONS 询问能否发送 OPTIONS。"],
  },
  "origin-on-every-request": {
    title: "何时发送 Origin",
    claim: "每个跨源请求都携带 Origin 标头。",
    truth:
      "不使用 CORS 的请求不携带：普通的图像、脚本和表单的 GET 都没有，no-cors 模式的 fetch() 也没有。服务器无法拒绝它不知道的事情。",
    examples: ["图像。", "no-cors 模式的 fetch()。", "默认的 fetch()。"],
  },
  "origin-on-same-origin": {
    title: "同源请求中的 Origin",
    claim: "有些浏览器在发往页面自己的源的 POST、PUT 和 DELETE 中也发送 Origin。",
    truth: "今天所有浏览器都这样做。发往自己的源的 GET 和 HEAD 不带它。",
    since: "标准在 2022 年 10 月确定了最后的细节。",
    examples: ["发往页面自己的服务器的 POST。", "发往它的 GET。"],
  },
  "lists-on-every-preflight": {
    title: "预检响应需要哪些标头",
    claim: "每个预检响应都必须有 Access-Control-Allow-Methods 和 Access-Control-Allow-Headers。",
    truth: "只需要请求所要求的：GET、HEAD 和 POST 以外的方法，以及安全列表以外的请求头。多列一些没有坏处。",
    examples: ["带有上传监听器的 POST 两者都不需要。", "带有一个请求头的 GET 只需要列出那一个。"],
  },
  "request-method-always": {
    title: "Access-Control-Request-Method",
    claim: "GET 和 POST 也会发送 Access-Control-Request-Method。",
    truth: "正确：无论因为什么原因需要预检请求，每个预检请求都有它。",
    examples: ["因为某个请求头而需要预检请求的 GET。"],
  },
  "request-headers-spelling": {
    title: "请求头怎样预告",
    claim: "浏览器这样预告请求头：Access-Control-Request-Headers: X-Custom-Header。",
    truth:
      "用小写：x-custom-header。服务器可以用任何大小写响应，因为标头名称不区分大小写。安全列表内的请求头不会列出。",
    since: "2014 年的 W3C 规则要预告代码设置的所有请求头。",
    examples: ["用小写询问，用大写响应：没有问题。", "Accept 不会预告。"],
  },
  "origin-without-scheme": {
    title: "没有协议的源",
    claim: "Access-Control-Allow-Origin: foo.example 允许那个主机。",
    truth:
      "它永远不会匹配。这个值必须与请求的 Origin 逐字节相同，包括协议以及不是默认值的端口；像 *.example 这样的模式也不存在。",
    examples: ["只有主机。", "一个模式。"],
  },
  "circulating-typos": {
    title: "流传下来的笔误",
    claim: "存在“application/ x-www-form-urlencoded”这样的值和 Viewport-Widths 这样的请求头。",
    truth:
      "不存在；它们只是从一篇文章抄到另一篇文章。空格使它成为另一种内容类型，复数使它成为另一个请求头，因此两者都会触发预检请求。",
    examples: ["多了一个空格的内容类型。", "多了一个 s 的请求头。"],
  },
  "no-protection-from-xss": {
    title: "CORS 与跨站脚本",
    claim: "严格的 Access-Control-Allow-Origin 可以防止跨站脚本（XSS）。",
    truth: "不能。它限制谁可以读取服务器发送的内容，而不涉及页面中运行哪些脚本。那是 Content-Security-Policy 的工作。",
    examples: ["只允许另一个源的脚本照样会运行。"],
  },
  "allow-credentials-false": {
    title: "Access-Control-Allow-Credentials: false",
    claim: "不要写 Access-Control-Allow-Credentials: false，而应省略这个标头。",
    truth: "正确。只有 true 有意义，false 并不比没有更强。",
    examples: ["不携带凭据时，它会被忽略。", "携带凭据时，它与 true 以外的任何值一样会失败。"],
  },
  "status-does-not-tell": {
    title: "状态码说明不了问题",
    claim: "从状态码看不出 CORS 是否失败。",
    truth: "正确：200 可能被阻止，500 可能完整可读。起决定作用的是标头，不是状态码。",
    examples: ["200，被阻止。", "500，可以读取。"],
  },
  "old-console-line": {
    title: "旧浏览器的控制台消息",
    claim: "控制台显示：XMLHttpRequest cannot load URL. Origin O is not allowed by Access-Control-Allow-Origin.",
    truth:
      "那是 WebKit 以及早年 Chrome 的措辞。它的意思是 Access-Control-Allow-Origin 缺失，或者写的是另一个源。今天的消息对问题的描述更准确。",
    examples: ["同一种失败在今天的措辞：请比较各引擎的控制台消息。"],
  },
  "feature-tests": {
    title: "检测是否支持 CORS",
    claim: "发出请求之前，先检查 $.support.cors，或者看 createCORSRequest() 是否返回 null。",
    truth: "没有害处，但十多年来，所有浏览器的答案都是“支持”。",
    examples: ["今天的浏览器。", "只有 XDomainRequest 的 Internet Explorer 9。"],
  },
  "browser-support": {
    title: "哪些浏览器支持 CORS",
    claim:
      "CORS 可用于 Chrome 3、Firefox 3.5、Opera 12、Safari 4 和 Internet Explorer 10，在 8 和 9 中则使用 XDomainRequest。",
    truth: "正确，因此所有仍在使用的浏览器都支持它。它们之间的差别只在细节。",
    since: "2009 年到 2012 年。",
    examples: ["同一个普通请求，分别按照 2014 年、2018 年的规则以及在今天的引擎中。"],
  },
} as const satisfies LessonTexts;
