import type { ReferenceTexts } from "./reference-text.js";

/** The reference pages in English. */
export const referenceEn = {
  reasons: {
    "forbidden-method": {
      meaning: "The code asked for CONNECT, TRACE or TRACK, which no browser lets page code send.",
      happens: "Mostly in tests of a server. TRACE would echo headers that script must not see, such as cookies.",
      fix: "Send such a request from a server or with a tool such as curl.",
      engines: "All agree: fetch() rejects with a TypeError, open() of XMLHttpRequest throws a SecurityError.",
    },
    "invalid-method": {
      meaning:
        "The method is no token: it has a space, a slash or another character that HTTP allows in no method, or is empty.",
      happens: "A method put together from parts, or taken from a configuration with a blank at its end.",
      fix: "Pass a plain token such as GET or PUT. Unknown methods are fine, as long as they are tokens.",
      engines: "All agree: a TypeError from fetch(), a SyntaxError from open().",
    },
    "invalid-header": {
      meaning: "A header's name or value can't be sent in HTTP.",
      happens:
        "Values with a line break, names with a space or a colon, and text beyond Latin-1, such as a Chinese file name in a header of one's own.",
      fix: "Encode the value, for example with encodeURIComponent(), and decode it on the server.",
      engines:
        "All refuse it. Latin-1 characters are sent as one byte by Chromium and Firefox, and as UTF-8 by WebKit.",
    },
    "invalid-init": {
      meaning: "An option of fetch() has a value that it does not take, alone or together with another option.",
      happens:
        "mode: “navigate”, cache: “only-if-cached” without mode: “same-origin”, a misspelled credentials or redirect, a window that is not null, or a referrer that is no URL.",
      fix: "Correct the option that is named.",
    },
    "invalid-state": {
      meaning: "XMLHttpRequest was used in a state or combination that it does not allow, so the call threw.",
      happens:
        "setRequestHeader() before open() or after send(), or timeout and responseType on a synchronous request in a page.",
      fix: "Call open() first, and make the request asynchronous.",
    },
    "unusable-body": {
      meaning: "The body can't be used: a stream that has been read or is locked, or a stream together with keepalive.",
      happens: "A Request or Response that is sent a second time, without clone().",
      fix: "Clone before reading, or keep the data as text, a Blob or bytes.",
      engines: "Firefox and WebKit have no stream bodies, so there it does not come to this.",
    },
    "url-invalid": {
      meaning: "The address can't be parsed as a URL.",
      happens:
        "A space or an impossible port in the host, “https://” and nothing else, or a variable that was undefined.",
      fix: "Print the URL before the call; build it with new URL(path, base).",
      engines: "All reject. Their messages name the URL differently.",
    },
    "url-has-credentials": {
      meaning: "The URL has a user name or password in it, which fetch() does not take.",
      happens: "An address copied from a configuration for servers, such as https://user:secret@host/.",
      fix: "Send an Authorization header, which needs a preflight and the server's permission.",
      engines:
        "XMLHttpRequest takes such a URL. For EventSource Chromium refuses it while Firefox and WebKit send the request.",
    },
    "body-with-get": {
      meaning: "A GET or HEAD was given a body, which fetch() refuses.",
      happens: "Search interfaces that want JSON with GET, and code that passes the same options for every method.",
      fix: "Put the data into the query, or use POST.",
      engines: "All agree. XMLHttpRequest drops the body without a word.",
    },
    "stream-needs-duplex": {
      meaning: "The body is a stream and the option duplex: “half” is missing.",
      happens: "Code for streaming uploads that is older than the rule, or written for another platform.",
      fix: "Add duplex: “half”. It says that the answer is read only after the upload has ended.",
      engines: "Only Chromium gets this far; Firefox and WebKit have no stream bodies.",
    },
    "stream-needs-cors": {
      meaning: "A stream as the body needs a preflight, and this mode can have none.",
      happens: "mode: “no-cors” on an upload from a stream.",
      fix: "Use mode “cors” and let the server permit the request, or collect the data first.",
      engines: "Firefox sends the text “[object ReadableStream]” instead of the stream; WebKit throws.",
    },
    "stream-unsupported": {
      meaning: "This browser can't upload a ReadableStream.",
      happens: "Streaming uploads in Safari and other browsers of the WebKit family.",
      fix: "Collect the stream first: new Response(stream).blob() gives a Blob.",
      engines: "WebKit throws a NotSupportedError. Chromium streams; Firefox sends the stream's name as text.",
    },
    "method-needs-cors-mode": {
      meaning: "Mode “no-cors” allows only GET, HEAD and POST.",
      happens: "Somebody added mode: “no-cors” to silence a CORS error on a PUT or DELETE.",
      fix: "Remove the mode; the server must allow the method in the preflight's answer.",
    },
    "same-origin-mode": {
      meaning: "The code asked for mode “same-origin”, and the URL, or the target of a redirect, is of another origin.",
      happens: "An address that moved to another host, or another port in development.",
      fix: "Use mode “cors”, or keep the address within the page's origin, for example with a proxy.",
      engines: "Chromium lets a stream body pass in this mode.",
    },
    "unsupported-scheme": {
      meaning: "CORS exists for http and https only, and the URL has another scheme.",
      happens: "Pages opened from the disk (file:), ftp: addresses, and a forgotten scheme such as localhost:3000.",
      fix: "Serve page and data over http or https; in development from a local server.",
      engines: "Chromium and Firefox fire different events on XMLHttpRequest for such schemes.",
    },
    "bad-port": {
      meaning: "The port belongs to another protocol, and browsers never speak HTTP to it.",
      happens: "A development server on 6000, 6667 or 10080.",
      fix: "Choose another port, such as 3000 or 8080.",
      engines: "All have the list; WebKit's EventSource fires no event in that case.",
    },
    "mixed-content": {
      meaning: "A page loaded over https asked for plain http, which browsers block.",
      happens: "An API without a certificate, or an http:// left behind in a configuration.",
      fix: "Serve the target over https. localhost and 127.0.0.1 are exempt.",
      engines: "WebKit sends the preflight of a request that is redirected from https to http before it blocks.",
    },
    "csp-blocked": {
      meaning: "The page's own Content-Security-Policy does not allow the target. The server asked has no part in it.",
      happens: "A new API host that was not added to connect-src, or a font or image host missing in its directive.",
      fix: "Add the target's origin to the directive that is named, in the page's policy.",
      engines: "All block it; WebKit's XMLHttpRequest fires no loadstart then.",
    },
    "keepalive-quota": {
      meaning: "Bodies of keepalive requests and beacons that are under way may have 64 KiB together.",
      happens: "Sending collected measurements or a form's whole content when the page is closed.",
      fix: "Send less at a time, or earlier without keepalive.",
    },
    "cache-miss": {
      meaning: "The code asked for a stored copy only, and there is none.",
      happens: "cache: “only-if-cached” as a test of whether something is stored.",
      fix: "Treat the failure as the answer no, or use “force-cache”.",
      engines: "WebKitGTK asks the network all the same.",
    },
    "xdr-method": {
      meaning: "XDomainRequest of Internet Explorer 8 and 9 sends GET and POST only.",
      happens: "Old code that still has a branch for these browsers.",
      fix: "Use XMLHttpRequest or fetch() and drop the branch.",
    },
    "xdr-scheme": {
      meaning: "XDomainRequest needs the target to have the page's own scheme.",
      happens: "An https page that asks for http in Internet Explorer 8 or 9, or the other way round.",
      fix: "Serve both over https, and use XMLHttpRequest or fetch().",
    },
    "local-network-access": {
      meaning:
        "A page from the public network asked for something in the local network or on this machine, without the user's permission or without being secure.",
      happens:
        "Configuration pages of printers and routers, helper programs on localhost, and internal addresses in a public site.",
      fix: "Serve the page over https and explain to the user why the browser asks.",
      engines:
        "Chromium asks for a permission since version 142, secure pages only. So does Firefox, at the latest since 153, insecure pages too, without the exception from mixed content. Safari does nothing of the kind.",
    },
    "missing-allow-origin": {
      meaning: "The answer has no Access-Control-Allow-Origin, so no page of another origin may read it.",
      happens:
        "The commonest of all: no CORS on the server, none on its error pages, none for OPTIONS, or none on a redirect. A status of 200 does not help.",
      fix: "Send the header with the page's origin or *, on every answer: preflight, redirect, success and error.",
      engines: "WebKit looks at the status of a preflight first and reports that. All block it.",
    },
    "multiple-allow-origin": {
      meaning: "Access-Control-Allow-Origin has more than one value, and exactly one may stand there.",
      happens: "Application and proxy both add the header, or somebody wrote a list of origins.",
      fix: "Add it in one place only, and choose the one origin by the request's Origin header.",
      engines: "All block it. Firefox calls one line with a comma a mismatch and only several lines several values.",
    },
    "invalid-allow-origin": {
      meaning: "The value of Access-Control-Allow-Origin is no origin.",
      happens: "A host without its scheme, a pattern such as *.example, or an empty value from an unset variable.",
      fix: "Write scheme, host and port as the Origin header does: https://app.example.",
      engines: "Only Chromium calls it invalid; Firefox and WebKit call it a mismatch.",
    },
    "allow-origin-mismatch": {
      meaning: "Access-Control-Allow-Origin names another origin than the one that asked.",
      happens:
        "A trailing slash, http instead of https, a missing port, www or not, a cached answer for another origin, or Origin: null after a redirect.",
      fix: "Compare with the request's Origin header byte for byte, answer with exactly that, and add Vary: Origin.",
      engines:
        "After a redirect Firefox sends its preflight with the page's origin and the request with null, so a fixed value fails at different places.",
    },
    "wildcard-with-credentials": {
      meaning: "The request has credentials, and then * is not accepted.",
      happens:
        "credentials: “include” or withCredentials meets a server that allows everyone. Beacons always have credentials.",
      fix: "Drop the credentials if they are not needed; else name the origin and send Access-Control-Allow-Credentials: true.",
    },
    "allow-credentials-missing": {
      meaning: "The request has credentials, and the answer does not say that this is allowed.",
      happens: "The header was added to the response but not to the preflight, or not at all.",
      fix: "Send Access-Control-Allow-Credentials: true on both.",
    },
    "allow-credentials-invalid": {
      meaning: "Access-Control-Allow-Credentials has another value than true.",
      happens: "True from a language that prints it so, 1, yes, false, or true twice because two layers add it.",
      fix: "Send true, in small letters and once; leave the header out instead of sending false.",
    },
    "preflight-status": {
      meaning: "The preflight was answered with a status outside of 200 to 299.",
      happens:
        "No handler for OPTIONS (404, 405), or a login that is demanded of it (401, 403); preflights carry no credentials.",
      fix: "Answer OPTIONS with 204 before routing and authentication.",
      engines:
        "WebKit checks the status first, Chromium and Firefox the CORS headers, so they report different reasons.",
    },
    "preflight-redirected": {
      meaning: "The preflight was answered with a redirect, which is never followed.",
      happens: "http moved to https, a slash added at the end, another host name, or a login page.",
      fix: "Request the final URL, or answer OPTIONS where it arrives.",
      engines: "Firefox lets its own upgrades from http to https pass.",
    },
    "invalid-allow-methods": {
      meaning: "Access-Control-Allow-Methods can't be parsed as a list of methods, and so none of it counts.",
      happens: "Spaces or semicolons in place of commas, quotation marks, or a printed array.",
      fix: "Separate the methods by commas: GET, PUT, DELETE.",
    },
    "invalid-allow-headers": {
      meaning: "Access-Control-Allow-Headers can't be parsed as a list of header names, and so none of it counts.",
      happens: "Spaces or semicolons in place of commas, or a name with a colon and a value.",
      fix: "Separate the names by commas: Content-Type, X-Custom.",
    },
    "method-not-allowed": {
      meaning: "The preflight's answer does not list the method.",
      happens: "A new PUT, PATCH or DELETE, * together with credentials, or patch in small letters.",
      fix: "List the method in Access-Control-Allow-Methods on the answer to OPTIONS, in capitals, and write it so in the code.",
    },
    "header-not-allowed": {
      meaning: "The preflight's answer does not list a header that the request has.",
      happens:
        "Content-Type with JSON, Authorization, a header that a library adds, or the headers for tracing and caching; or * with credentials.",
      fix: "List the names in Access-Control-Allow-Headers on the answer to OPTIONS, or do without the header.",
      engines: "Chromium lets client hints such as DPR pass without being listed.",
    },
    "authorization-needs-explicit-header": {
      meaning: "By the standard Access-Control-Allow-Headers: * does not cover Authorization.",
      happens: "A token in Authorization meets a server that allows all headers by the wildcard.",
      fix: "List Authorization by its name.",
      engines: "No engine enforces it today: all three let it pass, Firefox with a warning in the console.",
    },
    "redirect-mode-error": {
      meaning:
        "The answer was a redirect, and the code wanted none; or mode “no-cors” was given a redirect mode that it does not take.",
      happens: "redirect: “error” as a guard, and an address that has moved.",
      fix: "Request the final URL, or use redirect: “follow”.",
      engines: "Where a 3xx has no Location, Firefox rejects while Chromium and WebKit resolve.",
    },
    "redirect-bad-location": {
      meaning: "The redirect's Location is no URL.",
      happens: "A template that was not filled in, or a host that is missing.",
      fix: "Correct the server's Location header.",
      engines: "Chromium takes an empty Location for an ordinary answer; Firefox then redirects to the same URL.",
    },
    "redirect-scheme": {
      meaning: "The redirect leads to a scheme other than http and https.",
      happens: "Links into applications (myapp:), data: or ftp: addresses.",
      fix: "Redirect to an https URL, or hand the address to the page as data.",
    },
    "redirect-with-userinfo": {
      meaning:
        "The redirect leads to a URL with a user name or password, which a request across origins may not follow.",
      happens: "Storage or build servers that put an access token into the address.",
      fix: "Put the token into the query, or use signed URLs.",
      engines: "Chromium refuses it always, Firefox and WebKit only across origins in mode cors.",
    },
    "redirect-stream-body": {
      meaning: "The body was a stream, and a redirect would have to send it a second time.",
      happens: "A streaming upload to an address that has moved.",
      fix: "Upload to the final URL; a 303 is possible, since it turns into a GET.",
    },
    "too-many-redirects": {
      meaning: "The server redirected more than 20 times.",
      happens: "Two rules that undo each other: http and https, with and without a slash, with and without www.",
      fix: "Follow the redirects with curl -IL and remove one of the rules.",
    },
    "corp-blocked": {
      meaning: "The response's Cross-Origin-Resource-Policy forbids pages of other origins to load it without CORS.",
      happens: "A security preset that sends same-origin on everything, images and scripts for others included.",
      fix: "Send cross-origin on what others may embed, or request it with CORS, to which the header does not apply.",
    },
    "coep-blocked": {
      meaning:
        "The page embeds only what permits it (Cross-Origin-Embedder-Policy), and this response does not say so.",
      happens: "Pages that were isolated for SharedArrayBuffer, with images or scripts of other sites.",
      fix: "Load with the crossorigin attribute, have the other side send Cross-Origin-Resource-Policy: cross-origin, or use credentialless.",
      engines: "Firefox lets an invalid Cross-Origin-Resource-Policy pass; Chromium and WebKit block it.",
    },
    "opaque-response-blocked": {
      meaning:
        "The browser keeps data such as JSON or HTML from being loaded as a script, image or media without CORS.",
      happens: "A script element with a JSON address, or an image address that answers with an error page.",
      fix: "Request data with fetch() and CORS; send images and scripts with their own content types.",
      engines: "Chromium and Firefox do so; WebKit loads it.",
    },
    "integrity-mismatch": {
      meaning:
        "The content does not have the hash that the page demands, or can't be checked because it was loaded without CORS.",
      happens: "A library was updated on the CDN, a proxy changes files, or the crossorigin attribute is missing.",
      fix: "Pin the version, compute the hash anew, and add crossorigin.",
    },
    nosniff: {
      meaning: "The server forbids guessing the type, and the type that it states does not fit.",
      happens: "Scripts or style sheets delivered as text/plain or text/html, often an error page.",
      fix: "Send text/javascript for scripts and text/css for style sheets.",
    },
    "unexpected-content-type": {
      meaning: "The answer has a type that this API can't use.",
      happens:
        "A module as text/plain, EventSource that gets JSON, or an HTML page in place of a file that is missing.",
      fix: "Send the type that is expected, and look whether the answer is an error page.",
    },
    "unexpected-status": {
      meaning: "CORS let the answer pass, but this API takes its status for a failure.",
      happens: "A script, font or event stream answered with 404 or 503.",
      fix: "Mend the server; fetch() would show the status to the page.",
      engines: "Firefox refuses images with an error status that Chromium and WebKit show.",
    },
    "service-worker-response": {
      meaning: "The page's service worker answered with a response that this request may not get.",
      happens: "An opaque response from the worker's cache for a request in mode cors, or Response.error().",
      fix: "Let the worker fetch with mode “cors” before it stores, and pass the request on when it has nothing.",
    },
    "network-error": {
      meaning: "No answer came at all. This is not CORS.",
      happens: "The server is down, the name is wrong, a certificate is not trusted, or an ad blocker is at work.",
      fix: "Open the URL in a tab of its own; if that fails too, mend the network or the server.",
      engines: "To script it looks just like a CORS failure in all of them; only the console tells.",
    },
    "stream-needs-http2": {
      meaning: "A stream is uploaded over HTTP/2 or later only, and the server speaks HTTP/1.1.",
      happens: "Development servers, and proxies without HTTP/2.",
      fix: "Let the server speak HTTP/2, or send a Blob.",
      engines: "Chromium alone streams uploads.",
    },
    timeout: {
      meaning: "The time that the code allows was over before the answer came.",
      happens: "xhr.timeout or AbortSignal.timeout() and a slow server. The time of the preflight counts.",
      fix: "Allow more time, and keep preflights with Access-Control-Max-Age.",
      engines: "AbortSignal.timeout() rejects with a TimeoutError whose message is each engine's own.",
    },
    aborted: {
      meaning: "Page code cancelled the request itself.",
      happens: "A search field that drops its former request, or a component that is unmounted.",
      fix: "Nothing, if it was meant; otherwise look for who calls abort().",
    },
  },

  headers: {
    "access-control-allow-origin": {
      meaning: "Which origin may read this answer. Without it, none but its own.",
      values: "One origin exactly as in the Origin header, or *, or null. No list, no pattern, no slash at the end.",
      traps:
        "Add it to errors and redirects too. Where it depends on Origin, send Vary: Origin. null lets every sandboxed frame in.",
      engines: "All compare byte for byte; they only name the faults differently.",
    },
    "access-control-allow-credentials": {
      meaning: "That answers to requests with cookies and other credentials may be read.",
      values: "true, in small letters. Every other value is as good as none.",
      traps:
        "It goes on the preflight's answer as well. With it * is no wildcard in any header. Never echo every origin beside it.",
    },
    "access-control-allow-methods": {
      meaning: "On the answer to a preflight: which methods may follow, beside GET, HEAD and POST.",
      values: "Methods separated by commas, in capitals; or *, for requests without credentials.",
      traps: "On any other answer it is ignored. Method names are compared with their case.",
      engines: "Firefox never reuses a preflight's answer with *.",
    },
    "access-control-allow-headers": {
      meaning: "On the answer to a preflight: which request headers may follow, beside the safelisted ones.",
      values: "Names separated by commas, in any case; or *, for requests without credentials.",
      traps: "Content-Type is missing most often. By the standard Authorization must be listed by name even beside *.",
      engines: "All three engines let * cover Authorization today.",
    },
    "access-control-expose-headers": {
      meaning: "Which further response headers script may read.",
      values: "Names separated by commas; or *, for requests without credentials.",
      traps: "It belongs on the response, not on the preflight's answer. Set-Cookie can't be exposed.",
    },
    "access-control-max-age": {
      meaning: "For how many seconds the browser may keep a preflight's answer.",
      values: "A whole number. Without it 5 seconds.",
      traps: "It is kept for one URL, not for a server. On other answers it is ignored.",
      engines:
        "Kept at most 7200 seconds in Chromium, 86400 in Firefox, 600 in WebKit. What is no number counts as 0 in Firefox and as 5 elsewhere.",
    },
    "access-control-request-method": {
      meaning: "In a preflight: the method of the request that is to follow.",
      values: "One method, as it will be sent.",
      traps: "Script can't set it. A server can tell a preflight from other OPTIONS requests by it.",
    },
    "access-control-request-headers": {
      meaning: "In a preflight: the headers that need permission.",
      values: "Names in lower case, sorted, separated by commas without spaces; left out when there are none.",
      traps: "Only names come, no values. Headers that the browser itself adds are not among them.",
      engines: "Firefox repeats a name that the code set twice.",
    },
    origin: {
      meaning: "Which origin the request is made from.",
      values:
        "Scheme, host, and port where it is not the default; or null for sandboxed frames, data: and file: pages, and after some redirects.",
      traps:
        "Plain images, scripts and GETs of forms do not carry it. Outside of browsers anyone can write it, so it is no proof.",
      engines: "WebKit and Chromium send it with some GETs to the page's own origin, Firefox does not.",
    },
    vary: {
      meaning: "By which request headers the answer was chosen, for caches.",
      values: "Header names; for CORS: Origin.",
      traps:
        "Send it on every answer of that URL, also where the request had no Origin, or a cache hands out the wrong one.",
    },
    "timing-allow-origin": {
      meaning: "Which origins may see the detailed times of this load in the Performance interface.",
      values: "A list of origins, or *.",
      traps: "It has nothing to do with reading: the example is blocked although it is there.",
    },
    "cross-origin-resource-policy": {
      meaning: "Who may load this response without CORS: as an image, script, style sheet or in mode no-cors.",
      values: "same-origin, same-site or cross-origin, in small letters.",
      traps: "Requests with CORS never look at it, and it does not let anyone read anything.",
      engines: "An invalid value under Cross-Origin-Embedder-Policy passes in Firefox alone.",
    },
    "cross-origin-embedder-policy": {
      meaning: "On the page: embed only what permits it. It is half of what a page needs to be isolated.",
      values: "require-corp or credentialless.",
      traps: "Every image and script of other origins then needs CORS or Cross-Origin-Resource-Policy.",
    },
    "cross-origin-opener-policy": {
      meaning: "On the page: whether windows of other origins may hold on to it. It is the other half of isolation.",
      values: "same-origin, same-origin-allow-popups, noopener-allow-popups or unsafe-none.",
      traps: "It is about windows, not requests: it neither permits nor blocks reading, as the example shows.",
    },
    "content-security-policy": {
      meaning: "On the page: where it may load from and connect to.",
      values: "Directives with sources; for fetch(), XMLHttpRequest, EventSource and beacons it is connect-src.",
      traps: "It is checked before CORS, and the server asked can't mend it. The console line tells the two apart.",
    },
    "x-content-type-options": {
      meaning: "That the browser must believe the content type instead of guessing.",
      values: "nosniff.",
      traps: "Scripts and style sheets with a wrong type are refused, which looks like CORS but is not.",
    },
    "sec-fetch": {
      meaning: "How a request came about: from which site, in which mode, for what.",
      values:
        "Site: same-origin, same-site, cross-site or none. Mode: cors, no-cors, navigate and others. Dest: empty for fetch(), else image, script and so on.",
      traps: "Script can't set them. They go only to addresses that can be trusted, such as https and localhost.",
    },
    "access-control-request-private-network": {
      meaning: "A former plan: preflights for requests from public pages into local networks.",
      values: "true, to be answered with Access-Control-Allow-Private-Network: true.",
      traps: "It was put on hold and taken out of Chromium. The browser asks the user for permission instead.",
      engines: "Local Network Access: Chromium since version 142; no extra preflight is sent.",
    },
    "x-requested-with": {
      meaning: "A custom of libraries, to mark requests of script.",
      values: "XMLHttpRequest, as a rule.",
      traps: "It is no special header: it forces a preflight and must be listed. Leave it out across origins.",
    },
    authorization: {
      meaning: "Credentials in a header, such as a token.",
      values: "Bearer and a token, Basic and an encoded name and password, and so on.",
      traps:
        "Set by code it forces a preflight and must be listed by name. It is dropped when a redirect leads to another origin.",
      engines: "Chromium drops it before it decides about the preflight after a redirect; WebKit still names it there.",
    },
    "set-cookie": {
      meaning: "Cookies between origins: sent and stored only for requests with credentials.",
      values: "Across sites a cookie needs SameSite=None and Secure.",
      traps:
        "Cookies are stored even from an answer that CORS keeps from the page. Script never sees Set-Cookie. Browsers that block third-party cookies send none at all.",
    },
  },
} as const satisfies ReferenceTexts;
