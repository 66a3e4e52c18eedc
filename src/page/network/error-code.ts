/** What a connection failed of. NOTE: a worker runs the text of this function. */
export function errorCode(error: Error & { code?: string }): string {
  const code = error.code ?? "";
  if (code === "ECONNREFUSED") return "connection-refused";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "dns";
  // Of a server that wants to be shown a client certificate — https://www.rfc-editor.org/rfc/rfc8446.html#section-6.2
  if (code.endsWith("ALERT_CERTIFICATE_REQUIRED")) return "client-certificate";
  if (/^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH)/.test(code)) return "tls";
  if (code === "ETIMEDOUT" || code === "EHOSTUNREACH" || code === "ENETUNREACH") return "unreachable";
  if (code.startsWith("HPE_")) return "invalid-response";
  return code.startsWith("ERR_INVALID") ? "invalid-request" : "connection-reset";
}
