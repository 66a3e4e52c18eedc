import { type Grant, lines, type Target } from "../target.js";

const single = (value: string) => `'${value.replaceAll("'", `'\\''`)}'`;
/** A percent sign starts a format. */
const format = (value: string) => single(value.replaceAll("%", "%%"));

export const haproxy: Target = {
  name: "haproxy",
  title: "HAProxy",
  language: "haproxy",
  comment: "#",
  write: (grant) => [{ place: "frontend …", text: frontend(grant) }],
  notes: () => ["haproxy-version"],
};

function frontend({ origins, methods, headers, maxAge, credentials, expose, path }: Grant): string {
  const isListed = origins !== "*";
  const isHere = path === "/" ? "" : ` { path_beg ${path} }`;
  const isAllowed = isListed
    ? `{ req.hdr(Origin) -m str ${origins.map(single).join(" ")} }`
    : "{ req.hdr(Origin) -m found }";
  const asked = "METH_OPTIONS { req.hdr(Access-Control-Request-Method) -m found }";
  const set = (name: string, value: string, isAsked = false) =>
    `http-after-response set-header ${name} ${value} if { var(txn.cors_origin) -m found }${isAsked ? " { var(txn.cors_preflight) -m bool }" : ""}`;
  return lines(
    "# What a response rule needs to know of the request.",
    `http-request set-var(txn.cors_origin) req.hdr(Origin) if ${isAllowed}${isHere}`,
    `http-request set-var(txn.cors_preflight) bool(true) if ${asked}${isHere}`,
    isListed && path !== "/" && `http-request set-var(txn.cors_path) bool(true) if${isHere}`,
    "# after-response: errors and answers of HAProxy's own, too.",
    set("Access-Control-Allow-Origin", isListed ? "%[var(txn.cors_origin)]" : "*"),
    credentials && set("Access-Control-Allow-Credentials", "true"),
    expose.length > 0 && set("Access-Control-Expose-Headers", format(expose.join(", "))),
    methods.length > 0 && set("Access-Control-Allow-Methods", format(methods.join(", ")), true),
    headers.length > 0 && set("Access-Control-Allow-Headers", format(headers.join(", ")), true),
    maxAge !== null && set("Access-Control-Max-Age", String(maxAge), true),
    isListed && `http-after-response add-header Vary Origin${path === "/" ? "" : " if { var(txn.cors_path) -m bool }"}`,
    "# Preflights are answered before any authentication.",
    "http-request return status 204 if { var(txn.cors_preflight) -m bool }",
  );
}
