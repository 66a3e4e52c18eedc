import type { NoteTexts } from "./note.js";

export const notesZhCn = {
  "one-sender": "它后面的应用不能再发送同样的标头：重复的标头等于没有。",
  "nginx-one-sender": "它后面的应用不能再发送同样的标头：重复的标头等于没有（可用 proxy_hide_header 去掉）。",
  "caddy-authentication": "basicauth 和 forward_auth 先于 respond 执行：请给它们加上排除 @cors_preflight 的匹配器。",
  "haproxy-version": "需要 HAProxy 2.4 或更高版本。",
  "traefik-path": "请给路由器设置规则 PathPrefix(`{value}`)。",
  "fastify-path": "它对整个实例的所有路径生效：请在负责 {value} 的插件中注册。",
  "fastapi-path": "它对应用的所有路径生效：其余路径请挂载为另一个应用。",
  "fastapi-exception": "未被处理的异常在到达这里之前就已得到响应：这种 500 没有 CORS 标头。",
  "go-path": "它对这个处理器的所有路径生效：请只包装负责 {value} 的处理器。",
  "go-header-names": "名称中含有字母、数字和连字符以外字符的请求头，rs/cors 1 无法识别。",
  "aspnet-path": "它对所有端点生效：请给策略命名，并只对 {value} 下的端点使用 RequireCors。",
  "whole-application": "它对应用的所有路径生效。",
  "whole-bucket": "它对整个存储桶生效。",
  "whole-api": "它对整个 API 生效。",
  "s3-place": "存储桶的“权限”，其中的“跨源资源共享（CORS）”",
  "s3-methods": "S3 只支持 GET、HEAD、POST、PUT 和 DELETE 方法。",
  "s3-credentials": "S3 只要写明了源，就会允许凭据。",
  "cloudfront-options": "缓存行为必须允许 OPTIONS，它后面的服务器必须以 200 至 299 响应 OPTIONS。",
  "cloudfront-path": "请只附加到 {value}* 的缓存行为。",
  "gcs-credentials": "Cloud Storage 从不允许凭据：请不带凭据发送请求，把令牌放在 URL 或 Authorization 中。",
} as const satisfies NoteTexts;
