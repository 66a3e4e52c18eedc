/** A small HAR, as DevTools would write it. */

const APP = "https://app.example";
export const API = "https://api.example";

interface Entry {
  readonly url: string;
  readonly method?: string;
  readonly type?: string;
  readonly status?: number;
  readonly request?: readonly (readonly [string, string])[];
  readonly response?: readonly (readonly [string, string])[];
  readonly error?: string;
}

const pairs = (headers: Entry["request"] = []) => headers.map(([name, value]) => ({ name, value }));

export function entry({ url, method = "GET", type = "fetch", status = 200, request, response, error }: Entry): object {
  const mode = type === "document" ? "navigate" : "cors";
  const common = [
    ["Origin", APP],
    ["Referer", `${APP}/`],
    ["Sec-Fetch-Mode", mode],
  ] as const;
  return {
    _resourceType: type,
    startedDateTime: "2026-01-02T03:04:05.000Z",
    time: 12,
    request: { method, url, httpVersion: "HTTP/1.1", headers: pairs([...common, ...(request ?? [])]), bodySize: 0 },
    response: {
      status,
      statusText: "",
      httpVersion: "HTTP/1.1",
      headers: pairs([["Content-Type", "application/json"], ...(response ?? [])]),
      content: { size: 2, mimeType: "application/json" },
      redirectURL: "",
      _transferSize: 2,
      ...(error !== undefined && { _error: error }),
    },
    timings: { send: 0, wait: 12, receive: 0 },
  };
}

export function har(entries: readonly unknown[]): string {
  const log = { version: "1.2", creator: { name: "WebInspector", version: "537.36" }, pages: [], entries };
  return JSON.stringify({ log }, null, 1);
}

/** What allows the page with credentials and without. */
export const trusting = [
  ["Access-Control-Allow-Origin", APP],
  ["Access-Control-Allow-Credentials", "true"],
  ["Vary", "Origin"],
] as const;

export const navigation = entry({ url: `${APP}/`, type: "document" });
export const allowed = entry({ url: `${API}/products`, response: trusting });
export const open = entry({ url: `${API}/open`, response: [["Access-Control-Allow-Origin", "*"]] });
export const blocked = entry({ url: `${API}/news`, error: "net::ERR_FAILED" });
/** Allowed with and without credentials, and yet the browser failed. */
export const disagreeing = entry({ url: `${API}/odd`, response: trusting, error: "net::ERR_FAILED" });
export const secret = entry({
  url: `${API}/me`,
  request: [
    ["Authorization", "Bearer s3cr3t-token"],
    ["Cookie", "sid=c00kie-value"],
  ],
  response: [...trusting, ["Set-Cookie", "next=n3xt-value; Path=/; Secure"]],
});

export const SESSION = har([navigation, allowed, blocked]);
