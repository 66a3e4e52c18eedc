/**
 * Two hundred requests as pages make them, with servers that answer rightly and wrongly, on three origins:
 * every one can be made by fetch() and by XMLHttpRequest, and every URL occurs once, so that none depends on another.
 */

/**
 * @param {{ page: string, api: string, other: string }} origins
 * @returns {{ title: string, request: object, server: object[] }[]}
 */
export function setups(origins) {
  const { page, api, other } = origins;
  const made = [];

  /** Each hop is an origin, its answer, and the answer to a preflight if one comes; a redirect leads to the next hop. */
  const add = (title, request, hops) => {
    const url = (index) => `${hops[index].origin}/${made.length}/${index}`;
    const server = hops.flatMap(({ preflight, status, headers = {} }, index) => {
      const next = hops[index + 1];
      const location = next && url(index + 1).replace("//", `//${next.userinfo ?? ""}`);
      return [
        ...(preflight === undefined ? [] : [rule(url(index), preflight.status ?? 204, preflight.headers, true)]),
        rule(url(index), status ?? (next === undefined ? 200 : 302), { ...headers, Location: location }),
      ];
    });
    made.push({ title, request: { ...request, url: url(0) }, server });
  };

  const right = { "Access-Control-Allow-Origin": page };
  const withCredentials = { ...right, "Access-Control-Allow-Credentials": "true" };
  const allowOrigin = {
    "the origin": page,
    "a wildcard": "*",
    nothing: undefined,
    null: "null",
    "another origin": other,
    "a slash at the end": `${page}/`,
    "a list": `${page}, ${other}`,
    "the origin twice": [page, page],
    "no port": page.replace(/:\d+$/, ""),
  };

  // Without a preflight: who may read the response.
  for (const [what, value] of Object.entries(allowOrigin)) {
    const headers = { "Content-Type": "application/json", "Access-Control-Allow-Origin": value };
    for (const request of [GET, HEAD, POST_TEXT, GET_IN_GERMAN]) {
      add(`${request.title}, allows ${what}`, request, [{ origin: api, headers }]);
    }
    for (const request of [GET, POST_TEXT]) {
      add(`${request.title} with credentials, allows ${what}`, { ...request, credentials: true }, [
        { origin: api, headers: { ...headers, "Access-Control-Allow-Credentials": "true" } },
      ]);
    }
  }
  for (const value of [undefined, "True", "TRUE", ["true", "true"]]) {
    for (const request of [GET, POST_TEXT]) {
      add(`${request.title}, credentials allowed by ${value}`, { ...request, credentials: true }, [
        { origin: api, headers: { ...right, "Access-Control-Allow-Credentials": value } },
      ]);
    }
  }

  // With a preflight: what its answer must say.
  for (const request of [PUT_JSON, PATCH_JSON, DELETE, POST_JSON, GET_CUSTOM, GET_AUTHORIZED]) {
    const method = { "Access-Control-Allow-Methods": request.method };
    const names = { "Access-Control-Allow-Headers": request.headers.map(([name]) => name.toLowerCase()).join(", ") };
    const wildcards = { "Access-Control-Allow-Methods": "*", "Access-Control-Allow-Headers": "*" };
    const inCase = (change) => Object.fromEntries(Object.entries(names).map(([name, value]) => [name, change(value)]));
    const answers = {
      204: { headers: { ...right, ...method, ...names, "Access-Control-Max-Age": "600" } },
      200: { status: 200, headers: { ...right, ...method, ...names } },
      wildcards: { headers: { ...right, ...wildcards } },
      "no method": { headers: { ...right, ...names } },
      "no header": { headers: { ...right, ...method } },
      "the method in lower case": {
        headers: { ...right, ...names, "Access-Control-Allow-Methods": request.method.toLowerCase() },
      },
      "the headers in upper case": { headers: { ...right, ...method, ...inCase((value) => value.toUpperCase()) } },
      "no origin": { headers: { ...method, ...names } },
      404: { status: 404, headers: { ...right, ...method, ...names } },
      500: { status: 500, headers: {} },
      "a redirect": { status: 301, headers: { ...right, ...method, ...names, Location: `${api}/elsewhere` } },
    };
    for (const [what, preflight] of Object.entries(answers)) {
      add(`${request.title}, its preflight answered by ${what}`, request, [{ origin: api, preflight, headers: right }]);
    }
    add(`${request.title}, only its preflight allows the origin`, request, [
      { origin: api, preflight: answers["204"] },
    ]);
    const preflightsWithCredentials = {
      "with credentials": { headers: { ...withCredentials, ...method, ...names } },
      "without credentials": { headers: { ...right, ...method, ...names } },
      "with credentials and wildcards": { headers: { ...withCredentials, ...wildcards } },
    };
    for (const [what, preflight] of Object.entries(preflightsWithCredentials)) {
      add(`${request.title} with credentials, its preflight answered ${what}`, { ...request, credentials: true }, [
        { origin: api, preflight, headers: withCredentials },
      ]);
    }
  }

  // Redirects: each hop must allow the origin, which is null once the chain has left another origin.
  const chains = [
    [api, api],
    [api, other],
    [page, api],
    [page, page],
    [api, page],
    [api, other, api],
  ];
  for (const chain of chains) {
    const path = chain.map((origin) => Object.keys(origins).find((name) => origins[name] === origin)).join(" → ");
    const last = chain.length - 1;
    const allow = (value) => ({ "Access-Control-Allow-Origin": value });
    const ways = {
      "each allows the origin": () => right,
      "each allows all": () => allow("*"),
      "each allows null": () => allow("null"),
      "all but the first allow all": (index) => (index === 0 ? {} : allow("*")),
      "all but the last allow all": (index) => (index === last ? {} : allow("*")),
    };
    for (const [what, headersOf] of Object.entries(ways)) {
      add(
        `GET redirected ${path}, ${what}`,
        GET,
        chain.map((origin, index) => ({ origin, headers: headersOf(index) })),
      );
    }
  }
  const forJson = (allowed) => ({
    headers: { "Access-Control-Allow-Origin": allowed, "Access-Control-Allow-Headers": "content-type" },
  });
  const all = { "Access-Control-Allow-Origin": "*" };
  add("POST redirected by 303", POST_TEXT, [
    { origin: api, status: 303, headers: all },
    { origin: api, headers: all },
  ]);
  add("POST redirected by 307", POST_TEXT, [
    { origin: api, status: 307, headers: all },
    { origin: other, headers: all },
  ]);
  for (const allowed of [page, "*", "null"]) {
    const hop = { preflight: forJson(allowed), headers: { "Access-Control-Allow-Origin": allowed } };
    add(`preflighted POST redirected by 307 to a third origin, all allow ${allowed}`, POST_JSON, [
      { ...hop, origin: api, status: 307 },
      { ...hop, origin: other },
    ]);
  }
  add("preflighted POST redirected by 307, no second preflight answer", POST_JSON, [
    { origin: api, status: 307, preflight: forJson(page), headers: right },
    { origin: api, headers: right },
  ]);
  add("GET with credentials redirected", { ...GET, credentials: true }, [
    { origin: api, headers: withCredentials },
    { origin: api, headers: withCredentials },
  ]);
  add("GET with credentials redirected to a third origin", { ...GET, credentials: true }, [
    { origin: api, headers: withCredentials },
    { origin: other, headers: withCredentials },
  ]);
  add("GET redirected to a URL with a password", GET, [
    { origin: api, headers: all },
    { origin: other, headers: all, userinfo: "user:password@" },
  ]);
  add("redirect status without a Location", GET, [{ origin: api, status: 302, headers: all }]);

  // What script can read of an allowed response.
  for (const value of ["X-Id", "x-id, etag", "*", "", " X-Id , ,X-Rate", ["X-Id", "X-Rate"], '"X-Id"']) {
    const headers = { ...right, "X-Id": "1", "X-Rate": "2", ETag: '"3"', "Access-Control-Expose-Headers": value };
    add(`exposes ${value}`, GET, [{ origin: api, headers }]);
  }
  add("a wildcard exposes nothing with credentials", { ...GET, credentials: true }, [
    { origin: api, headers: { ...withCredentials, "X-Id": "1", "Access-Control-Expose-Headers": "*" } },
  ]);
  return made;
}

/** The case of a setup made by `fetch` or `xhr`. */
export function caseOf({ title, request, server }, page, api) {
  const { url, method, headers, body, credentials = false } = request;
  const credentialsOf = { fetch: { credentials: credentials ? "include" : "same-origin" } };
  return {
    title,
    page: { url: `${page}/` },
    setup: {
      ...{ api, url, method, headers },
      ...(credentialsOf[api] ?? { withCredentials: credentials }),
      ...(body === undefined ? {} : { body: { type: "text", value: body } }),
    },
    server,
  };
}

const JSON_TYPE = ["Content-Type", "application/json"];
const GET = { title: "GET", method: "GET", headers: [] };
const HEAD = { title: "HEAD", method: "HEAD", headers: [] };
const GET_IN_GERMAN = { title: "GET in German", method: "GET", headers: [["Accept-Language", "de"]] };
const GET_CUSTOM = { title: "GET with X-Custom", method: "GET", headers: [["X-Custom", "1"]] };
const GET_AUTHORIZED = { title: "GET with Authorization", method: "GET", headers: [["Authorization", "Bearer 1"]] };
const POST_TEXT = { title: "POST of text", method: "POST", headers: [["Content-Type", "text/plain"]], body: "hi" };
const POST_JSON = { title: "POST of JSON", method: "POST", headers: [JSON_TYPE], body: "{}" };
const PUT_JSON = { title: "PUT of JSON", method: "PUT", headers: [JSON_TYPE, ["X-Custom", "1"]], body: "{}" };
const PATCH_JSON = { title: "PATCH of JSON", method: "PATCH", headers: [JSON_TYPE], body: "{}" };
const DELETE = { title: "DELETE", method: "DELETE", headers: [["X-Requested-With", "XMLHttpRequest"]] };

function rule(url, status, headers, preflight) {
  const when = preflight === undefined ? { url } : { url, preflight };
  return { when, respond: { status, headers: pairs(headers), body: status === 204 ? "" : "ok" } };
}

/** A value may be absent or several. */
function pairs(headers) {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((each) => [name, each]),
  );
}
