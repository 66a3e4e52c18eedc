import type { QuizTexts } from "./quiz-text.js";

/** The quiz in Simplified Chinese. */
export const quizZhCn = {
  "plain-get": {
    question:
      '位于 https://app.example 的页面调用 fetch("https://api.example/data")。服务器返回 200，没有发送任何 CORS 标头。会发生什么？',
    options: [
      "页面可以读取响应，因为状态码是 200。",
      "浏览器先用 OPTIONS 询问，并遭到拒绝。",
      "请求已发出并得到响应，但浏览器不把响应交给页面。",
      "什么都没有发出。",
    ],
    explanation:
      "普通的 GET 不需要预检请求，会立即发出；没有 Access-Control-Allow-Origin，无论状态码是什么，响应都不会交给页面。",
  },
  "first-on-the-wire": {
    question: "页面向另一个源发送 PUT，那里的服务器允许它。服务器会看到什么？",
    options: ["一个 PUT。", "先是 OPTIONS，然后是 PUT。", "先是 PUT，然后是 OPTIONS。", "什么都没有。"],
    explanation: "PUT 不在安全列表内，因此浏览器先用 OPTIONS 预检请求询问，得到许可之后才发送 PUT。",
  },
  "two-ports": {
    question:
      "http://localhost:3000 上的页面读取 http://localhost:3001，后者的响应带有 Access-Control-Allow-Origin: http://localhost:3000。会发生什么？",
    options: [
      "两者同源，页面不使用 CORS 就能读取。",
      "两者不同源，页面因标头允许而能读取。",
      "被阻止：缺少标头。",
      "被阻止：标头写的是另一个源。",
    ],
    explanation: "端口是源的一部分。标头准确写明了页面的源，因此页面可以读取。",
  },
  "form-post": {
    question: "fetch() 向一台不支持 CORS 的服务器提交表单（application/x-www-form-urlencoded）。会发生什么？",
    options: [
      "POST 到达服务器，页面看到错误。",
      "只有 OPTIONS 到达服务器，页面看到错误。",
      "什么都没有到达服务器，页面看到错误。",
      "POST 到达服务器，页面读取响应。",
    ],
    explanation: "表单的内容类型在安全列表内，因此没有预检请求。订单已下，邮件已发，记录已删：被隐藏的只是响应。",
  },
  "json-post": {
    question:
      "页面以 Content-Type: application/json 提交 JSON。服务器以 204 响应 OPTIONS，其中只有 Access-Control-Allow-Origin。会发生什么？",
    options: [
      "页面读取响应。",
      "被阻止：POST 不在 Access-Control-Allow-Methods 中。",
      "被阻止：缺少 Access-Control-Allow-Origin。",
      "被阻止：content-type 不在 Access-Control-Allow-Headers 中。",
    ],
    explanation:
      "POST 从不需要列出。Content-Type: application/json 则需要在 Access-Control-Allow-Headers 中列出 content-type。",
  },
  "star-and-cookies": {
    question:
      "credentials: “include”的 fetch() 遇到 Access-Control-Allow-Origin: * 和 Access-Control-Allow-Credentials: true。会发生什么？",
    options: [
      "发送 cookie，页面读取响应。",
      "不发送 cookie，页面读取响应。",
      "发送 cookie，响应被阻止。",
      "什么都没有发出。",
    ],
    explanation: "携带凭据时不接受通配符。这一点要从响应中才能得知，因此 cookie 那时已经发出。",
  },
  "no-cors": {
    question: "为了消除 CORS 错误，有人加上了 mode: “no-cors”。页面会得到什么？",
    options: ["状态码为 200 的响应。", "状态码为 0 的空响应。", "被拒绝的 promise。", "什么都没有发出。"],
    explanation: "请求会发出，而响应是不透明的：没有状态码、响应头和响应体。错误消失了，数据也消失了。",
  },
  "foreign-image": {
    question: "页面把另一个源的 <img> 绘制到 canvas 上，该元素没有 crossorigin 属性。哪种说法正确？",
    options: ["图像不会加载。", "图像会加载，canvas 保持干净。", "图像会加载，canvas 被污染。"],
    explanation: "任何源的图像不使用 CORS 也能显示。读取像素等于读取图像，因此 canvas 会被锁定。",
  },
  "accept-json": {
    question:
      "代码在 GET 上设置 Accept: application/json；服务器不处理 OPTIONS，但发送 Access-Control-Allow-Origin: *。会发生什么？",
    options: ["发送预检请求，并且失败。", "没有预检请求；页面读取响应。", "没有预检请求；响应被阻止。"],
    explanation: "Accept 的普通值都在安全列表内。只限三种类型的是 Content-Type。",
  },
  "preflight-404": {
    question: "OPTIONS 得到 404，但 CORS 标头全都正确。DELETE 会怎样？",
    options: [
      "它会发出，页面读取响应。",
      "被阻止：预检响应的状态码不是成功。",
      "被阻止：不允许 DELETE。",
      "被阻止：缺少 Access-Control-Allow-Origin。",
    ],
    explanation: "预检请求必须得到 200 到 299。错误响应上的标头没有用。",
  },
  "error-500": {
    question: "服务器出错，返回 500，并发送 Access-Control-Allow-Origin: *。fetch() 会怎样？",
    options: ["以 TypeError 拒绝。", "成功，状态码为 0。", "成功，状态码为 500，响应体可以读取。"],
    explanation: "CORS 不看响应的状态码。带有该标头的错误响应可以读取，而且本应如此。",
  },
  "total-count": {
    question:
      "响应带有 Content-Length 和 X-Total-Count，CORS 标头只有 Access-Control-Allow-Origin: *。脚本能读取什么？",
    options: ["两者都能。", "只有 Content-Length。", "两者都不能。", "整个响应被阻止。"],
    explanation: "Content-Length 在始终可见的短列表中。X-Total-Count 必须在 Access-Control-Expose-Headers 中列出。",
  },
  "trailing-slash": {
    question: "服务器的响应带有 Access-Control-Allow-Origin: https://app.example/。https://app.example 的页面会怎样？",
    options: [
      "它可以读取响应。",
      "被阻止：这个值不是页面的源。",
      "被阻止：这个标头等于没有。",
      "被阻止：这个标头有多个值。",
    ],
    explanation: "这个值要逐字节比较，而源的末尾没有斜杠。",
  },
  "small-patch": {
    question: "代码写的是 method: “patch”，服务器允许 PATCH。会发生什么？",
    options: [
      "以 PATCH 发出，并且可以读取。",
      "fetch() 不接受这个方法。",
      "被阻止：预检响应的状态码不对。",
      "被阻止：不允许 patch。",
    ],
    explanation: "浏览器只把六个方法转为大写，其中没有 PATCH。请写成大写。",
  },
  "moved-to-https": {
    question: "http 页面向 http://api.example 发送 PUT，后者用 301 把一切重定向到 https。会发生什么？",
    options: [
      "浏览器跟随重定向，页面读取响应。",
      "被阻止：预检请求被重定向。",
      "被阻止：缺少 Access-Control-Allow-Origin。",
      "作为混合内容而失败。",
    ],
    explanation: "预检请求从不跟随重定向。请一开始就请求 https 地址。",
  },
  "login-without-credentials": {
    question: "不带选项的 fetch() 用来登录；响应设置了 cookie。下一个请求使用 credentials: “include”。它携带什么？",
    options: ["携带 cookie，并且可以读取。", "不携带 cookie，并且可以读取。", "它被阻止。"],
    explanation: "不携带凭据时，cookie 也不会被存储。登录请求同样需要 credentials: “include”。",
  },
  "preflight-for-another-url": {
    question: "DELETE /data/1 已获许可，有效期 600 秒。紧接着页面发送 DELETE /data/2。会发出什么？",
    options: ["直接发出 DELETE：许可已被记住。", "先是 OPTIONS，然后是 DELETE。", "什么都没有。"],
    explanation: "预检响应只为一个 URL 保留。没有适用于整台服务器的许可。",
  },
  "progress-listener": {
    question:
      "XMLHttpRequest 提交文本，并在 xhr.upload 上监听 progress。服务器以 405 响应 OPTIONS，以 Access-Control-Allow-Origin: * 响应 POST。会发生什么？",
    options: ["POST 发出，并且可以读取。", "POST 发出，响应被阻止。", "只发出 OPTIONS。"],
    explanation: "仅仅这个监听器就会触发预检请求，因为它会让页面得知跨源上传的进度。",
  },
  "page-policy": {
    question: "页面带有 Content-Security-Policy: connect-src 'self'，而另一台服务器允许一切。PUT 会怎样？",
    options: [
      "页面读取响应。",
      "被页面的策略阻止，什么都没有发出。",
      "在预检请求之后被页面的策略阻止。",
      "被 CORS 阻止。",
    ],
    explanation: "页面自己的策略最先检查。另一台服务器的任何标头都无法改变。",
  },
  "sandboxed-page": {
    question: "代码在 https://app.example 的沙盒 iframe 中运行。服务器允许 https://app.example。会发生什么？",
    options: [
      "页面读取响应。",
      "被阻止：请求携带的是 Origin: null。",
      "被阻止，尽管请求携带的是 Origin: https://app.example。",
      "什么都没有发出。",
    ],
    explanation: "没有 allow-same-origin 的沙盒 iframe 的源与其他任何源都不相同，写作 null。",
  },
  "wildcard-authorization": {
    question: "带有 Authorization 但没有启用凭据模式的 GET 遇到 Access-Control-Allow-Headers: *。Chromium 会怎样？",
    options: [
      "放行。",
      "被阻止：Authorization 必须按名称列出。",
      "被阻止：不允许这个请求头。",
      "被阻止：通配符不能与凭据并用。",
    ],
    explanation: "标准规定通配符不包括 Authorization，但还没有引擎执行。请按名称列出它：这一天可能会到来。",
  },
  "two-foreign-hops": {
    question:
      "https://app.example 的页面请求 https://old.example，后者重定向到 https://api.example（两者都允许 CORS；后者允许的是 https://app.example）。会发生什么？",
    options: ["页面读取响应。", "被阻止：第二个请求携带的是 Origin: null。", "在重定向处被阻止。"],
    explanation: "一旦一个外部源把请求转给另一个，就不再说它来自该页面：Origin 变为 null。",
  },
  "there-and-back": {
    question: "https://api.example 把请求重定向回页面自己的源，而那里没有发送 CORS 标头。会发生什么？",
    options: ["页面读取自己服务器的响应。", "被阻止：自己的服务器没有允许。", "在重定向处被阻止。"],
    explanation: "离开过页面的源的请求，直到结束都是 CORS 请求，即使它又回来了。",
  },
  "an-hour-in-webkit": {
    question: "PUT 已获许可，带有 Access-Control-Max-Age: 86400。一小时之后，WebKit 为同一个 PUT 发送什么？",
    options: ["直接发送 PUT。", "先是 OPTIONS，然后是 PUT。", "阻止这个请求。"],
    explanation: "WebKit 最多把预检响应保留 10 分钟。Chromium 会保留两小时，Firefox 会保留一天。",
  },
  "blocked-cookie": {
    question: "携带凭据的请求因为没有 CORS 标头而被阻止；它的响应设置了 cookie。页面重复这个请求。哪种说法正确？",
    options: ["再次被阻止，没有发送 cookie。", "再次被阻止，发送了 cookie。", "这次允许了。"],
    explanation: "cookie 在 CORS 检查之前就已存储。被阻止的是读取，而不是往来。",
  },
  "quoted-charset": {
    question: 'POST 带有 Content-Type: text/plain; charset="utf-8"。服务器不处理 OPTIONS。会发生什么？',
    options: [
      "发出并且可以读取，因为 text/plain 在安全列表内。",
      "POST 发出，响应被阻止。",
      "发送预检请求，并且失败。",
    ],
    explanation: "引号是安全列表内的值不允许的字符之一。不带引号的 charset=utf-8 可以通过。",
  },
  "save-data": {
    question: "代码设置了 Save-Data: on。服务器不处理 OPTIONS，但允许 GET。Chromium 会怎样？",
    options: ["发送 GET，页面读取响应。", "发送预检请求，并且失败。", "发送 GET，并阻止响应。"],
    explanation: "客户端提示曾在安全列表内，Chromium 仍然放行。Firefox 和 WebKit 会发送预检请求。",
  },
  "event-source-header": {
    question:
      "设置了 withCredentials 的 EventSource 连接到一台服务器，它允许该源，但没有提到凭据。在 Firefox 中会发生什么？",
    options: ["事件会到达。", "发送 GET，响应被阻止。", "发送 OPTIONS，并且失败。"],
    explanation:
      "EventSource 从不发预检请求。它的 GET 带着 cookie 发出，而响应缺少 Access-Control-Allow-Credentials: true。",
  },
  "wildcards-with-cookies": {
    question:
      "使用 credentials: “include”和请求头 X-Custom 时，预检响应带有页面的源、值为 true 的凭据标头以及 Access-Control-Allow-Headers: *。会发生什么？",
    options: [
      "页面读取响应。",
      "被阻止：Access-Control-Allow-Origin 是通配符。",
      "被阻止：不允许 X-Custom。",
      "被阻止：请求头列表格式错误。",
    ],
    explanation: "携带凭据时，* 只是名为 * 的请求头的名称，而 X-Custom 不是它。",
  },
  "two-headers-alike": {
    question: "应用和代理都添加了值正确的 Access-Control-Allow-Origin。会发生什么？",
    options: ["页面读取响应：两个都是对的。", "被阻止：有多个值。", "被阻止：值写的是另一个源。", "被阻止：值不是源。"],
    explanation: "两行会用逗号连接起来，而列表永远不等于一个源。",
  },
} as const satisfies QuizTexts;
