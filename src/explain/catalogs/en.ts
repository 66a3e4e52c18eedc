import type { Catalog } from "./catalog.js";

/** English. */
export const en = {
  language: "en",
  list: { two: " and ", between: ", ", last: ", and " },

  reasons: {
    "forbidden-method": {
      title: "Forbidden method",
      explanation:
        "Page code may not send {method} at all: CONNECT, TRACE and TRACK are forbidden in every browser, so nothing was sent.",
      fix: "Use another method, or send this request from a server.",
    },
    "invalid-method": {
      title: "Invalid method",
      explanation: [
        {
          when: ["method"],
          text: "“{method}” is no HTTP method: it has characters that none can have, so nothing was sent.",
        },
        { text: "The method is an empty string, which is no HTTP method, so nothing was sent." },
      ],
      fix: "Write the method as a plain token such as GET or PUT.",
    },
    "invalid-header": {
      title: "Invalid header",
      explanation:
        "The header “{header}: {value}” can't be sent: a name is one or more letters, digits and hyphens, a value has no line breaks, no NUL and nothing beyond Latin-1.",
      fix: "Correct the header's name or encode its value, for example with encodeURIComponent().",
    },
    "invalid-init": {
      title: "Invalid option",
      explanation:
        "fetch() does not take the value “{value}” for “{member}” here, so it rejected before anything was sent.",
      fix: "Correct the option “{member}”.",
    },
    "invalid-state": {
      title: "Wrong moment or combination",
      explanation: [
        {
          when: ["member"],
          text: "A synchronous XMLHttpRequest in a page may not set {member}, so the call threw and nothing was sent.",
        },
        { text: "The call came in a state that does not allow it, so it threw and nothing was sent." },
      ],
      fix: "Make the request asynchronous, or drop the setting.",
    },
    "unusable-body": {
      title: "Unusable body",
      explanation: [
        { when: ["member"], text: "A request with {member} can't have a stream as its body, so nothing was sent." },
        { text: "The body has been read or is locked already, so nothing was sent." },
      ],
      fix: "Pass text, a Blob or bytes instead of the stream.",
    },
    "url-invalid": {
      title: "Invalid URL",
      explanation: "“{url}” is no URL, so nothing was sent.",
      fix: "Correct the URL.",
    },
    "url-has-credentials": {
      title: "User name in the URL",
      explanation: "The URL {url} has a user name or password in it, which this API refuses, so nothing was sent.",
      fix: "Take user name and password out of the URL and send an Authorization header instead.",
    },
    "body-with-get": {
      title: "Body with GET",
      explanation: "fetch() refuses a body with {method}, so nothing was sent.",
      fix: "Put the data into the URL, or use POST.",
    },
    "stream-needs-duplex": {
      title: "Stream without duplex",
      explanation:
        "A stream as the body needs the option duplex: “half”, which the code did not pass, so nothing was sent.",
      fix: "Add duplex: “half”.",
    },
    "stream-needs-cors": {
      title: "Stream in mode no-cors",
      explanation: "A stream as the body needs a preflight, and mode “{value}” can have none, so nothing was sent.",
      fix: "Use mode “cors”, or pass text, a Blob or bytes.",
    },
    "stream-unsupported": {
      title: "Streams not supported",
      explanation: "This browser can't upload a ReadableStream, so nothing was sent.",
      fix: "Pass text, a Blob or bytes instead of the stream.",
    },
    "method-needs-cors-mode": {
      title: "Method in mode no-cors",
      explanation: "Mode “no-cors” allows only GET, HEAD and POST, so the {method} was not sent.",
      fix: "Leave mode at “cors” and let the server allow {method}.",
    },
    "same-origin-mode": {
      title: "Not of the same origin",
      explanation: [
        {
          stage: "redirect",
          when: ["scheme"],
          text: "The request was redirected to {url}, and no server may lead a page to a {scheme}: URL; this browser calls that a breach of the same-origin policy.",
        },
        {
          when: ["scheme"],
          text: "The page at {page} may not load {url}: files of the user's are no page's business, and this browser calls that a breach of the same-origin policy.",
        },
        {
          stage: "redirect",
          text: "The request was redirected to {url}, which is not of the origin {origin}; mode “same-origin” forbids that.",
        },
        {
          text: "The page's origin is {origin}, {url} is of another, and mode “same-origin” forbids that, so nothing was sent.",
        },
      ],
      fix: [
        { when: ["scheme"], text: "Serve the resource over https and request it from there." },
        { text: "Use mode “cors”, and let the server allow {origin}." },
      ],
    },
    "unsupported-scheme": {
      title: "Scheme without CORS",
      explanation:
        "The page at {page} can't read {url}: CORS works over http and https only, and this URL's scheme is {scheme}.",
      fix: "Serve the resource over https and request it from there.",
    },
    "bad-port": {
      title: "Blocked port",
      explanation: "Browsers never talk HTTP to port {port}, so the request to {url} was not sent.",
      fix: "Let the server listen on another port.",
    },
    "mixed-content": {
      title: "Mixed content",
      explanation:
        "The page was loaded over https and {url} is plain http, so the browser blocked it as mixed content; this happens before CORS plays a part.",
      fix: "Serve {url} over https and request it there.",
    },
    "csp-blocked": {
      title: "Content Security Policy",
      explanation: [
        {
          when: ["policy"],
          text: "The page's own Content-Security-Policy (“{policy}”) does not allow {url}; this happens before CORS plays a part.",
        },
        {
          when: ["directive"],
          text: "The page's own Content-Security-Policy does not allow {url} in {directive}; this happens before CORS plays a part.",
        },
        { text: "The page's own Content-Security-Policy does not allow {url}; this happens before CORS plays a part." },
      ],
      fix: "Add the target's origin to {directive} in the page's Content-Security-Policy.",
    },
    "keepalive-quota": {
      title: "Keepalive quota",
      explanation:
        "Bodies of keepalive requests and beacons may have {limit} bytes together, and this one goes over it, so it was not sent.",
      fix: "Send less data, or drop keepalive.",
    },
    "cache-miss": {
      title: "Not in the cache",
      explanation: "The code asked for a cached copy only, and there is none of {url}, so the request failed.",
      fix: "Use another cache mode, such as “force-cache”.",
    },
    "xdr-method": {
      title: "XDomainRequest method",
      explanation: "XDomainRequest sends only GET and POST, so the {method} was not sent.",
      fix: "Use XMLHttpRequest or fetch().",
    },
    "xdr-scheme": {
      title: "XDomainRequest scheme",
      explanation:
        "XDomainRequest needs the target's scheme to be the page's own, and {url} has another, so nothing was sent.",
      fix: "Serve page and target over the same scheme.",
    },
    "local-network-access": {
      title: "Local network access",
      explanation: [
        {
          when: ["from", "to"],
          text: "A page from the {from} network asked for {url} in the {to} network, for which the browser wants the user's permission, and Chromium a secure page.",
        },
        {
          text: "{url} is in a local network, for which the browser wants the user's permission, and Chromium a secure page.",
        },
      ],
      fix: "Serve the page over https and have the user grant access to the local network.",
    },

    "missing-allow-origin": {
      title: "No Access-Control-Allow-Origin",
      explanation: [
        {
          stage: "preflight",
          when: ["errorStatus"],
          text: "The browser sent an OPTIONS preflight to {url} because of {because}, and the server answered {errorStatus} without an Access-Control-Allow-Origin header, so the {method} was never sent.",
        },
        {
          stage: "preflight",
          text: "The browser sent an OPTIONS preflight to {url} because of {because}, and the answer has no Access-Control-Allow-Origin header, so the {method} was never sent.",
        },
        {
          stage: "redirect",
          text: "{url} answered with a redirect ({status}) that has no Access-Control-Allow-Origin header; every hop must allow the origin {origin}, so the browser followed no further.",
        },
        {
          when: ["errorStatus"],
          text: "The {method} reached {url}, which answered {errorStatus} without an Access-Control-Allow-Origin header, so the page at {page} is not even shown that status.",
        },
        {
          text: "The {method} reached {url}, but the response has no Access-Control-Allow-Origin header, so the browser keeps it from the page at {page}.",
        },
      ],
    },
    "multiple-allow-origin": {
      title: "Several origins in Access-Control-Allow-Origin",
      explanation: [
        {
          stage: "preflight",
          text: "The answer of {url} to the OPTIONS preflight has several values in Access-Control-Allow-Origin (“{value}”) where exactly one may stand, so the {method} was never sent.",
        },
        {
          text: "The answer of {url} has several values in Access-Control-Allow-Origin (“{value}”) where exactly one may stand, so the browser keeps it from the page at {page}.",
        },
      ],
    },
    "invalid-allow-origin": {
      title: "Access-Control-Allow-Origin is no origin",
      explanation: [
        {
          stage: "preflight",
          when: ["empty"],
          text: "The answer of {url} to the OPTIONS preflight has an empty Access-Control-Allow-Origin where {origin} would have to stand, so the {method} was never sent.",
        },
        {
          when: ["empty"],
          text: "The answer of {url} has an empty Access-Control-Allow-Origin where {origin} would have to stand, so the browser keeps it from the page.",
        },
        {
          stage: "preflight",
          text: "The answer of {url} to the OPTIONS preflight says Access-Control-Allow-Origin: {value}, which is no origin (a scheme, a host and a port, as in {origin}), so the {method} was never sent.",
        },
        {
          text: "The answer of {url} says Access-Control-Allow-Origin: {value}, which is no origin (a scheme, a host and a port, as in {origin}), so the browser keeps it from the page at {page}.",
        },
      ],
    },
    "allow-origin-mismatch": {
      title: "Access-Control-Allow-Origin names another origin",
      explanation: [
        {
          stage: "preflight",
          when: ["instead"],
          text: "The answer of {url} to the OPTIONS preflight allows {value}, which browsers do not take for {instead}: the value must be the request's Origin byte for byte, without slash, path, default port or capitals, so the {method} was never sent.",
        },
        {
          when: ["instead"],
          text: "The response of {url} allows {value}, which browsers do not take for {instead}: the value must be the request's Origin byte for byte, without slash, path, default port or capitals, so the browser keeps it from the page.",
        },
        {
          stage: "preflight",
          text: "The answer of {url} to the OPTIONS preflight allows the origin {value}, but the request's Origin is {origin}; the two must be equal byte for byte, so the {method} was never sent.",
        },
        {
          stage: "redirect",
          text: "{url} answered with a redirect that allows the origin {value}, but the request's Origin is {origin}; every hop must allow it byte for byte, so the browser followed no further.",
        },
        {
          when: ["first"],
          text: "After being redirected from {first}, the request carried the origin {origin}, and {url} allows {value}; the two must be equal byte for byte, so the browser keeps the response from the page.",
        },
        {
          text: "The response of {url} allows the origin {value}, but the request's Origin is {origin}; the two must be equal byte for byte, so the browser keeps it from the page.",
        },
      ],
    },
    "wildcard-with-credentials": {
      title: "Wildcard with credentials",
      explanation: [
        {
          stage: "preflight",
          text: "The request would carry credentials, and then the preflight's answer must name {origin} in Access-Control-Allow-Origin: “*” does not do, so the {method} was never sent.",
        },
        {
          text: "The request was made with credentials, and then {url} must name {origin} in Access-Control-Allow-Origin: “*” does not do, so the browser keeps the response from the page.",
        },
      ],
    },
    "allow-credentials-missing": {
      title: "No Access-Control-Allow-Credentials",
      explanation: [
        {
          stage: "preflight",
          text: "The request would carry credentials, but the preflight's answer lacks Access-Control-Allow-Credentials: true, so the {method} was never sent.",
        },
        {
          text: "The request was made with credentials, but the response of {url} lacks Access-Control-Allow-Credentials: true, so the browser keeps it from the page at {page}.",
        },
      ],
    },
    "allow-credentials-invalid": {
      title: "Access-Control-Allow-Credentials is not true",
      explanation: [
        {
          stage: "preflight",
          when: ["empty"],
          text: "The request would carry credentials, but Access-Control-Allow-Credentials is empty in the preflight's answer where only “true” counts, so the {method} was never sent.",
        },
        {
          when: ["empty"],
          text: "The request was made with credentials, but {url} answers with an empty Access-Control-Allow-Credentials where only “true” counts, so the browser keeps the response from the page.",
        },
        {
          stage: "preflight",
          text: "The request would carry credentials, but the preflight's answer says Access-Control-Allow-Credentials: {value} where only “true”, once and in lower case, counts, so the {method} was never sent.",
        },
        {
          text: "The request was made with credentials, but {url} says Access-Control-Allow-Credentials: {value} where only “true”, once and in lower case, counts, so the browser keeps the response from the page.",
        },
      ],
    },

    "preflight-status": {
      title: "Preflight not successful",
      explanation:
        "The browser sent an OPTIONS preflight to {url} because of {because}, and the server answered {status}; only 200 to 299 will do, so the {method} was never sent.",
    },
    "preflight-redirected": {
      title: "Preflight redirected",
      explanation:
        "The browser sent an OPTIONS preflight to {url} because of {because}, and the server answered with a redirect ({status}), which preflights never follow, so the {method} was never sent.",
    },
    "invalid-allow-methods": {
      title: "Access-Control-Allow-Methods is malformed",
      explanation:
        "The preflight's answer of {url} has an Access-Control-Allow-Methods that is no list of methods (“{value}”), which spoils all of it, so the {method} was never sent.",
    },
    "invalid-allow-headers": {
      title: "Access-Control-Allow-Headers is malformed",
      explanation:
        "The preflight's answer of {url} has an Access-Control-Allow-Headers that is no list of header names (“{value}”), which spoils all of it, so the {method} was never sent.",
    },
    "method-not-allowed": {
      title: "Method not allowed",
      explanation: [
        {
          when: ["instead"],
          text: "The code wrote the method as “{method}”, which browsers leave as it is, and the preflight's answer of {url} allows {instead}, not {method}, so the request was never sent.",
        },
        {
          when: ["allowed"],
          text: "The browser asked {url} with an OPTIONS preflight for {method}, and Access-Control-Allow-Methods lists only {allowed}, so the {method} was never sent.",
        },
        {
          text: "The browser asked {url} with an OPTIONS preflight for {method}, and the answer does not list it in Access-Control-Allow-Methods, so the {method} was never sent.",
        },
      ],
    },
    "header-not-allowed": {
      title: "Header not allowed",
      explanation: [
        {
          text: {
            by: "headers",
            one: "The browser sent an OPTIONS preflight because of {because}, and the answer of {url} does not list the header {headers} in Access-Control-Allow-Headers, so the {method} was never sent.",
            other:
              "The browser sent an OPTIONS preflight because of {because}, and the answer of {url} does not list the headers {headers} in Access-Control-Allow-Headers, so the {method} was never sent.",
          },
        },
      ],
    },
    "authorization-needs-explicit-header": {
      title: "Wildcard does not cover Authorization",
      explanation:
        "The preflight's answer of {url} allows all headers with “*”, which does not cover Authorization: that one must be listed by name, so the {method} was never sent.",
    },

    "redirect-mode-error": {
      title: "Redirect not wanted",
      explanation: [
        {
          stage: "setup",
          text: "Mode “no-cors” goes only with redirect: “follow”, and the code asked for “{value}”, so nothing was sent.",
        },
        { text: "{url} answered with a redirect ({status}), and the code asked for redirect: “error”." },
      ],
      fix: "Request the final URL, or use redirect: “follow”.",
    },
    "redirect-bad-location": {
      title: "Redirect to nowhere",
      explanation: [
        {
          when: ["location"],
          text: "{url} answered with a redirect whose Location (“{location}”) is no URL, so the browser could not follow.",
        },
        { text: "{url} answered with a redirect whose Location is empty, so the browser could not follow." },
      ],
      fix: "Send a Location that is a URL.",
    },
    "redirect-scheme": {
      title: "Redirect to another scheme",
      explanation: "{url} redirects to {location}, and a request can be redirected to http and https only.",
      fix: "Redirect to an https URL.",
    },
    "redirect-with-userinfo": {
      title: "Redirect with a user name",
      explanation:
        "{url} redirects to a URL with a user name or password in it ({location}), which a cross-origin request may not follow.",
    },
    "redirect-stream-body": {
      title: "Redirect of a stream",
      explanation:
        "{url} answered with a redirect ({status}), and the body was a stream, which can't be sent a second time.",
      fix: "Request the final URL, or pass text, a Blob or bytes instead of the stream.",
    },
    "too-many-redirects": {
      title: "Too many redirects",
      explanation: "The server redirected more than {limit} times, the last time at {url}, and the browser gave up.",
      fix: "Break the loop: one redirect should lead to the final URL.",
    },

    "corp-blocked": {
      title: "Cross-Origin-Resource-Policy",
      explanation:
        "The response of {url} says Cross-Origin-Resource-Policy: {value}, which forbids the page at {page} to load it without CORS.",
      fix: "Request it with CORS: mode “cors” or the crossorigin attribute.",
    },
    "coep-blocked": {
      title: "Cross-Origin-Embedder-Policy",
      explanation:
        "The page's Cross-Origin-Embedder-Policy wants every cross-origin response to permit being embedded, and {url} has no Cross-Origin-Resource-Policy that does.",
      fix: "Request it with CORS: mode “cors” or the crossorigin attribute.",
    },
    "opaque-response-blocked": {
      title: "Opaque response blocking",
      explanation: [
        {
          when: ["type"],
          text: "{url} answered with {type}, which the browser keeps from a page of another origin unless it is requested with CORS.",
        },
        {
          text: "{url} answered with data that the browser keeps from a page of another origin unless it is requested with CORS.",
        },
      ],
      fix: "Request it with CORS, or let the server send the content type of what it is.",
    },
    "integrity-mismatch": {
      title: "Integrity check",
      explanation: [
        {
          when: ["expected", "actual"],
          text: "The content of {url} does not have the hash that the code asked for: expected {expected}, got {actual}.",
        },
        { text: "The integrity of {url} can't be checked or does not match; without CORS it never can be checked." },
      ],
      fix: "Correct the integrity value, and request other origins with CORS.",
    },
    nosniff: {
      title: "Content type and nosniff",
      explanation: [
        {
          when: ["type"],
          text: "{url} answered with the content type “{type}” and X-Content-Type-Options: nosniff, so the browser does not use it as what the page asked for.",
        },
        {
          text: "{url} answered with X-Content-Type-Options: nosniff and no content type, so the browser does not use it as what the page asked for.",
        },
      ],
    },
    "unexpected-content-type": {
      title: "Unexpected content type",
      explanation: [
        {
          when: ["type", "expected"],
          text: "{url} answered with the content type “{type}” where {expected} was expected, so the browser did not use it.",
        },
        {
          when: ["expected"],
          text: "{url} answered without a content type where {expected} was expected, so the browser did not use it.",
        },
        {
          when: ["type"],
          text: "{url} answered with the content type “{type}” and data that the browser can't use for what the page asked for.",
        },
        { text: "{url} answered with data that the browser can't use for what the page asked for." },
      ],
      fix: "Send data of the kind that the page asks for, and its content type.",
    },
    "unexpected-status": {
      title: "Error status",
      explanation:
        "The response of {url} was let through, but its status is {status}, and this API takes that for a failure.",
      fix: "Look into the server's log for why it answered {status}.",
    },
    "service-worker-response": {
      title: "Response of a service worker",
      explanation:
        "The page's service worker answered for {url} with a response that a request of this mode may not get.",
      fix: "Let the service worker request with mode “cors” and pass that response on.",
    },

    "network-error": {
      title: "Network error",
      explanation: [
        {
          stage: "preflight",
          when: ["error"],
          text: "The OPTIONS preflight to {url} got no answer ({error}), so the {method} was never sent; this is no matter of CORS.",
        },
        {
          stage: "preflight",
          text: "The OPTIONS preflight to {url} got no answer, so the {method} was never sent; this is no matter of CORS.",
        },
        { when: ["error"], text: "No response came from {url} ({error}); this is no matter of CORS." },
        { text: "No response came from {url}; this is no matter of CORS." },
      ],
      fix: "The server must be reached before any header counts: look at address, port, name and certificate.",
    },
    "stream-needs-http2": {
      title: "Stream needs HTTP/2",
      explanation: "This browser uploads a stream only over HTTP/2, and {url} speaks HTTP/1.1.",
      fix: "Let the server speak HTTP/2, or pass text, a Blob or bytes.",
    },
    timeout: {
      title: "Timeout",
      explanation: "{url} had not answered when the time that the code allows was over.",
      fix: "Allow more time.",
    },
    aborted: {
      title: "Aborted",
      explanation: "Page code aborted the request before the response was there.",
      fix: "Abort later, or not at all.",
    },
  },

  outcomes: {
    "allowed-same-origin":
      "{url} is of the page's own origin, so CORS plays no part and the page can read the response.",
    "allowed-local": "{url} needs no network and no CORS; the page can read it.",
    "allowed-extension":
      "The extension's permissions cover {url}, so CORS plays no part and the page can read the response.",
    "allowed-cors": [
      {
        when: ["because"],
        text: "The server allowed the {method} in an OPTIONS preflight (needed because of {because}), and the response of {url} allows the origin {origin} too, so the page can read it.",
      },
      {
        when: ["value"],
        text: "The response of {url} says Access-Control-Allow-Origin: {value}, so the page at {page} can read it.",
      },
      { text: "The response of {url} allows the page at {page} to read it." },
    ],
    "opaque-redirect":
      "{url} answered with a redirect, and the code asked for redirect: “manual”, so the page gets a response with nothing in it.",
    "opaque-fetch":
      "Mode “no-cors” sends the request to {url} but hides the answer: the page sees no status, no headers and no body, whatever the server sent.",
    "opaque-image": "The image from {url} shows, but without CORS it taints a canvas: the page can't read its pixels.",
    "opaque-script": "The script from {url} runs, but without CORS its errors reach the page only as “Script error.”",
    "opaque-stylesheet": "The style sheet from {url} applies, but without CORS the page can't read its rules.",
    "opaque-media": "The media from {url} plays, but without CORS the page can't read its data.",
    "opaque-beacon": "The browser sent the beacon to {url}; whatever the server answers, the page never learns of it.",
    "opaque-form":
      "A form is sent to {url} without any CORS check, and the browser navigates there: the server must protect itself against forged requests.",
    "opaque-other": "The browser fetched {url}, but without CORS the page can't read it.",
  },
  hidden: [
    {
      text: {
        by: "hidden",
        one: "Script can't see the response header {hidden}, as Access-Control-Expose-Headers does not name it.",
        other: "Script can't see the response headers {hidden}, as Access-Control-Expose-Headers does not name them.",
      },
    },
  ],
  withheld: {
    passed: "The preflight lets the {method} to {url} pass.",
    unasked: "No preflight stands before the {method} to {url}: a browser sends it at once.",
    unsafe: "It was not sent, for it may change something there; how it ends, only its answer tells.",
    "preflight-only": "It was not sent, as only the preflight was asked for; how it ends, only its answer tells.",
    "other-origin": "It was not sent, for it would take what you gave to another server.",
  },
  unknown: [
    {
      when: ["names"],
      text: "What a browser would do can't be told: the input lacks {names}, and the outcome depends on it.",
    },
    { text: "What a browser would do can't be told: the input lacks what the outcome depends on." },
  ],

  warnings: {
    "missing-vary-origin":
      "{url} answers with the origin {value} but without “Vary: Origin”: a cache may hand this answer to a page of another origin.",
    "vary-only-when-origin":
      "The answer of {url} came from the browser's own cache, stored for a request of another kind or origin: send “Vary: Origin” always.",
    "allow-origin-trailing-slash":
      "Access-Control-Allow-Origin: {value} ends in a slash, which no origin does, so it never matches.",
    "allow-origin-list":
      "Access-Control-Allow-Origin: {value} tries to name several origins; only one, “*” or “null” may stand there, chosen by the request's Origin header.",
    "allow-origin-duplicate":
      "{url} sends Access-Control-Allow-Origin more than once (“{value}”): most likely the application and a proxy both add it.",
    "allow-origin-null":
      "Access-Control-Allow-Origin: null lets every sandboxed frame and data: page of the web read {url}.",
    "allow-origin-path-or-port":
      "Access-Control-Allow-Origin: {value} is not how browsers write that origin: they send {instead}, without path, default port or capitals.",
    "reflect-any-origin":
      "{url} echoes any origin and allows credentials: every site can read what logged-in users can.",
    "credentials-not-lowercase-true":
      "Access-Control-Allow-Credentials: {value} counts as absent; only “true”, once and in lower case, is understood.",
    "credentials-false": "Access-Control-Allow-Credentials: false has no meaning; leave the header out.",
    "wildcard-with-credentials": "With credentials “*” is no wildcard: {names} must name what is allowed.",
    "wildcard-authorization":
      "By the standard, “Access-Control-Allow-Headers: *” does not cover Authorization; browsers still let it pass, but list it by name.",
    "wildcard-uncached-firefox":
      "Firefox never reuses a preflight answer with “*” in it ({names}), so it asks again before every request.",
    "preflight-auth":
      "The OPTIONS preflight was answered {status}: preflights never carry credentials, so exempt OPTIONS from authentication.",
    "preflight-redirect":
      "The OPTIONS preflight to {url} was answered with a redirect ({status}), which browsers never follow: request the final URL.",
    "preflight-status": "The OPTIONS preflight was answered {status}; it must be 200 to 299.",
    "preflight-method-lowercase":
      "The method “{method}” is sent as written: browsers turn only DELETE, GET, HEAD, OPTIONS, POST and PUT into capitals, so write {instead}.",
    "safelisted-method-listed": [
      {
        text: {
          by: "names",
          one: "Access-Control-Allow-Methods lists {names}, which never needs to be listed.",
          other: "Access-Control-Allow-Methods lists {names}, which never need to be listed.",
        },
      },
    ],
    "safelisted-header-listed": [
      {
        text: {
          by: "names",
          one: "Access-Control-Allow-Headers lists {names}, which needs to be listed only for unusual values.",
          other: "Access-Control-Allow-Headers lists {names}, which need to be listed only for unusual values.",
        },
      },
    ],
    "content-type-missing-in-acah":
      "A Content-Type of {value} needs the server's permission: list content-type in Access-Control-Allow-Headers.",
    "allow-headers-on-actual-only":
      "{url} sends {names} with the response but not with the preflight's answer, the only place where it counts.",
    "expose-headers-missing": [
      {
        text: {
          by: "names",
          one: "Script can't see {names}: name it in Access-Control-Expose-Headers.",
          other: "Script can't see {names}: name them in Access-Control-Expose-Headers.",
        },
      },
    ],
    "expose-set-cookie":
      "Set-Cookie can't be exposed: no script ever sees it, whatever Access-Control-Expose-Headers says.",
    "expose-on-preflight":
      "Access-Control-Expose-Headers stands in the preflight's answer, where nobody reads it; send it with the response.",
    "max-age-over-cap":
      "Access-Control-Max-Age: {value} is more than browsers keep: Chromium caps it at 7200, Firefox at 86400 and WebKit at 600 seconds.",
    "max-age-on-actual": "Access-Control-Max-Age counts only in the preflight's answer, not in this response of {url}.",
    "max-age-not-number": [
      {
        when: ["value"],
        text: "Access-Control-Max-Age: {value} is no number of seconds: browsers keep the answer for 5 seconds at most.",
      },
      {
        text: "An empty Access-Control-Max-Age is no number of seconds: browsers keep the answer for 5 seconds at most.",
      },
    ],
    "max-age-missing":
      "The preflight's answer has no Access-Control-Max-Age, so browsers keep it for 5 seconds and ask again before nearly every request.",
    "errors-without-cors":
      "The error response ({status}) of {url} has no Access-Control-Allow-Origin: it shows up as a CORS error and hides the real one.",
    "redirect-without-cors": "The redirect at {url} has no Access-Control-Allow-Origin; every hop needs it.",
    "redirect-null-origin":
      "After a redirect from one foreign origin to another the request carries “Origin: null”, so {url} can allow it only with “*” or “null”.",
    "request-header-allow-origin": [
      {
        text: {
          by: "names",
          one: "The page sets {names} on its request, which is a header for responses: it has no effect but to force a preflight.",
          other:
            "The page sets {names} on its request, which are headers for responses: they have no effect but to force a preflight.",
        },
      },
    ],
    "no-cors-as-fix":
      "Mode “no-cors” does not switch CORS off: it hides the response from the page and drops headers in silence.",
    "forbidden-header-set": [
      {
        text: {
          by: "names",
          one: "The browser drops the header {names} in silence: page code may not set it here.",
          other: "The browser drops the headers {names} in silence: page code may not set them here.",
        },
      },
    ],
    "upload-listener-preflight":
      "This request needs a preflight only because of a listener on xhr.upload; without it, it would go out directly.",
    "x-requested-with":
      "The header X-Requested-With forces a preflight; libraries add it by themselves, and most servers do without.",
    "get-with-json-content-type":
      "A {method} without a body does not need Content-Type: {value}, which forces a preflight for nothing.",
    "body-on-get": "A {method} has no body: fetch() refuses it, XMLHttpRequest drops it in silence.",
    "http-to-https-mixed":
      "This looks like CORS but is not: a secure page asks for {url}, which the browser refuses for its scheme or its network.",
    "localhost-vs-127":
      "{page} and {url} may be the same machine, but they are different origins: scheme, host name and port all count.",
    "post-side-effect":
      "The {method} did reach {url} and was carried out; only the answer is hidden. CORS is no protection against forged requests.",
    "beacon-wildcard": "Beacons always carry credentials, so “Access-Control-Allow-Origin: *” does not do for {url}.",
    "preflight-cached-per-url":
      "A preflight's answer is kept for one URL only: {url} needed one of its own, after that of {first}.",
  },

  causes: {
    "preflight-behind-auth": "The server asks preflights to log in, which they never can.",
    "preflight-not-handled": "The server has no handler for OPTIONS at this URL.",
    "server-error-page": "The server failed, and its error page is made without the CORS headers.",
    "gateway-error": "A proxy answered in place of the application.",
    "error-without-cors": "The error response is made where the CORS headers are not added.",
    "login-redirect": "The session is over, and the server redirects to a login page.",
    "http-to-https-redirect": "The server moves plain http to https.",
    "trailing-slash-redirect": "The server adds or removes the slash at the end of the path.",
    "host-redirect": "The server moves requests to another host name.",
    "cache-without-vary": "A cache handed out an answer that was made for another origin.",
    "duplicate-header": "Two layers both add the header, such as the application and a proxy.",
    "bot-challenge": "A protection against bots answered in place of the application.",
    "tunnel-page":
      "The tunnel answered in place of the application: ngrok warns of itself until a request has the header ngrok-skip-browser-warning, which the preflight must then allow, or nothing runs behind it.",
    "storage-rules":
      "The storage answers by its own CORS rules: it has none, or none for this origin, method and these headers.",
    "headers-on-actual-only": "The server adds its CORS headers to responses but not to the answer of OPTIONS.",
    "html-error-page": "An HTML error page came where the application's answer was expected.",
  },

  errors: {
    "connection-refused": "the connection was refused",
    "connection-reset": "the connection broke off",
    "invalid-response": "the answer is no HTTP",
    dns: "the host name was not found",
    tls: "the certificate or the encryption was not accepted",
    "client-certificate": "the server wants a client certificate, and this request shows none",
    "blocked-by-client": "an extension of the browser kept the request back, such as an ad blocker",
    "no-rule": "no rule of the case answers it",
    "blob-method": "a blob: URL can be read with GET only",
    "blob-range": "the blob has no such range",
  },

  preflight: {
    method: "the method {value}",
    header: "the header {header}",
    "header-value": "the value of {header}",
    "header-size": "the size of its header values ({count} bytes)",
    "upload-listener": "a listener on xhr.upload",
    "stream-body": "a stream as its body",
    "redirect-hop": "the preflight before the redirect",
    policy: "a rule of this browser",
  },

  fixes: {
    "allow-origin":
      "The answer must name the request's origin exactly; take it from the Origin header if it is one that you trust, and add “Vary: Origin”.",
    "allow-origin-null":
      "The request's origin is “null”, which sandboxed frames of every site have: allow it only for what anyone may read. Better, let the page request the final URL, or give the frame an origin, and this is not needed.",
    "allow-origin-any":
      "Requests of several origins get here on this way, and without credentials “*” serves them all.",
    "vary-origin":
      "The browser's cache had stored the answer to a request of another kind or origin; with “Vary: Origin” on every answer it keeps them apart.",
    "allow-credentials":
      "The request is made with credentials, which the answer must allow; better, do without them if you can.",
    "allow-methods": "The method must be listed, exactly as the request writes it.",
    "allow-headers": [
      {
        when: ["names"],
        text: {
          by: "names",
          one: "The header {names} must be listed by its name.",
          other: "The headers {names} must be listed by their names.",
        },
      },
      { text: "The list may hold nothing but header names." },
    ],
    "preflight-ok": "OPTIONS must be answered with 200 to 299, before routing and authentication; 204 is usual.",
    "preflight-direct":
      "Preflights are never redirected: answer OPTIONS at this URL, or let the page request the final URL.",
    "location-without-userinfo": "A redirect may not carry a user name or password.",
    "resource-policy": "The response must permit pages of other origins to embed it.",
    "content-type": "The response must say what it is: the browser does not guess here.",
    "method-upper-case":
      "Browsers send this method as it is written; in capitals it is the one that the server allows.",
    "status-ok": "The request must succeed: look into the server's log for why it did not.",
    http2: "Browsers stream a body only over HTTP/2 or newer.",
    "location-https": "A page of https is not redirected to plain http: name {url} instead.",
    "csp-source":
      "The page's own Content-Security-Policy must name {url} in {directive}; that is a header of the server that the page comes from.",
    "embedder-policy":
      "With “credentialless” the page may embed what does not say that it can be embedded; its cookies then stay at home.",
    "page-https": "Only a secure page may ask for the local network: serve the page as {url}.",
    sandbox:
      "A sandboxed frame has no origin; with {value} in its sandbox attribute it has that of its URL, if what is in it can be trusted.",
    permission: "The user has to grant the page the permission “{value}”.",
    "extension-permission":
      "The extension's manifest can ask for the host permission {value}, and CORS is skipped there.",
    "default-member": "Leave out “{member}”, and the default applies.",
    "duplex-half": "Add duplex: “half”.",
    "no-userinfo": "Take user name and password out of the URL and send an Authorization header instead.",
    "needless-header": "Leave out {header}: on a request it does nothing but ask for a permission.",
    "fix-integrity": "What came has the digest {value}: if that is the right file, write it so.",
    "use-https": "Serve {url} over https and request it there.",
    "other-port": "Let the server listen on another port, such as the scheme's own.",
    "final-url": "Request {value}, where the redirect leads.",
    "follow-redirects": "Follow redirects: redirect: “follow” is the default.",
    "use-cors": "Use mode “cors”, and let the server allow {origin}.",
    crossorigin: "Give the element the attribute crossorigin=“anonymous”, and it asks with CORS.",
    "buffered-body": "Pass text, a Blob or bytes instead of the stream.",
    "default-cache": "Use another cache mode, such as “force-cache”.",
    "past-the-cache": "With cache: “reload” the browser does not look at the copy that it has.",
    "no-keepalive": "Send less data, or drop keepalive.",
    "no-upload-listeners": "Do without listeners on xhr.upload: one of them is enough to make the browser ask first.",
    "safelisted-type": "Send the body as {value}, which needs no permission, if the server reads it in spite of that.",
    "drop-header": "Leave out {header}, if the server can do without it.",
    "omit-credentials": "Do without credentials, if the answer is the same for everyone.",
    "no-body": "Put the data into the URL, or use POST.",
    "no-integrity": "Leave out integrity, which other origins' answers take only with CORS.",
    proxy:
      "Let the page's own server forward {value} to {url}: what comes from the page's origin needs nobody's permission.",
    "no-cors": "With mode “no-cors” the request goes out and its answer stays hidden: only if nothing of it is read.",
  },

  sequence: {
    title: "What happens to {method} {url}",
    page: "Page",
    browser: "Browser",
    server: "Server",
    "preflight-cache": "Preflight cache",
    "http-cache": "HTTP cache",
    preflight: "permission of an earlier preflight",
    "kept-answer": "an answer kept from before",
    cached: "from the cache, nothing is sent",
    redirected: "redirect, followed",
    blocked: "blocked: kept from the page",
    "blocked-preflight": "blocked: no permission",
    "never-sent": "never sent",
    "no-answer": "no answer",
    missing: "{header} (missing)",
    readable: "readable, status {status}",
    usable: "loaded",
    unreadable: "arrives, can't be read",
    delivered: "sent, no answer to read",
    unknown: "can't be told",
    "error-event": "error event, no reason",
    "error-event-status": "error event, status {status}",
    hides: "hidden: {names}",
  },

  outcomeNames: { allowed: "allowed", opaque: "opaque", blocked: "blocked", failed: "failed", unknown: "unknown" },

  evidence: {
    "own-cache": "answered by the browser's own cache",
    header: "{header}: {value}",
    firewall: "{status} from a web application firewall on {method}",
    "html-from": "{status} with an HTML page from {value}",
    status: "{status} on {method}",
    authenticate: "{status} with WWW-Authenticate on {method}",
    "status-and-header": "{status} on {method}, {header}: {value}",
    "no-allow-origin": "{status} without Access-Control-Allow-Origin on {method}",
    moved: "{status} to {location}",
    "cached-without-vary": "{header}: {value}, no Vary: Origin",
    "only-actual": "{method} has Access-Control-Allow-Origin, OPTIONS has none",
    type: "{status} with {type} on {method}",
    "no-error": "status {status} without an error",
    "chrome-har": "an entry: chrome-har leaves out what failed to load",
    "engine-reason": "the engine's reason {value}",
    "empty-error": "status 0 and an empty {member}",
    "preflights-left-out": "the program that made the recording leaves preflights out",
    "past-the-proxy": "answered from the browser's cache, or it did not pass the proxy",
    "asked-earlier":
      "answered from the browser's cache before the recording began, or the request was let through without one",
  },

  missing: {
    "credentials mode": "credentials mode",
    preflight: "preflight",
    "preflight response": "preflight response",
    "preflight response headers": "preflight response headers",
    "redirect target": "redirect target",
    response: "response",
    "response headers": "response headers",
  },

  assumptions: {
    given: "given on the command line",
    "cookie-sent": "a cookie was sent to another origin",
    "cookies-removed": "the recording shows no cookies at all, they may have been removed",
    "no-cookie": "no cookie was recorded",
    "credentials-allowed": "the server allows credentials",
    "only-agreement": "only so does the model agree with the recording ({evidence})",
    "same-outcome": "{because}; with {value} the outcome is the same",
    "other-outcome": "{because}; with {value} the outcome is {outcome}",
    "header-seen": "{header}: {value}",
    "resource-type": "the recording's resource type says so",
    "header-says": "{header} says so",
    "empty-destination": "Sec-Fetch-Dest is empty: fetch or XMLHttpRequest",
    "accepts-images": "Accept asks for images",
    "accepts-styles": "Accept asks for style sheets",
    "font-file": "the file is a font",
    "image-came": "an image came",
    "script-came": "JavaScript came",
    "style-came": "a style sheet came",
    "nothing-says": "nothing says what page code used",
    "always-cors": "{value} always uses CORS",
    "content-type-decides": "its Content-Type decides",
    "had-origin": "the request had an Origin",
    "had-no-origin": "the request had no Origin",
    "own-origin": "a request to the page's own origin",
    "method-needs-cors": "{method} needs it",
    "headers-withheld": "the answer came, and DevTools was not shown its headers",
    "fetch-default": "fetch() uses CORS unless told otherwise",
    referer: "Referer names the page",
    "page-of-entry": "the entry belongs to this page",
    initiator: "code from there caused it",
    "only-page": "the recording has this page only",
    "document-header": "the document was delivered with it",
    "not-followed": "the browser did not follow the redirect",
    announced: "the preflight asks for it; its value was not recorded",
    "nothing-else-asks": "nothing else asks for the preflight",
    "upload-listeners": "only its upload listeners explain the preflight",
    "asked-before": "entry {entry} had asked before",
    "request-sent": "the request itself was sent, which takes permission",
  },

  skips: {
    "same-origin": "a request to the page's own origin",
    "no-cors": "a request without CORS",
    "not-blocked": "not blocked",
    "not-preflighted": "needs no preflight",
    "no-page": "no Origin, Referer or page says who asked; --origin would",
    navigation: "a navigation",
    websocket: "a WebSocket: CORS does not apply",
    connect: "a proxy's CONNECT: the requests inside of the tunnel count",
    "not-http": "{scheme}: does not go over the network",
    "api-client": "sent by an API client, which knows no CORS",
    "test-request": "sent by the test, not by the page",
    "browser-request": "a request of the browser's own ({type})",
    "typed-address": "asked for by the user, not by a page",
    "page-icon": "the icon of a page",
    "browser-report": "a report of the browser's own",
    "worker-script": "a worker's script: same-origin or not at all",
    "expected-object": "expected an object, found {token}",
    "expected-url": "expected a URL, found {token}",
    "relative-url": "{url} is no absolute URL",
    "expected-method": "expected a method, found {token}",
    "expected-status": "expected a status from 100 to 999, found {token}",
    "expected-header": "expected a header with name and value, found {token}",
    "expected-header-line": "expected a header, found {token}",
    "expected-request-line": "expected a request line, found {token}",
    "lone-response": "a response without its request",
    "no-host": "no Host says where {token} is",
    "line-not-json": "line {count} is not JSON",
    "bad-case": "{error}",
  },
} as const satisfies Catalog;
