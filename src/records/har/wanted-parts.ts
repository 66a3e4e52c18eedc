import { elements, members, repeatingElements, text, WHOLE } from "../scan/wanted.js";
import { simpleHeader } from "./headers.js";

/** As much of a body as sniffing looks at, and the first event of a stream. */
export const KEPT_BODY = 256;

const headers = repeatingElements(members({ name: WHOLE, value: WHOLE }), simpleHeader);

/** What an importer looks at in an entry; all else (timings, cookies, query strings, stacks …) is passed over. */
export const WANTED_ENTRY = members({
  request: members({
    method: WHOLE,
    url: WHOLE,
    httpVersion: WHOLE,
    headers,
    headersSize: WHOLE,
    bodySize: WHOLE,
    postData: members({ mimeType: WHOLE, text: text(KEPT_BODY), params: elements(members({}), 1) }),
  }),
  response: members({
    status: WHOLE,
    statusText: WHOLE,
    httpVersion: WHOLE,
    headers,
    redirectURL: WHOLE,
    headersSize: WHOLE,
    bodySize: WHOLE,
    content: members({ mimeType: WHOLE, size: WHOLE, encoding: WHOLE, text: text(KEPT_BODY) }),
    _transferSize: WHOLE,
    _error: WHOLE,
    _failureText: WHOLE,
    _fetchedViaServiceWorker: WHOLE,
  }),
  serverIPAddress: WHOLE,
  startedDateTime: WHOLE,
  time: WHOLE,
  pageref: WHOLE,
  cache: members({ beforeRequest: members({ lastAccess: WHOLE }) }),
  comment: text(KEPT_BODY),
  settingEncodeUrl: WHOLE,
  _initiator: members({
    type: WHOLE,
    url: WHOLE,
    stack: members({ callFrames: elements(members({ url: WHOLE }), 1) }),
  }),
  _resourceType: WHOLE,
  _fetchType: WHOLE,
  _fromCache: WHOLE,
  _serviceWorkerRef: WHOLE,
  _apiRequestRef: WHOLE,
  _wasAborted: WHOLE,
  _wasFulfilled: WHOLE,
  _error: WHOLE,
  _failureText: WHOLE,
  _corsErrorStatus: members({ corsError: WHOLE, failedParameter: WHOLE }),
  _blockedReason: WHOLE,
});
