import type { AuditCatalog } from "./catalog.js";

export const en: AuditCatalog = {
  language: "en",
  words: {
    origin: "Origin",
    reads: "reads",
    sends: "sends PUT …",
    withCookies: "with cookies",
    yes: "yes",
    no: "no",
    notSent: "no browser sends it",
    fix: "Fix: ",
    nothing: "Nothing unwise found.",
    requests: "Requests sent: ",
    leftOut: "Left out by --max-requests: ",
  },
  severities: { high: "high", medium: "medium", low: "low", info: "info" },
  likenesses: {
    own: "the origin to serve",
    other: "a stranger",
    null: "null: sandboxed frames, data: and file: pages",
    "http-twin": "the same host without TLS",
    subdomain: "another subdomain",
    suffix: "your host as the beginning of another",
    prefix: "your host as the end of another",
    "unescaped-dot": "a letter where your host has a dot",
    substring: "a part of your host",
    "special-character": "your host, a special character, another host",
    port: "another port",
    "trailing-dot": "your host with a dot at its end",
    "upper-case": "in capitals",
    userinfo: "your host as a user name",
    local: "the visitor's own machine",
    hosting: "a host where anyone can publish",
  },
  findings: {
    "arbitrary-origin": {
      title: "Any origin is let in",
      consequence: {
        withCredentials:
          "Whichever Origin asks is echoed together with Access-Control-Allow-Credentials: true. Any site can act here as its visitor: read what the visitor may read, with the visitor's SameSite=None cookies.",
        without:
          "Whichever Origin asks is echoed. Without credentials that allows no more than * would, but it does not say so, and a later switch to credentials would open everything.",
      },
      fix: "Compare the Origin with a list of the origins that are meant, and send none of the headers to others. If everyone is meant, send Access-Control-Allow-Origin: * and no credentials.",
    },
    "null-origin": {
      title: "The origin null is let in",
      consequence: {
        withCredentials:
          "Any site can take the origin null, with a sandboxed frame or a data: URL, and then read answers with the visitor's cookies.",
        without:
          "Any site can take the origin null, with a sandboxed frame or a data: URL. Letting it in lets everyone in.",
      },
      fix: "Take null off the list. For tests from a file: page, serve the page from a local server instead.",
    },
    "look-alike-origin": {
      title: "Origins that only resemble the right one are let in",
      consequence: {
        withCredentials:
          "The origin is matched by a part of it: whoever registers such a name ({origins}) reads answers with the visitor's cookies.",
        without: "The origin is matched by a part of it: whoever registers such a name ({origins}) reads the answers.",
      },
      fix: "Compare whole origins, byte for byte. If a pattern is needed, anchor it at both ends and escape its dots: ^https://([a-z0-9-]+\\.)?app\\.example$.",
    },
    "hosting-origin": {
      title: "Hosts where anyone can publish are let in",
      consequence: {
        withCredentials: "Anyone can put up a page at {origins} and read answers with the visitor's cookies.",
        without: "Anyone can put up a page at {origins} and read the answers.",
      },
      fix: "List your own sites there by their full name, never the whole host.",
    },
    "http-origin": {
      title: "The same host without TLS is let in",
      consequence: {
        withCredentials:
          "Whoever can change what a visitor gets over plain http, in a café's network say, can put a script into {origins} and read what this server sends over https, with cookies.",
        without:
          "Whoever can change what a visitor gets over plain http can put a script into {origins} and read what this server sends over https.",
      },
      fix: "List only https origins.",
    },
    "any-subdomain": {
      title: "Every subdomain is let in",
      consequence: {
        withCredentials:
          "One subdomain with a hole, or one that points to a service no longer yours, is enough to read answers with the visitor's cookies ({origins}).",
        without:
          "One subdomain with a hole, or one that points to a service no longer yours, reads the answers ({origins}).",
      },
      fix: "List the subdomains that need it.",
    },
    "any-port": {
      title: "Other ports or spellings of the host are let in",
      consequence: "Every service on that machine may read the answers, not only the site that is meant ({origins}).",
      fix: "Compare whole origins, port and all.",
    },
    "local-origin": {
      title: "Origins on the visitor's machine are let in",
      consequence: {
        withCredentials: "Whatever a visitor runs at {origins} reads answers with the visitor's cookies.",
        without: "Whatever a visitor runs at {origins} reads the answers.",
      },
      fix: "Allow localhost only where the server itself is one for development.",
    },
    "own-origin-refused": {
      title: "The origin to serve is not let in",
      consequence: "{explanation}",
      fix: "Send Access-Control-Allow-Origin: {origins} to it.",
    },
    "invalid-allow-origin": {
      title: "Access-Control-Allow-Origin says something that no browser accepts",
      consequence: "{explanation}",
      fix: "Send exactly one origin, as the Origin header has it: {origins}, and nothing around it.",
    },
    "wildcard-with-credentials": {
      title: "* together with Access-Control-Allow-Credentials",
      consequence: "{explanation}",
      fix: "Send the origin itself and Vary: Origin where cookies are meant; else leave out Access-Control-Allow-Credentials.",
    },
    "duplicate-header": {
      title: "{header} is sent twice",
      consequence:
        "Browsers join both lines into one value ({value}), which is then no valid one. Two places in the server add it: a proxy and the application, say.",
      fix: "Let one place send it, and have the other remove what it gets.",
    },
    "missing-vary": {
      title: "The answer depends on the Origin and does not say so",
      consequence:
        "A cache between server and browser, or the browser's own, gives one origin the answer that was meant for another, which refuses it now and then ({origins}).",
      fix: "Send Vary: Origin with every answer, also with those that have no CORS header.",
    },
    "cached-for-another": {
      title: "A cache answers with what was meant for another origin",
      consequence:
        "The same question from {origins} had another answer after others had asked: Access-Control-Allow-Origin: {value}.",
      fix: "Send Vary: Origin, and have the cache keep it in its key.",
    },
    "preflight-behind-auth": {
      title: "Preflights need to log in",
      consequence: "{explanation} A preflight never carries cookies or Authorization.",
      fix: "Answer OPTIONS before authentication.",
    },
    "preflight-behind-certificate": {
      title: "Preflights need a client certificate",
      consequence:
        "The connection of a preflight is refused. Firefox shows a client certificate with no preflight, as the standard has it, and so can make no requests beyond the simple ones; Chromium and WebKit show it with each.",
      fix: "Ask for the certificate without requiring it, and require it in the application, of everything but OPTIONS.",
    },
    "preflight-redirected": {
      title: "Preflights are redirected",
      consequence: "{explanation}",
      fix: "Answer OPTIONS at this address, with 204: exempt it from redirects to a login, to https or to another path.",
    },
    "preflight-refused": {
      title: "Preflights are not answered",
      consequence: "{explanation} Requests beyond the simple ones can't be made.",
      fix: "Answer OPTIONS with 204 and the Access-Control-Allow-* headers.",
    },
    "redirect-without-cors": {
      title: "A redirect without CORS headers",
      consequence: "{explanation}",
      fix: "Send the headers with redirects as well, or have pages ask for {location}.",
    },
    "errors-without-cors": {
      title: "Errors come without CORS headers",
      consequence:
        "Where something goes wrong (status {statuses}) the page sees a network error and the console blames CORS: neither status nor message can be read.",
      fix: "Send the headers whatever the status. In nginx that is add_header … always; in applications, before anything can fail.",
    },
    "any-method": {
      title: "Any method is granted, with credentials",
      consequence: "Preflights that ask for a method that does not exist ({value}) are granted.",
      fix: "List the methods that there are.",
    },
    "any-header": {
      title: "Any request header is granted, with credentials",
      consequence: "Preflights that ask for a header that nobody reads ({value}) are granted.",
      fix: "List the headers that are read.",
    },
    "authorization-by-wildcard": {
      title: "* does not list Authorization",
      consequence: "{explanation}",
      fix: "Name it: Access-Control-Allow-Headers: *, Authorization.",
    },
    "max-age-beyond-caps": {
      title: "Access-Control-Max-Age is longer than any browser keeps",
      consequence: "It says {value} seconds; Chromium keeps 7200, Firefox 86400, WebKit 600.",
      fix: "Say what is meant, 7200 for instance.",
    },
    "exposes-everything": {
      title: "Every response header is exposed",
      consequence: "Access-Control-Expose-Headers: * lets script read them all, also those that a proxy adds.",
      fix: "List the headers that pages read.",
    },
    "expose-wildcard-with-credentials": {
      title: "Access-Control-Expose-Headers: * exposes nothing to requests with credentials",
      consequence: "With credentials * is no wildcard but a name: script sees the safelisted headers only.",
      fix: "List the headers that pages read.",
    },
  },
};
