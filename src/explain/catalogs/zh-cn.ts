import type { Catalog } from "./catalog.js";

/**
 * The terms of this catalog, and of every other Chinese text here: one word for one thing.
 * A test finds the words that are not to be used.
 */
export const GLOSSARY: readonly { readonly en: string; readonly zh: string; readonly not: readonly string[] }[] = [
  { en: "origin", zh: "源", not: ["来源", "源站"] },
  { en: "cross-origin", zh: "跨源", not: ["跨域", "跨来源"] },
  { en: "same-origin", zh: "同源", not: ["同域"] },
  { en: "preflight", zh: "预检请求", not: ["预检查", "预请求", "飞行前"] },
  { en: "the preflight's answer", zh: "预检响应", not: ["预检回应", "预检应答"] },
  { en: "credentials", zh: "凭据", not: ["凭证", "认证信息"] },
  { en: "safelisted", zh: "安全列表内的", not: ["白名单", "安全名单"] },
  { en: "wildcard", zh: "通配符", not: ["万用字元", "通配字符"] },
  { en: "header", zh: "标头（请求头、响应头）", not: ["首部", "报头", "表头"] },
  { en: "body", zh: "请求体、响应体", not: ["主体", "正文"] },
  { en: "status", zh: "状态码", not: ["状态代码"] },
  { en: "redirect", zh: "重定向", not: ["重新导向", "重导向"] },
  { en: "opaque", zh: "不透明", not: ["非透明"] },
  { en: "cache", zh: "缓存", not: ["快取", "高速缓存"] },
  { en: "page code, script", zh: "页面代码、脚本", not: ["指令码", "程式"] },
  { en: "response, answer", zh: "响应", not: ["回应", "应答", "返回包"] },
  { en: "browser", zh: "浏览器", not: ["流览器"] },
  { en: "mixed content", zh: "混合内容", not: ["混和内容"] },
  { en: "taint", zh: "污染", not: ["玷污"] },
];

/** Simplified Chinese. */
export const zhCn = {
  language: "zh-CN",
  list: { two: "和", between: "、", last: "和" },

  reasons: {
    "forbidden-method": {
      title: "禁用的方法",
      explanation: "页面代码根本不能发送 {method}：所有浏览器都禁用 CONNECT、TRACE 和 TRACK，因此什么都没有发出。",
      fix: "改用其他方法，或者从服务器端发出这个请求。",
    },
    "invalid-method": {
      title: "无效的方法",
      explanation: [
        { when: ["method"], text: "“{method}”不是 HTTP 方法：其中含有方法名不允许的字符，因此什么都没有发出。" },
        { text: "方法是空字符串，这不是 HTTP 方法，因此什么都没有发出。" },
      ],
      fix: "把方法写成普通的记号，例如 GET 或 PUT。",
    },
    "invalid-header": {
      title: "无效的标头",
      explanation:
        "标头“{header}: {value}”无法发送：名称由一个或多个字母、数字和连字符组成，值不能含有换行、NUL 以及 Latin-1 以外的字符。",
      fix: "更正标头的名称，或者对它的值编码，例如用 encodeURIComponent()。",
    },
    "invalid-init": {
      title: "无效的选项",
      explanation: "fetch() 在这里不接受“{member}”取值“{value}”，因此还没有发出任何内容就已拒绝。",
      fix: "更正选项“{member}”。",
    },
    "invalid-state": {
      title: "时机或组合不对",
      explanation: [
        { when: ["member"], text: "页面中的同步 XMLHttpRequest 不能设置 {member}，因此调用抛出异常，什么都没有发出。" },
        { text: "在当前状态下不允许这个调用，因此它抛出异常，什么都没有发出。" },
      ],
      fix: "把请求改为异步，或者去掉这项设置。",
    },
    "unusable-body": {
      title: "不可用的请求体",
      explanation: [
        { when: ["member"], text: "设置了 {member} 的请求不能以流作为请求体，因此什么都没有发出。" },
        { text: "请求体已经被读取或锁定，因此什么都没有发出。" },
      ],
      fix: "不要传流，改传文本、Blob 或字节。",
    },
    "url-invalid": {
      title: "无效的 URL",
      explanation: "“{url}”不是 URL，因此什么都没有发出。",
      fix: "更正 URL。",
    },
    "url-has-credentials": {
      title: "URL 中有用户名",
      explanation: "URL {url} 中含有用户名或密码，这个 API 不接受，因此什么都没有发出。",
      fix: "从 URL 中去掉用户名和密码，改为发送 Authorization 标头。",
    },
    "body-with-get": {
      title: "GET 带请求体",
      explanation: "fetch() 不接受带请求体的 {method}，因此什么都没有发出。",
      fix: "把数据放进 URL，或者使用 POST。",
    },
    "stream-needs-duplex": {
      title: "流缺少 duplex",
      explanation: "以流作为请求体时需要选项 duplex: “half”，而代码没有传入，因此什么都没有发出。",
      fix: "加上 duplex: “half”。",
    },
    "stream-needs-cors": {
      title: "no-cors 模式下的流",
      explanation: "以流作为请求体需要预检请求，而模式“{value}”不能有预检请求，因此什么都没有发出。",
      fix: "使用模式“cors”，或者传入文本、Blob 或字节。",
    },
    "stream-unsupported": {
      title: "不支持流",
      explanation: "这个浏览器不能上传 ReadableStream，因此什么都没有发出。",
      fix: "不要传流，改传文本、Blob 或字节。",
    },
    "method-needs-cors-mode": {
      title: "no-cors 模式下的方法",
      explanation: "模式“no-cors”只允许 GET、HEAD 和 POST，因此 {method} 没有发出。",
      fix: "让模式保持为“cors”，并由服务器允许 {method}。",
    },
    "same-origin-mode": {
      title: "不同源",
      explanation: [
        {
          stage: "redirect",
          when: ["scheme"],
          text: "请求被重定向到 {url}，而服务器不能把页面引向 {scheme}: URL；这个浏览器把它称作违反同源策略。",
        },
        {
          when: ["scheme"],
          text: "位于 {page} 的页面不能加载 {url}：用户的文件与任何网页无关，这个浏览器把它称作违反同源策略。",
        },
        {
          stage: "redirect",
          text: "请求被重定向到 {url}，它不属于源 {origin}；模式“same-origin”禁止这样做。",
        },
        { text: "页面的源是 {origin}，而 {url} 属于另一个源；模式“same-origin”禁止这样做，因此什么都没有发出。" },
      ],
      fix: [
        { when: ["scheme"], text: "通过 https 提供该资源，并从那里请求。" },
        { text: "使用模式“cors”，并由服务器允许 {origin}。" },
      ],
    },
    "unsupported-scheme": {
      title: "不支持 CORS 的协议",
      explanation: "位于 {page} 的页面不能读取 {url}：CORS 只适用于 http 和 https，而这个 URL 的协议是 {scheme}。",
      fix: "通过 https 提供该资源，并从那里请求。",
    },
    "bad-port": {
      title: "被封锁的端口",
      explanation: "浏览器从不向端口 {port} 发送 HTTP 请求，因此发往 {url} 的请求没有发出。",
      fix: "让服务器监听其他端口。",
    },
    "mixed-content": {
      title: "混合内容",
      explanation:
        "页面是通过 https 加载的，而 {url} 是未加密的 http，因此浏览器把它作为混合内容阻止；这发生在 CORS 起作用之前。",
      fix: "通过 https 提供 {url}，并以 https 请求它。",
    },
    "csp-blocked": {
      title: "内容安全策略",
      explanation: [
        {
          when: ["policy"],
          text: "页面自己的 Content-Security-Policy（“{policy}”）不允许 {url}；这发生在 CORS 起作用之前。",
        },
        {
          when: ["directive"],
          text: "页面自己的 Content-Security-Policy 在 {directive} 中不允许 {url}；这发生在 CORS 起作用之前。",
        },
        { text: "页面自己的 Content-Security-Policy 不允许 {url}；这发生在 CORS 起作用之前。" },
      ],
      fix: "在页面的 Content-Security-Policy 中，把目标的源加入 {directive}。",
    },
    "keepalive-quota": {
      title: "keepalive 配额",
      explanation: "keepalive 请求和 beacon 的请求体合计不能超过 {limit} 字节，这个请求超出了限额，因此没有发出。",
      fix: "减少发送的数据，或者去掉 keepalive。",
    },
    "cache-miss": {
      title: "缓存中没有",
      explanation: "代码只要求缓存中的副本，而缓存中没有 {url}，因此请求失败。",
      fix: "使用其他缓存模式，例如“force-cache”。",
    },
    "xdr-method": {
      title: "XDomainRequest 的方法",
      explanation: "XDomainRequest 只能发送 GET 和 POST，因此 {method} 没有发出。",
      fix: "使用 XMLHttpRequest 或 fetch()。",
    },
    "xdr-scheme": {
      title: "XDomainRequest 的协议",
      explanation: "XDomainRequest 要求目标的协议与页面相同，而 {url} 的协议不同，因此什么都没有发出。",
      fix: "让页面和目标使用同一协议。",
    },
    "local-network-access": {
      title: "本地网络访问",
      explanation: [
        {
          when: ["from", "to"],
          text: "来自 {from} 网络的页面请求位于 {to} 网络的 {url}，浏览器为此要求用户的许可，Chromium 还要求安全的页面。",
        },
        { text: "{url} 位于本地网络，浏览器为此要求用户的许可，Chromium 还要求安全的页面。" },
      ],
      fix: "通过 https 提供页面，并请用户授予访问本地网络的权限。",
    },

    "missing-allow-origin": {
      title: "没有 Access-Control-Allow-Origin",
      explanation: [
        {
          stage: "preflight",
          when: ["errorStatus"],
          text: "由于 {because}，浏览器向 {url} 发送了 OPTIONS 预检请求，服务器返回 {errorStatus}，且没有 Access-Control-Allow-Origin 标头，因此 {method} 始终没有发出。",
        },
        {
          stage: "preflight",
          text: "由于 {because}，浏览器向 {url} 发送了 OPTIONS 预检请求，响应中没有 Access-Control-Allow-Origin 标头，因此 {method} 始终没有发出。",
        },
        {
          stage: "redirect",
          text: "{url} 返回了没有 Access-Control-Allow-Origin 标头的重定向（{status}）；每一跳都必须允许源 {origin}，因此浏览器没有继续跟随。",
        },
        {
          when: ["errorStatus"],
          text: "{method} 已到达 {url}，它返回 {errorStatus}，且没有 Access-Control-Allow-Origin 标头，因此位于 {page} 的页面连这个状态码都看不到。",
        },
        {
          text: "{method} 已到达 {url}，但响应没有 Access-Control-Allow-Origin 标头，因此浏览器不把它交给位于 {page} 的页面。",
        },
      ],
    },
    "multiple-allow-origin": {
      title: "Access-Control-Allow-Origin 中有多个源",
      explanation: [
        {
          stage: "preflight",
          text: "{url} 的预检响应在 Access-Control-Allow-Origin 中有多个值（“{value}”），而这里只能有一个，因此 {method} 始终没有发出。",
        },
        {
          text: "{url} 的响应在 Access-Control-Allow-Origin 中有多个值（“{value}”），而这里只能有一个，因此浏览器不把它交给位于 {page} 的页面。",
        },
      ],
    },
    "invalid-allow-origin": {
      title: "Access-Control-Allow-Origin 不是源",
      explanation: [
        {
          stage: "preflight",
          when: ["empty"],
          text: "{url} 的预检响应中 Access-Control-Allow-Origin 为空，而这里必须是 {origin}，因此 {method} 始终没有发出。",
        },
        {
          when: ["empty"],
          text: "{url} 的响应中 Access-Control-Allow-Origin 为空，而这里必须是 {origin}，因此浏览器不把它交给页面。",
        },
        {
          stage: "preflight",
          text: "{url} 的预检响应写着 Access-Control-Allow-Origin: {value}，这不是源（源由协议、主机和端口组成，例如 {origin}），因此 {method} 始终没有发出。",
        },
        {
          text: "{url} 的响应写着 Access-Control-Allow-Origin: {value}，这不是源（源由协议、主机和端口组成，例如 {origin}），因此浏览器不把它交给位于 {page} 的页面。",
        },
      ],
    },
    "allow-origin-mismatch": {
      title: "Access-Control-Allow-Origin 是另一个源",
      explanation: [
        {
          stage: "preflight",
          when: ["instead"],
          text: "{url} 的预检响应允许 {value}，但浏览器不会把它当作 {instead}：这个值必须与请求的 Origin 逐字节相同，不带斜杠、路径、默认端口和大写字母，因此 {method} 始终没有发出。",
        },
        {
          when: ["instead"],
          text: "{url} 的响应允许 {value}，但浏览器不会把它当作 {instead}：这个值必须与请求的 Origin 逐字节相同，不带斜杠、路径、默认端口和大写字母，因此浏览器不把响应交给页面。",
        },
        {
          stage: "preflight",
          text: "{url} 的预检响应允许源 {value}，但请求的 Origin 是 {origin}；两者必须逐字节相同，因此 {method} 始终没有发出。",
        },
        {
          stage: "redirect",
          text: "{url} 返回的重定向允许源 {value}，但请求的 Origin 是 {origin}；每一跳都必须逐字节允许它，因此浏览器没有继续跟随。",
        },
        {
          when: ["first"],
          text: "请求从 {first} 重定向之后携带的源是 {origin}，而 {url} 允许 {value}；两者必须逐字节相同，因此浏览器不把响应交给页面。",
        },
        {
          text: "{url} 的响应允许源 {value}，但请求的 Origin 是 {origin}；两者必须逐字节相同，因此浏览器不把它交给页面。",
        },
      ],
    },
    "wildcard-with-credentials": {
      title: "通配符与凭据并用",
      explanation: [
        {
          stage: "preflight",
          text: "请求将携带凭据，此时预检响应必须在 Access-Control-Allow-Origin 中写明 {origin}：“*”不起作用，因此 {method} 始终没有发出。",
        },
        {
          text: "请求携带了凭据，此时 {url} 必须在 Access-Control-Allow-Origin 中写明 {origin}：“*”不起作用，因此浏览器不把响应交给页面。",
        },
      ],
    },
    "allow-credentials-missing": {
      title: "没有 Access-Control-Allow-Credentials",
      explanation: [
        {
          stage: "preflight",
          text: "请求将携带凭据，但预检响应缺少 Access-Control-Allow-Credentials: true，因此 {method} 始终没有发出。",
        },
        {
          text: "请求携带了凭据，但 {url} 的响应缺少 Access-Control-Allow-Credentials: true，因此浏览器不把它交给位于 {page} 的页面。",
        },
      ],
    },
    "allow-credentials-invalid": {
      title: "Access-Control-Allow-Credentials 不是 true",
      explanation: [
        {
          stage: "preflight",
          when: ["empty"],
          text: "请求将携带凭据，但预检响应中的 Access-Control-Allow-Credentials 为空，而这里只有“true”有效，因此 {method} 始终没有发出。",
        },
        {
          when: ["empty"],
          text: "请求携带了凭据，但 {url} 的响应中 Access-Control-Allow-Credentials 为空，而这里只有“true”有效，因此浏览器不把响应交给页面。",
        },
        {
          stage: "preflight",
          text: "请求将携带凭据，但预检响应写着 Access-Control-Allow-Credentials: {value}，而这里只有出现一次的小写“true”有效，因此 {method} 始终没有发出。",
        },
        {
          text: "请求携带了凭据，但 {url} 写着 Access-Control-Allow-Credentials: {value}，而这里只有出现一次的小写“true”有效，因此浏览器不把响应交给页面。",
        },
      ],
    },

    "preflight-status": {
      title: "预检请求未成功",
      explanation:
        "由于 {because}，浏览器向 {url} 发送了 OPTIONS 预检请求，服务器返回 {status}；只有 200 到 299 才可以，因此 {method} 始终没有发出。",
    },
    "preflight-redirected": {
      title: "预检请求被重定向",
      explanation:
        "由于 {because}，浏览器向 {url} 发送了 OPTIONS 预检请求，服务器返回重定向（{status}），而预检请求从不跟随重定向，因此 {method} 始终没有发出。",
    },
    "invalid-allow-methods": {
      title: "Access-Control-Allow-Methods 格式错误",
      explanation:
        "{url} 的预检响应中 Access-Control-Allow-Methods 不是方法列表（“{value}”），整个标头因此无效，{method} 始终没有发出。",
    },
    "invalid-allow-headers": {
      title: "Access-Control-Allow-Headers 格式错误",
      explanation:
        "{url} 的预检响应中 Access-Control-Allow-Headers 不是标头名称列表（“{value}”），整个标头因此无效，{method} 始终没有发出。",
    },
    "method-not-allowed": {
      title: "方法不被允许",
      explanation: [
        {
          when: ["instead"],
          text: "代码把方法写作“{method}”，浏览器会原样发送，而 {url} 的预检响应允许的是 {instead}，不是 {method}，因此请求始终没有发出。",
        },
        {
          when: ["allowed"],
          text: "浏览器用 OPTIONS 预检请求向 {url} 询问 {method}，而 Access-Control-Allow-Methods 只列出了 {allowed}，因此 {method} 始终没有发出。",
        },
        {
          text: "浏览器用 OPTIONS 预检请求向 {url} 询问 {method}，而响应没有在 Access-Control-Allow-Methods 中列出它，因此 {method} 始终没有发出。",
        },
      ],
    },
    "header-not-allowed": {
      title: "请求头不被允许",
      explanation:
        "由于 {because}，浏览器发送了 OPTIONS 预检请求，而 {url} 的响应没有在 Access-Control-Allow-Headers 中列出请求头 {headers}，因此 {method} 始终没有发出。",
    },
    "authorization-needs-explicit-header": {
      title: "通配符不包括 Authorization",
      explanation:
        "{url} 的预检响应用“*”允许所有请求头，但这不包括 Authorization：它必须按名称列出，因此 {method} 始终没有发出。",
    },

    "redirect-mode-error": {
      title: "不接受重定向",
      explanation: [
        {
          stage: "setup",
          text: "模式“no-cors”只能与 redirect: “follow”一起使用，而代码写的是“{value}”，因此什么都没有发出。",
        },
        { text: "{url} 返回了重定向（{status}），而代码要求 redirect: “error”。" },
      ],
      fix: "直接请求最终的 URL，或者使用 redirect: “follow”。",
    },
    "redirect-bad-location": {
      title: "重定向没有去处",
      explanation: [
        {
          when: ["location"],
          text: "{url} 返回的重定向中 Location（“{location}”）不是 URL，因此浏览器无法跟随。",
        },
        { text: "{url} 返回的重定向中 Location 为空，因此浏览器无法跟随。" },
      ],
      fix: "返回是 URL 的 Location。",
    },
    "redirect-scheme": {
      title: "重定向到其他协议",
      explanation: "{url} 重定向到 {location}，而请求只能重定向到 http 和 https。",
      fix: "重定向到 https URL。",
    },
    "redirect-with-userinfo": {
      title: "重定向带有用户名",
      explanation: "{url} 重定向到含有用户名或密码的 URL（{location}），跨源请求不能跟随。",
    },
    "redirect-stream-body": {
      title: "流请求被重定向",
      explanation: "{url} 返回了重定向（{status}），而请求体是流，无法再次发送。",
      fix: "直接请求最终的 URL，或者不传流，改传文本、Blob 或字节。",
    },
    "too-many-redirects": {
      title: "重定向过多",
      explanation: "服务器重定向超过 {limit} 次，最后一次在 {url}，浏览器随即放弃。",
      fix: "打破循环：一次重定向就应到达最终的 URL。",
    },

    "corp-blocked": {
      title: "跨源资源策略（CORP）",
      explanation:
        "{url} 的响应写着 Cross-Origin-Resource-Policy: {value}，它禁止位于 {page} 的页面在不使用 CORS 的情况下加载该资源。",
      fix: "使用 CORS 请求它：模式“cors”或 crossorigin 属性。",
    },
    "coep-blocked": {
      title: "跨源嵌入器策略（COEP）",
      explanation:
        "页面的 Cross-Origin-Embedder-Policy 要求每个跨源响应都允许被嵌入，而 {url} 没有表示允许的 Cross-Origin-Resource-Policy。",
      fix: "使用 CORS 请求它：模式“cors”或 crossorigin 属性。",
    },
    "opaque-response-blocked": {
      title: "不透明响应拦截（ORB）",
      explanation: [
        {
          when: ["type"],
          text: "{url} 返回了 {type}，除非使用 CORS 请求，浏览器不会把它交给其他源的页面。",
        },
        { text: "{url} 返回的数据，除非使用 CORS 请求，浏览器不会把它交给其他源的页面。" },
      ],
      fix: "使用 CORS 请求它，或者让服务器返回与内容相符的内容类型。",
    },
    "integrity-mismatch": {
      title: "完整性校验",
      explanation: [
        {
          when: ["expected", "actual"],
          text: "{url} 的内容与代码要求的散列值不符：预期 {expected}，实际 {actual}。",
        },
        { text: "{url} 的完整性无法校验或不相符；不使用 CORS 时，完整性永远无法校验。" },
      ],
      fix: "更正 integrity 的值，并使用 CORS 请求其他源。",
    },
    nosniff: {
      title: "内容类型与 nosniff",
      explanation: [
        {
          when: ["type"],
          text: "{url} 返回的内容类型是“{type}”，并带有 X-Content-Type-Options: nosniff，因此浏览器不会把它用于页面所要求的用途。",
        },
        {
          text: "{url} 返回了 X-Content-Type-Options: nosniff 却没有内容类型，因此浏览器不会把它用于页面所要求的用途。",
        },
      ],
    },
    "unexpected-content-type": {
      title: "意外的内容类型",
      explanation: [
        {
          when: ["type", "expected"],
          text: "{url} 返回的内容类型是“{type}”，而预期的是 {expected}，因此浏览器没有使用它。",
        },
        { when: ["expected"], text: "{url} 的响应没有内容类型，而预期的是 {expected}，因此浏览器没有使用它。" },
        {
          when: ["type"],
          text: "{url} 返回的内容类型是“{type}”，浏览器无法把这些数据用于页面所要求的用途。",
        },
        { text: "浏览器无法把 {url} 返回的数据用于页面所要求的用途。" },
      ],
      fix: "返回页面所要求的那类数据，以及相应的内容类型。",
    },
    "unexpected-status": {
      title: "错误状态码",
      explanation: "{url} 的响应获得放行，但它的状态码是 {status}，这个 API 把它视为失败。",
      fix: "查看服务器日志，找出它返回 {status} 的原因。",
    },
    "service-worker-response": {
      title: "Service Worker 的响应",
      explanation: "页面的 Service Worker 代替 {url} 作出了响应，而这种模式的请求不能得到这样的响应。",
      fix: "让 Service Worker 以模式“cors”请求，并把那个响应传下去。",
    },

    "network-error": {
      title: "网络错误",
      explanation: [
        {
          stage: "preflight",
          when: ["error"],
          text: "发往 {url} 的 OPTIONS 预检请求没有得到响应（{error}），因此 {method} 始终没有发出；这不是 CORS 的问题。",
        },
        {
          stage: "preflight",
          text: "发往 {url} 的 OPTIONS 预检请求没有得到响应，因此 {method} 始终没有发出；这不是 CORS 的问题。",
        },
        { when: ["error"], text: "{url} 没有响应（{error}）；这不是 CORS 的问题。" },
        { text: "{url} 没有响应；这不是 CORS 的问题。" },
      ],
      fix: "必须先能连接到服务器，标头才会起作用：请检查地址、端口、域名和证书。",
    },
    "stream-needs-http2": {
      title: "流需要 HTTP/2",
      explanation: "这个浏览器只通过 HTTP/2 上传流，而 {url} 使用 HTTP/1.1。",
      fix: "让服务器支持 HTTP/2，或者传入文本、Blob 或字节。",
    },
    timeout: {
      title: "超时",
      explanation: "代码允许的时间已到，{url} 还没有响应。",
      fix: "允许更长的时间。",
    },
    aborted: {
      title: "已中止",
      explanation: "响应到达之前，页面代码中止了请求。",
      fix: "晚一些再中止，或者不要中止。",
    },
  },

  outcomes: {
    "allowed-same-origin": "{url} 与页面同源，CORS 不起作用，页面可以读取响应。",
    "allowed-local": "{url} 不需要网络，也不需要 CORS；页面可以读取它。",
    "allowed-extension": "扩展的权限涵盖 {url}，CORS 不起作用，页面可以读取响应。",
    "allowed-cors": [
      {
        when: ["because"],
        text: "服务器在 OPTIONS 预检请求中允许了 {method}（需要预检请求是由于 {because}），{url} 的响应也允许源 {origin}，因此页面可以读取它。",
      },
      {
        when: ["value"],
        text: "{url} 的响应写着 Access-Control-Allow-Origin: {value}，因此位于 {page} 的页面可以读取它。",
      },
      { text: "{url} 的响应允许位于 {page} 的页面读取它。" },
    ],
    "opaque-redirect": "{url} 返回了重定向，而代码要求 redirect: “manual”，因此页面得到一个没有任何内容的响应。",
    "opaque-fetch":
      "模式“no-cors”把请求发往 {url}，但隐藏响应：无论服务器返回什么，页面都看不到状态码、响应头和响应体。",
    "opaque-image": "来自 {url} 的图像可以显示，但由于没有使用 CORS，它会污染 canvas：页面无法读取它的像素。",
    "opaque-script": "来自 {url} 的脚本可以运行，但由于没有使用 CORS，页面得到的错误信息只有“Script error.”。",
    "opaque-stylesheet": "来自 {url} 的样式表会生效，但由于没有使用 CORS，页面无法读取其中的规则。",
    "opaque-media": "来自 {url} 的媒体可以播放，但由于没有使用 CORS，页面无法读取它的数据。",
    "opaque-beacon": "浏览器把 beacon 发往 {url}；无论服务器返回什么，页面都不会知道。",
    "opaque-form": "表单发往 {url} 时不做任何 CORS 检查，浏览器会导航到那里：服务器必须自行防范跨站请求伪造（CSRF）。",
    "opaque-other": "浏览器获取了 {url}，但由于没有使用 CORS，页面无法读取它。",
  },
  hidden: "脚本看不到响应头 {hidden}，因为 Access-Control-Expose-Headers 没有列出它。",
  withheld: {
    passed: "预检允许对 {url} 的 {method} 请求通过。",
    unasked: "对 {url} 的 {method} 请求不需要预检：浏览器会直接发送。",
    unsafe: "它可能会更改服务器上的内容，因此没有发送；结果如何，只有它的响应才能说明。",
    "preflight-only": "只要求进行预检，因此没有发送；结果如何，只有它的响应才能说明。",
    "other-origin": "它会把你给出的内容带到另一台服务器，因此没有发送。",
  },
  unknown: [
    {
      when: ["names"],
      text: "无法判断浏览器会怎样做：输入缺少 {names}，而结果取决于它。",
    },
    { text: "无法判断浏览器会怎样做：输入缺少决定结果的信息。" },
  ],

  warnings: {
    "missing-vary-origin": "{url} 的响应写明了源 {value}，却没有“Vary: Origin”：缓存可能会把这个响应交给其他源的页面。",
    "vary-only-when-origin":
      "{url} 的响应来自浏览器自己的缓存，是为另一类请求或另一个源存下的：请始终发送“Vary: Origin”。",
    "allow-origin-trailing-slash":
      "Access-Control-Allow-Origin: {value} 以斜杠结尾，而源从不带斜杠，因此它永远不会匹配。",
    "allow-origin-list":
      "Access-Control-Allow-Origin: {value} 试图写明多个源；这里只能有一个源、“*”或“null”，应根据请求的 Origin 标头选定。",
    "allow-origin-duplicate": "{url} 多次发送 Access-Control-Allow-Origin（“{value}”）：很可能是应用和代理都添加了它。",
    "allow-origin-null": "Access-Control-Allow-Origin: null 让网络上任何沙盒 iframe 和 data: 页面都能读取 {url}。",
    "allow-origin-path-or-port":
      "Access-Control-Allow-Origin: {value} 不是浏览器书写那个源的方式：浏览器发送的是 {instead}，不带路径、默认端口和大写字母。",
    "reflect-any-origin": "{url} 原样返回任何源并允许凭据：每个网站都能读取已登录用户能读取的内容。",
    "credentials-not-lowercase-true":
      "Access-Control-Allow-Credentials: {value} 等于没有；只认得出现一次的小写“true”。",
    "credentials-false": "Access-Control-Allow-Credentials: false 没有意义；请去掉这个标头。",
    "wildcard-with-credentials": "携带凭据时“*”不是通配符：{names} 必须写明允许的内容。",
    "wildcard-authorization":
      "按照标准，“Access-Control-Allow-Headers: *”不包括 Authorization；浏览器目前仍会放行，但请按名称列出它。",
    "wildcard-uncached-firefox": "Firefox 从不重复使用含有“*”的预检响应（{names}），因此每次请求之前都会重新询问。",
    "preflight-auth": "OPTIONS 预检请求得到 {status}：预检请求从不携带凭据，因此请让 OPTIONS 免于身份验证。",
    "preflight-redirect":
      "发往 {url} 的 OPTIONS 预检请求得到重定向（{status}），浏览器从不跟随它：请直接请求最终的 URL。",
    "preflight-status": "OPTIONS 预检请求得到 {status}；必须是 200 到 299。",
    "preflight-method-lowercase":
      "方法“{method}”会原样发送：浏览器只把 DELETE、GET、HEAD、OPTIONS、POST 和 PUT 转为大写，因此请写成 {instead}。",
    "safelisted-method-listed": "Access-Control-Allow-Methods 列出了 {names}，而它从不需要列出。",
    "safelisted-header-listed": "Access-Control-Allow-Headers 列出了 {names}，而它只有在值特殊时才需要列出。",
    "content-type-missing-in-acah":
      "值为 {value} 的 Content-Type 需要服务器的许可：请在 Access-Control-Allow-Headers 中列出 content-type。",
    "allow-headers-on-actual-only":
      "{url} 在实际响应中发送了 {names}，却没有在预检响应中发送，而只有在预检响应中它才有效。",
    "expose-headers-missing": "脚本看不到 {names}：请在 Access-Control-Expose-Headers 中列出它。",
    "expose-set-cookie": "Set-Cookie 无法暴露：无论 Access-Control-Expose-Headers 怎么写，任何脚本都看不到它。",
    "expose-on-preflight": "Access-Control-Expose-Headers 出现在预检响应中，没有人会读取它；请随实际响应发送。",
    "max-age-over-cap":
      "Access-Control-Max-Age: {value} 超过了浏览器的上限：Chromium 最多保留 7200 秒，Firefox 86400 秒，WebKit 600 秒。",
    "max-age-on-actual": "Access-Control-Max-Age 只在预检响应中有效，在 {url} 的这个响应中无效。",
    "max-age-not-number": [
      {
        when: ["value"],
        text: "Access-Control-Max-Age: {value} 不是秒数：浏览器最多把响应保留 5 秒。",
      },
      { text: "空的 Access-Control-Max-Age 不是秒数：浏览器最多把响应保留 5 秒。" },
    ],
    "max-age-missing": "预检响应没有 Access-Control-Max-Age，因此浏览器只把它保留 5 秒，几乎每次请求之前都会重新询问。",
    "errors-without-cors":
      "{url} 的错误响应（{status}）没有 Access-Control-Allow-Origin：它显示为 CORS 错误，掩盖了真正的错误。",
    "redirect-without-cors": "{url} 的重定向没有 Access-Control-Allow-Origin；每一跳都需要它。",
    "redirect-null-origin":
      "从一个外部源重定向到另一个之后，请求携带的是“Origin: null”，因此 {url} 只能用“*”或“null”来允许它。",
    "request-header-allow-origin": "页面在请求中设置了 {names}，而这是响应头：除了触发预检请求，没有任何作用。",
    "no-cors-as-fix": "模式“no-cors”并没有关闭 CORS：它对页面隐藏响应，并悄悄丢弃请求头。",
    "forbidden-header-set": "浏览器会悄悄丢弃请求头 {names}：页面代码不能在这里设置它。",
    "upload-listener-preflight": "这个请求需要预检请求，只是因为 xhr.upload 上有监听器；没有它，请求会直接发出。",
    "x-requested-with": "请求头 X-Requested-With 会触发预检请求；有些库会自动添加它，而大多数服务器并不需要。",
    "get-with-json-content-type": "没有请求体的 {method} 不需要 Content-Type: {value}，它只会白白触发预检请求。",
    "body-on-get": "{method} 没有请求体：fetch() 会拒绝它，XMLHttpRequest 会悄悄丢弃它。",
    "http-to-https-mixed": "这看起来像 CORS，其实不是：安全页面请求了 {url}，浏览器因它的协议或所在网络而拒绝。",
    "localhost-vs-127": "{page} 和 {url} 也许是同一台机器，但它们是不同的源：协议、主机名和端口都要相同。",
    "post-side-effect": "{method} 确实到达了 {url} 并已执行；被隐藏的只是响应。CORS 不能防范跨站请求伪造（CSRF）。",
    "beacon-wildcard": "beacon 总是携带凭据，因此“Access-Control-Allow-Origin: *”对 {url} 不起作用。",
    "preflight-cached-per-url": "预检响应只为一个 URL 保留：在 {first} 的预检请求之后，{url} 还需要自己的预检请求。",
  },

  causes: {
    "preflight-behind-auth": "服务器要求预检请求登录，而预检请求永远做不到。",
    "preflight-not-handled": "服务器在这个 URL 上没有处理 OPTIONS 的程序。",
    "server-error-page": "服务器出错，而它的错误页面没有 CORS 标头。",
    "gateway-error": "代理代替应用作出了响应。",
    "error-without-cors": "错误响应产生于没有添加 CORS 标头的地方。",
    "login-redirect": "会话已结束，服务器重定向到登录页面。",
    "http-to-https-redirect": "服务器把 http 转到 https。",
    "trailing-slash-redirect": "服务器添加或去掉了路径末尾的斜杠。",
    "host-redirect": "服务器把请求转到另一个主机名。",
    "cache-without-vary": "缓存给出了为另一个源产生的响应。",
    "duplicate-header": "有两层都添加了这个标头，例如应用和代理。",
    "bot-challenge": "机器人防护代替应用作出了响应。",
    "tunnel-page":
      "隧道代替应用作出了响应：请求没有 ngrok-skip-browser-warning 标头时 ngrok 会先显示警告页（预检也要允许该标头），或者隧道后面没有程序在运行。",
    "storage-rules": "存储服务按自己的 CORS 规则响应：没有设置规则，或者没有适用于该源、方法和这些标头的规则。",
    "headers-on-actual-only": "服务器把 CORS 标头添加到了实际响应，却没有添加到 OPTIONS 的响应。",
    "html-error-page": "本应是应用的响应，来的却是 HTML 错误页面。",
  },

  errors: {
    "connection-refused": "连接被拒绝",
    "connection-reset": "连接中断",
    "invalid-response": "响应不是有效的 HTTP",
    dns: "找不到主机名",
    tls: "证书或加密方式未被接受",
    "client-certificate": "服务器要求客户端证书，而此请求没有出示",
    "blocked-by-client": "浏览器的扩展（例如广告拦截器）拦下了请求",
    "no-rule": "用例中没有规则响应它",
    "blob-method": "blob: URL 只能用 GET 读取",
    "blob-range": "该 blob 没有这个范围",
  },

  preflight: {
    method: "方法 {value}",
    header: "请求头 {header}",
    "header-value": "{header} 的值",
    "header-size": "请求头值的总大小（{count} 字节）",
    "upload-listener": "xhr.upload 上的监听器",
    "stream-body": "以流作为请求体",
    "redirect-hop": "重定向之前的预检请求",
    policy: "这个浏览器自己的规则",
  },

  fixes: {
    "allow-origin": "响应必须准确写明请求的源；如果它是你信任的源，就从 Origin 标头中取用，并加上“Vary: Origin”。",
    "allow-origin-null":
      "请求的源是“null”，任何网站的沙盒框架都有这个源：只有任何人都可以读取的内容才能允许它。更好的做法是让页面直接请求最终的 URL，或者让框架有自己的源，这样就不需要它了。",
    "allow-origin-any": "经由这条路径到达这里的请求来自多个源；不携带凭据时，“*”可以满足所有请求。",
    "vary-origin":
      "浏览器的缓存存下了另一类请求或另一个源的响应；如果每个响应都带有“Vary: Origin”，缓存就会把它们区分开。",
    "allow-credentials": "请求携带凭据，响应必须允许；如果可以，最好不用凭据。",
    "allow-methods": "方法必须列出，而且与请求中的写法完全相同。",
    "allow-headers": [
      { when: ["names"], text: "请求头 {names} 必须按名称列出。" },
      { text: "这个列表只能含有标头名称。" },
    ],
    "preflight-ok": "OPTIONS 必须返回 200 到 299，而且要在路由和身份验证之前处理；通常用 204。",
    "preflight-direct": "预检请求从不会被重定向：请在这个 URL 上响应 OPTIONS，或者让页面直接请求最终的 URL。",
    "location-without-userinfo": "重定向不能带有用户名或密码。",
    "resource-policy": "响应必须允许其他源的页面嵌入它。",
    "content-type": "响应必须说明自己是什么：浏览器在这里不会猜测。",
    "method-upper-case": "浏览器会原样发送这个方法；写成大写，就是服务器允许的那个方法。",
    "status-ok": "请求必须成功：请在服务器日志中查明它失败的原因。",
    http2: "浏览器只通过 HTTP/2 或更新的协议发送流式请求体。",
    "location-https": "https 页面不会被重定向到明文 http：请改为指向 {url}。",
    "csp-source":
      "页面自己的 Content-Security-Policy 必须在 {directive} 中列出 {url}；这个标头由提供该页面的服务器发送。",
    "embedder-policy": "使用“credentialless”时，页面可以嵌入没有声明允许嵌入的资源，但请求不会带上 Cookie。",
    "page-https": "只有安全的页面才能访问本地网络：请通过 {url} 提供该页面。",
    sandbox: "沙盒框架没有源；如果其中的内容可信，在 sandbox 属性中加上 {value}，它就有了自己 URL 的源。",
    permission: "用户必须授予页面“{value}”权限。",
    "extension-permission": "扩展可以在清单中申请主机权限 {value}，这样就会跳过 CORS。",
    "default-member": "去掉“{member}”，让它使用默认值。",
    "duplex-half": "加上 duplex: “half”。",
    "no-userinfo": "从 URL 中去掉用户名和密码，改为发送 Authorization 标头。",
    "needless-header": "去掉 {header}：在请求中，它除了引起预检之外没有任何作用。",
    "fix-integrity": "实际收到的内容的摘要是 {value}：如果文件没有错，就这样写。",
    "use-https": "通过 https 提供 {url}，并在那里请求它。",
    "other-port": "让服务器监听另一个端口，例如协议的默认端口。",
    "final-url": "直接请求重定向指向的 {value}。",
    "follow-redirects": "跟随重定向：redirect: “follow” 是默认值。",
    "use-cors": "使用“cors”模式，并让服务器允许 {origin}。",
    crossorigin: "给元素加上 crossorigin=“anonymous” 属性，它就会使用 CORS 发出请求。",
    "buffered-body": "用文本、Blob 或字节代替流。",
    "default-cache": "使用其他缓存模式，例如“force-cache”。",
    "past-the-cache": "使用 cache: “reload”，浏览器就不会使用已有的副本。",
    "no-keepalive": "减少发送的数据，或者去掉 keepalive。",
    "no-upload-listeners": "不要在 xhr.upload 上注册监听器：只要有一个，浏览器就会先发送预检请求。",
    "safelisted-type": "如果服务器照样能读取，就以无需许可的 {value} 发送请求体。",
    "drop-header": "如果服务器不需要 {header}，就去掉它。",
    "omit-credentials": "如果响应对所有人都一样，就不要携带凭据。",
    "no-body": "把数据放进 URL，或者使用 POST。",
    "no-integrity": "去掉 integrity：其他源的响应只有在使用 CORS 时才能校验它。",
    proxy: "让页面自己的服务器把 {value} 转发到 {url}：来自页面自身源的内容无需任何人许可。",
    "no-cors": "使用“no-cors”模式，请求会发出，但响应始终不可读：只适用于完全不读取响应的情况。",
  },

  sequence: {
    title: "{method} {url} 的经过",
    page: "页面",
    browser: "浏览器",
    server: "服务器",
    "preflight-cache": "预检缓存",
    "http-cache": "HTTP 缓存",
    preflight: "先前预检得到的许可",
    "kept-answer": "先前存下的响应",
    cached: "取自缓存，不发送请求",
    redirected: "重定向，继续跟随",
    blocked: "已阻止：不交给页面",
    "blocked-preflight": "已阻止：没有许可",
    "never-sent": "从未发送",
    "no-answer": "没有响应",
    missing: "{header}（缺少）",
    readable: "可读取，状态码 {status}",
    usable: "已加载",
    unreadable: "已到达，但无法读取",
    delivered: "已发送，没有可读取的响应",
    unknown: "无法判断",
    "error-event": "error 事件，不说明原因",
    "error-event-status": "error 事件，状态码 {status}",
    hides: "对脚本隐藏：{names}",
  },

  outcomeNames: { allowed: "允许", opaque: "不透明", blocked: "被阻止", failed: "失败", unknown: "未知" },

  evidence: {
    "own-cache": "由浏览器自己的缓存给出响应",
    header: "有 {header}: {value}",
    firewall: "Web 应用防火墙对 {method} 返回 {status}",
    "html-from": "{value} 返回 {status} 和 HTML 页面",
    status: "{method} 得到 {status}",
    authenticate: "{method} 得到 {status} 和 WWW-Authenticate",
    "status-and-header": "{method} 得到 {status}，有 {header}: {value}",
    "no-allow-origin": "{method} 得到 {status}，没有 Access-Control-Allow-Origin",
    moved: "{status} 重定向到 {location}",
    "cached-without-vary": "有 {header}: {value}，没有 Vary: Origin",
    "only-actual": "{method} 有 Access-Control-Allow-Origin，OPTIONS 没有",
    type: "{method} 得到 {status} 和 {type}",
    "no-error": "状态码 {status}，没有错误",
    "chrome-har": "有条目：chrome-har 会略去加载失败的请求",
    "engine-reason": "引擎给出的原因 {value}",
    "empty-error": "状态码 0，{member} 为空",
    "preflights-left-out": "制作录制的程序略去了预检请求",
    "past-the-proxy": "由浏览器的缓存给出响应，或者没有经过代理",
    "asked-earlier": "录制开始之前就已存入浏览器的缓存，或者请求未经预检就获放行",
  },

  missing: {
    "credentials mode": "凭据模式",
    preflight: "预检请求",
    "preflight response": "预检响应",
    "preflight response headers": "预检响应的标头",
    "redirect target": "重定向的目标",
    response: "响应",
    "response headers": "响应头",
  },

  assumptions: {
    given: "由命令行指定",
    "cookie-sent": "向另一个源发送了 cookie",
    "cookies-removed": "录制中完全没有 cookie，可能已被删除",
    "no-cookie": "没有录制到 cookie",
    "credentials-allowed": "服务器允许凭据",
    "only-agreement": "只有这样，模型才与录制一致（{evidence}）",
    "same-outcome": "{because}；用 {value} 时结果相同",
    "other-outcome": "{because}；用 {value} 时结果是 {outcome}",
    "header-seen": "请求带有 {header}: {value}",
    "resource-type": "录制的资源类型表明如此",
    "header-says": "{header} 表明如此",
    "empty-destination": "Sec-Fetch-Dest 为 empty：fetch 或 XMLHttpRequest",
    "accepts-images": "Accept 要求的是图像",
    "accepts-styles": "Accept 要求的是样式表",
    "font-file": "文件是字体",
    "image-came": "得到的是图像",
    "script-came": "得到的是 JavaScript",
    "style-came": "得到的是样式表",
    "nothing-says": "没有迹象表明页面代码用了什么",
    "always-cors": "{value} 始终使用 CORS",
    "content-type-decides": "由它的 Content-Type 决定",
    "had-origin": "请求带有 Origin",
    "had-no-origin": "请求没有 Origin",
    "own-origin": "发往页面自己的源的请求",
    "method-needs-cors": "{method} 需要它",
    "headers-withheld": "响应已到达，但 DevTools 看不到它的响应头",
    "fetch-default": "除非另行指定，fetch() 使用 CORS",
    referer: "Referer 写明了页面",
    "page-of-entry": "该条目属于这个页面",
    initiator: "它由那里的代码引起",
    "only-page": "录制中只有这个页面",
    "document-header": "文档的响应带有它",
    "not-followed": "浏览器没有跟随重定向",
    announced: "预检请求询问了它，但没有录制到它的值",
    "nothing-else-asks": "没有别的原因需要预检请求",
    "upload-listeners": "只有它的上传监听器能解释预检请求",
    "asked-before": "条目 {entry} 先前已经询问过",
    "request-sent": "请求本身已经发出，这需要许可",
  },

  skips: {
    "same-origin": "发往页面自己的源的请求",
    "no-cors": "不使用 CORS 的请求",
    "not-blocked": "没有被阻止",
    "not-preflighted": "不需要预检请求",
    "no-page": "没有 Origin、Referer 或页面表明请求来自何处；可以用 --origin 指定",
    navigation: "导航",
    websocket: "WebSocket：CORS 不适用",
    connect: "代理的 CONNECT：要看的是隧道中的请求",
    "not-http": "{scheme}：不经过网络",
    "api-client": "由 API 客户端发送，它没有 CORS",
    "test-request": "由测试发送，而不是由页面发送",
    "browser-request": "浏览器自己的请求（{type}）",
    "typed-address": "由用户请求，而不是由页面请求",
    "page-icon": "页面的图标",
    "browser-report": "浏览器自己的报告",
    "worker-script": "worker 的脚本：只能同源",
    "expected-object": "应为对象，实际是 {token}",
    "expected-url": "应为 URL，实际是 {token}",
    "relative-url": "{url} 不是绝对 URL",
    "expected-method": "应为方法，实际是 {token}",
    "expected-status": "应为 100 到 999 的状态码，实际是 {token}",
    "expected-header": "应为带有名称和值的标头，实际是 {token}",
    "expected-header-line": "应为标头，实际是 {token}",
    "expected-request-line": "应为请求行，实际是 {token}",
    "lone-response": "没有请求的响应",
    "no-host": "没有 Host 表明 {token} 在何处",
    "line-not-json": "第 {count} 行不是 JSON",
    "bad-case": "无法读取用例：{error}",
  },
} as const satisfies Catalog;
