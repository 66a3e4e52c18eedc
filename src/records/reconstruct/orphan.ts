import { headerList } from "../../core/infrastructure/header-list.js";
import type { RecordedExchange } from "../har/exchange.js";
import { headerReader } from "./api.js";
import { authorHeaders, namesIn } from "./author-headers.js";

/** The request that a preflight asks for, where it was not recorded: a proxy never sees one that was refused. */
export function requestBehind(preflight: RecordedExchange): RecordedExchange {
  const header = headerReader(preflight);
  const asked = namesIn(header("access-control-request-headers"));
  const origin = header("origin");
  const referer = header("referer");
  const own: [string, string][] = [];
  if (origin !== null) own.push(["Origin", origin]);
  if (referer !== null) own.push(["Referer", referer]);
  return {
    ...preflight,
    method: header("access-control-request-method") ?? "GET",
    requestHeaders: headerList([...own, ...authorHeaders(null, asked).headers]),
    requestBody: null,
    status: 0,
    statusText: "",
    responseHeaders: null,
    redirectUrl: "",
    mimeType: "",
    bodyStart: null,
    error: null,
    resourceType: "fetch",
    hasTarget: false,
    fromCache: false,
    viaServiceWorker: false,
  };
}
