import type { AuditCatalog } from "./catalog.js";

export const zhCn: AuditCatalog = {
  language: "zh-CN",
  words: {
    origin: "源",
    reads: "可读",
    sends: "可发 PUT 等",
    withCookies: "带 Cookie",
    yes: "是",
    no: "否",
    notSent: "没有浏览器会发送",
    fix: "修复：",
    nothing: "没有发现不妥之处。",
    requests: "已发送请求数：",
    leftOut: "因 --max-requests 略去：",
  },
  severities: { high: "高", medium: "中", low: "低", info: "提示" },
  likenesses: {
    own: "应当服务的源",
    other: "毫不相干的源",
    null: "null：沙箱框架、data: 和 file: 页面",
    "http-twin": "同一主机，但没有 TLS",
    subdomain: "另一个子域名",
    suffix: "以你的主机名开头的另一个域名",
    prefix: "以你的主机名结尾的另一个域名",
    "unescaped-dot": "把主机名里的点换成字母",
    substring: "主机名的一部分",
    "special-character": "你的主机名、一个特殊字符、再加另一个域名",
    port: "另一个端口",
    "trailing-dot": "主机名末尾多一个点",
    "upper-case": "全部大写",
    userinfo: "把你的主机名当作用户名",
    local: "访问者自己的机器",
    hosting: "任何人都能发布页面的主机",
  },
  findings: {
    "arbitrary-origin": {
      title: "任何源都被放行",
      consequence: {
        withCredentials:
          "无论哪个 Origin 来请求，都会被原样返回，并附带 Access-Control-Allow-Credentials: true。任何网站都能以访问者的身份行事：凭访问者的 SameSite=None Cookie 读取访问者有权读取的一切。",
        without:
          "无论哪个 Origin 来请求，都会被原样返回。不带凭据时，这并不比 * 放行得更多，但意图没有写明；日后一旦开启凭据，就等于全部敞开。",
      },
      fix: "把 Origin 与一份明确的名单逐一比较，不在名单上的不返回任何 CORS 响应头。如果本来就面向所有人，请返回 Access-Control-Allow-Origin: * 且不带凭据。",
    },
    "null-origin": {
      title: "null 源被放行",
      consequence: {
        withCredentials: "任何网站都能借助沙箱框架或 data: URL 得到 null 源，随后带着访问者的 Cookie 读取响应。",
        without: "任何网站都能借助沙箱框架或 data: URL 得到 null 源。放行它就等于放行所有人。",
      },
      fix: "把 null 从名单中去掉。若是为了在 file: 页面上测试，请改用本地服务器提供该页面。",
    },
    "look-alike-origin": {
      title: "只是看起来相像的源也被放行",
      consequence: {
        withCredentials:
          "匹配时只看了源的一部分：谁注册了这样的域名（{origins}），谁就能带着访问者的 Cookie 读取响应。",
        without: "匹配时只看了源的一部分：谁注册了这样的域名（{origins}），谁就能读取响应。",
      },
      fix: "逐字节比较整个源。如果必须用正则，请锚定首尾并转义点号：^https://([a-z0-9-]+\\.)?app\\.example$。",
    },
    "hosting-origin": {
      title: "任何人都能发布页面的主机被放行",
      consequence: {
        withCredentials: "任何人都能在 {origins} 上发布页面，并带着访问者的 Cookie 读取响应。",
        without: "任何人都能在 {origins} 上发布页面并读取响应。",
      },
      fix: "只列出你自己站点的完整名称，不要放行整个主机。",
    },
    "http-origin": {
      title: "没有 TLS 的同一主机被放行",
      consequence: {
        withCredentials:
          "谁能改动访问者通过明文 http 收到的内容（例如在咖啡馆的网络里），谁就能把脚本放进 {origins}，并带着 Cookie 读取本服务器通过 https 发送的内容。",
        without:
          "谁能改动访问者通过明文 http 收到的内容，谁就能把脚本放进 {origins}，并读取本服务器通过 https 发送的内容。",
      },
      fix: "只列出 https 的源。",
    },
    "any-subdomain": {
      title: "所有子域名都被放行",
      consequence: {
        withCredentials:
          "只要有一个子域名存在漏洞，或者指向一个已不属于你的服务，就足以带着访问者的 Cookie 读取响应（{origins}）。",
        without: "只要有一个子域名存在漏洞，或者指向一个已不属于你的服务，就足以读取响应（{origins}）。",
      },
      fix: "只列出确实需要的子域名。",
    },
    "any-port": {
      title: "同一主机的其他端口或写法被放行",
      consequence: "那台机器上的任何服务都能读取响应，而不只是本来要服务的站点（{origins}）。",
      fix: "比较整个源，包括端口。",
    },
    "local-origin": {
      title: "访问者本机上的源被放行",
      consequence: {
        withCredentials: "访问者在 {origins} 上运行的任何程序都能带着访问者的 Cookie 读取响应。",
        without: "访问者在 {origins} 上运行的任何程序都能读取响应。",
      },
      fix: "只有当服务器本身用于开发时才放行 localhost。",
    },
    "own-origin-refused": {
      title: "应当服务的源没有被放行",
      consequence: "{explanation}",
      fix: "对它返回 Access-Control-Allow-Origin: {origins}。",
    },
    "invalid-allow-origin": {
      title: "Access-Control-Allow-Origin 的值没有浏览器会接受",
      consequence: "{explanation}",
      fix: "只返回一个源，与 Origin 请求头完全一致：{origins}，前后不加任何内容。",
    },
    "wildcard-with-credentials": {
      title: "* 与 Access-Control-Allow-Credentials 同时出现",
      consequence: "{explanation}",
      fix: "需要 Cookie 时，返回具体的源并加上 Vary: Origin；否则去掉 Access-Control-Allow-Credentials。",
    },
    "duplicate-header": {
      title: "{header} 被发送了两次",
      consequence:
        "浏览器会把两行合并成一个值（{value}），合并后的值不再有效。服务器上有两处在添加它，例如代理和应用程序。",
      fix: "只让一处发送它，另一处则删除收到的值。",
    },
    "missing-vary": {
      title: "响应取决于 Origin，却没有说明",
      consequence:
        "服务器与浏览器之间的缓存，或浏览器自己的缓存，会把给一个源的响应交给另一个源，于是时而被拒（{origins}）。",
      fix: "每个响应都加上 Vary: Origin，没有 CORS 响应头的响应也要加。",
    },
    "cached-for-another": {
      title: "缓存返回了本该给另一个源的响应",
      consequence:
        "在其他源请求之后，{origins} 再问同样的问题，得到了不同的回答：Access-Control-Allow-Origin: {value}。",
      fix: "返回 Vary: Origin，并让缓存把它计入缓存键。",
    },
    "preflight-behind-auth": {
      title: "预检请求被要求登录",
      consequence: "{explanation}预检请求从不携带 Cookie 或 Authorization。",
      fix: "在身份验证之前响应 OPTIONS。",
    },
    "preflight-behind-certificate": {
      title: "预检请求需要客户端证书",
      consequence:
        "预检请求的连接被拒绝。Firefox 按标准从不在预检请求中出示客户端证书，因此只能发出简单请求；Chromium 和 WebKit 则每次都会出示。",
      fix: "握手时请求但不强制要求证书，由应用对 OPTIONS 以外的请求强制要求。",
    },
    "preflight-redirected": {
      title: "预检请求被重定向",
      consequence: "{explanation}",
      fix: "在这个地址上直接用 204 响应 OPTIONS：不要把它重定向到登录页、https 或其他路径。",
    },
    "preflight-refused": {
      title: "预检请求没有得到响应",
      consequence: "{explanation}除简单请求之外的请求都无法发出。",
      fix: "用 204 和 Access-Control-Allow-* 响应头响应 OPTIONS。",
    },
    "redirect-without-cors": {
      title: "重定向没有 CORS 响应头",
      consequence: "{explanation}",
      fix: "重定向响应也要带上这些响应头，或者让页面直接请求 {location}。",
    },
    "errors-without-cors": {
      title: "错误响应没有 CORS 响应头",
      consequence: "出错时（状态码 {statuses}），页面只看到网络错误，控制台则归咎于 CORS：状态码和消息都读不到。",
      fix: "无论状态码是什么都返回这些响应头。在 nginx 中写 add_header … always；在应用程序中，要在任何可能出错的步骤之前添加。",
    },
    "any-method": {
      title: "带凭据时任何方法都被允许",
      consequence: "请求一个并不存在的方法（{value}）的预检也被允许。",
      fix: "列出实际存在的方法。",
    },
    "any-header": {
      title: "带凭据时任何请求头都被允许",
      consequence: "请求一个没有人读取的请求头（{value}）的预检也被允许。",
      fix: "列出实际会读取的请求头。",
    },
    "authorization-by-wildcard": {
      title: "* 不包括 Authorization",
      consequence: "{explanation}",
      fix: "写出它的名字：Access-Control-Allow-Headers: *, Authorization。",
    },
    "max-age-beyond-caps": {
      title: "Access-Control-Max-Age 超过了所有浏览器的上限",
      consequence: "它写的是 {value} 秒；Chromium 最多保留 7200 秒，Firefox 86400 秒，WebKit 600 秒。",
      fix: "写出真正的意图，例如 7200。",
    },
    "exposes-everything": {
      title: "所有响应头都被暴露",
      consequence: "Access-Control-Expose-Headers: * 让脚本能读取全部响应头，包括代理添加的那些。",
      fix: "列出页面要读取的响应头。",
    },
    "expose-wildcard-with-credentials": {
      title: "对带凭据的请求，Access-Control-Expose-Headers: * 什么也不暴露",
      consequence: "带凭据时 * 不是通配符，而是一个名字：脚本只能看到安全列表中的响应头。",
      fix: "列出页面要读取的响应头。",
    },
  },
};
