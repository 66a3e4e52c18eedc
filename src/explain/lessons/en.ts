import type { LessonTexts } from "./lesson-text.js";

/** The lessons in English. */
export const lessonsEn = {
  "what-an-origin-is": {
    title: "What an origin is",
    claim: "An origin is a scheme, a host and a port.",
    truth:
      "True. If one of the three differs, the browser treats the other side as foreign, even on the same machine: another port of localhost is another origin, and so is 127.0.0.1 instead of localhost. Capitals in the host name and a port that is the scheme's default make no difference, for the URL is normalised before the comparison.",
    examples: [
      "A page on port 3000 reads from port 3001 of the same machine: cross-origin, and nothing permits it.",
      "localhost and 127.0.0.1 lead to the same program, but they are two host names.",
      "APP.example:443 over https is the page's own origin, only spelled otherwise.",
    ],
  },
  "simple-methods": {
    title: "Methods that need no permission",
    claim: "Simple methods are GET, HEAD and POST.",
    truth:
      "True; the standard calls them CORS-safelisted. Six methods are put into capitals when code writes them in small letters (DELETE, GET, HEAD, OPTIONS, POST, PUT). All others travel as written, and servers compare with care: patch is not PATCH.",
    since: "The set is as old as CORS; the name “simple” was dropped in 2016.",
    examples: [
      "A POST of text goes out directly.",
      "get becomes GET, which needs no preflight.",
      "patch stays as it is, so a server that allows PATCH has not allowed it.",
    ],
  },
  "simple-headers": {
    title: "Headers that need no permission",
    claim: "Simple headers are Accept, Accept-Language, Content-Language and Content-Type.",
    truth:
      "True, and Range has joined them, but the name alone does not decide. The value counts too: at most 128 bytes each, none of a list of risky characters, three content types only, and for Range one plain range from a start. All safelisted values together may have 1024 bytes.",
    since: "The value rules came in August and November 2018, Range in October 2021.",
    examples: [
      "Accept: application/json is fine: it is Content-Type that may not say so.",
      "The same header with 129 bytes needs a preflight.",
      "Range: bytes=-500 has no start, so it needs one as well.",
    ],
  },
  "last-event-id": {
    title: "Last-Event-ID",
    claim: "Last-Event-ID is a simple header as well.",
    truth:
      "Not for fetch() and XMLHttpRequest: there it forces a preflight like any other unknown header. EventSource sends it by itself when it reconnects and never makes preflights, so it needs no entry in the safelist.",
    since: "It appeared in early drafts only; the Fetch standard never had it.",
    examples: ["Set by code, it forces a preflight.", "EventSource asks without any preflight."],
  },
  "client-hints": {
    title: "Client hints",
    claim: "DPR, Downlink, Save-Data, Viewport-Width and Width are simple headers too.",
    truth:
      "They once were. By today's standard they force a preflight, and Firefox and WebKit do so; Chromium still lets them pass directly.",
    since: "They were in the standard from March 2016 to March 2019.",
    examples: ["Save-Data, in today's engines and in the rules of 2018."],
  },
  "form-content-types": {
    title: "The three content types",
    claim: "Content-Type is simple for application/x-www-form-urlencoded, multipart/form-data and text/plain.",
    truth:
      "True. These are what an HTML form can send, so servers had to expect them from anywhere already. Case and parameters are free, but a quotation mark in the value is a risky character. application/json forces a preflight, which makes it the commonest cause of one.",
    since: "Values are parsed as strictly as this since November 2018.",
    examples: [
      "Capitals and a charset parameter change nothing.",
      "JSON needs the server's permission.",
      "So does a charset in quotation marks.",
    ],
  },
  "upload-listener": {
    title: "Watching an upload",
    claim: "A listener on xhr.upload forces a preflight.",
    truth:
      "True, if it is registered by the time send() is called; one that comes later changes nothing. Any event type counts. Without a body to upload Chromium makes no preflight, while the standard, Firefox and WebKit still do.",
    examples: [
      "A POST of text with a progress listener: the browser asks first.",
      "The same without it goes out directly.",
      "With a listener but nothing to upload, Chromium differs.",
    ],
  },
  "stream-body": {
    title: "A stream as the body",
    claim: "A ReadableStream as the body forces a preflight.",
    truth:
      "True. It also takes the option duplex: “half”, and Chromium sends it over HTTP/2 only. WebKit has no stream bodies and throws; Firefox has none either and sends the text “[object ReadableStream]”.",
    since: "Chromium has them since version 105; duplex is required since 2022.",
    examples: ["One upload in four profiles, over HTTP/2.", "Over HTTP/1.1 Chromium gives up after the preflight."],
  },
  "the-preflight-request": {
    title: "What a preflight asks",
    claim: "A preflight is OPTIONS with Origin, Access-Control-Request-Method and Access-Control-Request-Headers.",
    truth:
      "True. The header names come in lower case, sorted, joined by commas without spaces; safelisted ones are not among them, and without any the header is left out. A preflight never carries cookies, even when the request that it is for will.",
    since: "An empty list is left out since January 2017.",
    examples: ["A PUT with two headers and cookies: the preflight names the headers and takes no cookie along."],
  },
  "status-of-a-preflight": {
    title: "The status of a preflight",
    claim: "The server must answer a preflight with 200.",
    truth:
      "Any status from 200 to 299 will do, and 204 is usual. Redirects and errors do not, whatever headers they carry.",
    since:
      "The W3C text of 2014 said 200; the Fetch standard changed it in September 2015, as no browser had insisted.",
    examples: [
      "204 passes everywhere today and fails by the letter of 2014.",
      "404 fails although its headers would permit everything.",
    ],
  },
  "refusing-with-200": {
    title: "How a server says no",
    claim: "A server refuses by answering 200 without CORS headers.",
    truth:
      "True. There is no status for a refusal: it is the missing permission that makes the browser withhold the answer. Nothing has gone wrong on the server, so its log looks fine.",
    examples: ["200 on the wire, an error for the page."],
  },
  "wildcard-on-preflight": {
    title: "A wildcard for the preflight",
    claim: "Access-Control-Allow-Origin may not be * in the answer to a preflight.",
    truth:
      "It may, as long as the request carries no credentials. The check of a preflight is the same as that of any other answer.",
    examples: ["A PUT for everyone."],
  },
  "wildcard-lists": {
    title: "Wildcards for methods and headers",
    claim: "Access-Control-Allow-Methods and Access-Control-Allow-Headers may not be *.",
    truth:
      "They may, for requests without credentials. With credentials * is a literal and allows only a method or header of that name. By the standard Authorization must always be listed by name; the engines still let the wildcard cover it.",
    since: "Wildcards came in May 2016, Authorization excepted from the start.",
    examples: [
      "Without credentials the wildcards cover method and header; in 2014 they did not.",
      "With credentials they cover nothing.",
      "Authorization: the standard says no, the engines say yes.",
    ],
  },
  "max-age-value": {
    title: "How long a preflight is kept",
    claim: "Access-Control-Max-Age is a number of seconds and may not be *.",
    truth:
      "It is a number of seconds. Anything else, * included, counts as absent, and then the answer is kept for 5 seconds; Firefox does not keep it at all. A large number is cut: WebKit keeps 10 minutes, Chromium 2 hours, Firefox a day.",
    since: "The default of 5 seconds is from January 2020.",
    examples: ["With *, 4 and then 10 seconds after the first request.", "With a day, after one hour and after three."],
  },
  "no-wildcard-with-credentials": {
    title: "No wildcard with credentials",
    claim: "With credentials Access-Control-Allow-Origin may not be *.",
    truth:
      "True. What users see while logged in is never for everyone, so the server must name the origin that it trusts.",
    examples: ["The wildcard is refused.", "The page's own origin, spelled out, is accepted."],
  },
  "allow-credentials-true": {
    title: "Access-Control-Allow-Credentials",
    claim: "With credentials Access-Control-Allow-Credentials must be true.",
    truth:
      "True, in exactly these small letters, once, and on the answer to the preflight too. True, 1 and yes count as absent.",
    examples: ["True with a capital is not understood.", "It is there on the response but not on the preflight."],
  },
  "allow-credentials-unasked": {
    title: "Permission that nobody asked for",
    claim:
      "If the server sends Access-Control-Allow-Credentials: true, the request must set withCredentials, or it fails.",
    truth: "It does not fail. The header permits credentials; it does not demand them.",
    examples: ["An XMLHttpRequest without withCredentials reads the answer all the same."],
  },
  "no-credentials-no-cookies": {
    title: "No credentials, no cookies",
    claim: "Without withCredentials cookies are neither sent to another origin nor stored from it.",
    truth:
      "True, for fetch() with its default credentials mode as well. Set-Cookie in such an answer is ignored, so a login that way is forgotten at once.",
    examples: [
      "The jar has a cookie for the API, and it stays at home.",
      "A cookie set in the first answer is missing from the second request, even though that one has credentials.",
    ],
  },
  "cookies-are-not-readable": {
    title: "Foreign cookies can't be read",
    claim: "Script can read the cookies of another origin neither from document.cookie nor from the response.",
    truth: "True. Set-Cookie is hidden from script for ever, even if Access-Control-Expose-Headers names it.",
    examples: ["Set-Cookie, exposed in vain."],
  },
  "readable-response-headers": {
    title: "Response headers that script sees",
    claim:
      "Script can read six headers of a cross-origin response: Cache-Control, Content-Language, Content-Type, Expires, Last-Modified and Pragma.",
    truth: "Seven: Content-Length is one of them now. All others come back as null, without any error.",
    since: "Content-Length was added in May 2018.",
    examples: ["Content-Length and ETag, today and in 2014."],
  },
  "expose-headers": {
    title: "Showing further headers",
    claim: "For any other response header the server must send Access-Control-Expose-Headers.",
    truth:
      "True. It is read from the response itself, not from the preflight's answer. * shows all headers, but only to requests without credentials.",
    since: "The wildcard came in May 2016.",
    examples: ["Named, and seen.", "With the wildcard all are seen.", "With credentials the wildcard shows nothing."],
  },
  "vary-origin": {
    title: "Vary: Origin",
    claim: "An answer for one particular origin needs Vary: Origin.",
    truth:
      "Good advice. No browser checks it, but without it a cache may hand the answer for one origin to a page of another, and a request then fails for no visible reason.",
    examples: ["It passes, with a warning.", "With Vary there is nothing to warn of."],
  },
  "preflight-cache": {
    title: "Preflights are remembered",
    claim: "The browser keeps the result of a preflight for as long as Access-Control-Max-Age says.",
    truth:
      "True, for this URL, this origin, this credentials mode and these methods and headers only. A thousand URLs mean a thousand preflights: there is no permission for a whole server.",
    examples: ["A second DELETE a minute later needs no preflight; another URL does."],
  },
  "listing-everything": {
    title: "One answer for all methods",
    claim: "A preflight's answer may list all methods and headers that the server knows.",
    truth: "True, and it saves preflights: what the answer lists beyond the question is remembered too.",
    examples: [
      "The answer to a preflight for DELETE lists PUT as well, and the PUT that follows goes out directly.",
      "Listing only what was asked leads to a second preflight, which this server answers no better.",
    ],
  },
  "what-a-failure-shows": {
    title: "What script learns of a failure",
    claim:
      "A blocked XMLHttpRequest has status 0, an empty statusText and an error event, and only the console has the reason.",
    truth:
      "True, on purpose: a reason would tell the page about a server that did not agree to be read. With fetch() it is a TypeError with a message that is always the same.",
    examples: ["A 403 without CORS headers, as XMLHttpRequest shows it.", "The same as fetch() shows it."],
  },
  "xhr-events": {
    title: "Events of an XMLHttpRequest",
    claim: "XMLHttpRequest fires loadstart, progress, abort, error, load, timeout and loadend.",
    truth:
      "True. Exactly one of load, error, timeout and abort is fired, and then loadend. Between them readystatechange counts from 1 to 4.",
    examples: ["A request that succeeds.", "A server that is too slow."],
  },
  "the-request-is-sent": {
    title: "Blocked is not unsent",
    claim: "The same-origin policy does not stop a simple request from reaching the server; it hides the answer.",
    truth:
      "True. A request that needs no preflight is on the wire before the browser has anything to check. Only a preflight holds it back.",
    examples: ["The POST arrived, although the page sees an error.", "The DELETE did not: its preflight was refused."],
  },
  "jquery-ajax": {
    title: "jQuery",
    claim:
      "With $.ajax a contentType other than the three of forms triggers a preflight, cookies need xhrFields.withCredentials, and the error callback gets no details.",
    truth:
      "True; jQuery is a user of XMLHttpRequest and can do no more than it. Its own default content type is that of a form, and it leaves out X-Requested-With for other origins.",
    examples: [
      "$.post() with the default content type.",
      "contentType: “application/json” against a server that does not allow it.",
    ],
  },
  "create-cors-request": {
    title: "createCORSRequest()",
    claim:
      "To make a CORS request, test for withCredentials in XMLHttpRequest, then for XDomainRequest, and open whichever there is.",
    truth:
      "The helper still works, and in every browser of today it takes the first branch. fetch() or XMLHttpRequest alone is enough.",
    since: "XDomainRequest was the second branch for Internet Explorer 8 and 9.",
    examples: ["The first branch, reading a page's title from its text.", "The second branch, in Internet Explorer 9."],
  },
  "x-domain-request": {
    title: "XDomainRequest",
    claim:
      "Internet Explorer 8 and 9 have XDomainRequest: GET and POST only, no custom headers, no credentials, the page's own scheme.",
    truth: "That is how it was. It never made preflights, showed neither status nor headers, and sent no cookies.",
    since: "From 2009 to 2012; Internet Explorer 10 does CORS in XMLHttpRequest.",
    examples: [
      "A GET: Origin goes along, the cookie does not.",
      "PUT is refused.",
      "So is http from a page over https.",
    ],
  },
  "browser-extensions": {
    title: "Browser extensions",
    claim:
      "An extension may read from hosts that its manifest names; for all others its requests carry the origin chrome-extension://ID.",
    truth:
      "True for the extension's own pages and workers. Scripts that it puts into web pages are bound by the origin of those pages.",
    since: "Content scripts lost their privilege with Chrome 83 to 85, in 2020.",
    examples: ["With the host permission CORS plays no part.", "Without it the extension is an origin like any other."],
  },
  fonts: {
    title: "Fonts",
    claim: "Fonts from another origin need CORS.",
    truth: "True, always: a font is requested in mode cors, without credentials, and never with a preflight.",
    examples: ["A font server without the header.", "With it, for everyone."],
  },
  "webgl-textures": {
    title: "Images as WebGL textures",
    claim: "An image of another origin can be a WebGL texture only with CORS.",
    truth:
      "True. texImage2D() throws a SecurityError for an image that was loaded without CORS; it does not wait until something is read back.",
    examples: [
      "The server permits it, but the image does not ask: no crossorigin attribute.",
      "With the attribute the image can be used.",
    ],
  },
  "tainted-canvas": {
    title: "Tainted canvases",
    claim:
      "Drawing an image of another origin taints a canvas; the crossorigin attribute and the server's permission avoid it.",
    truth:
      "True. Drawing itself works, but then toDataURL(), toBlob() and getImageData() throw. With the attribute it is all or nothing: without the server's permission the image does not even load.",
    examples: [
      "Without the attribute the image shows, and the canvas is tainted.",
      "With the attribute and the header it can be read.",
      "With the attribute but without the header it does not load.",
    ],
  },
  "css-shapes": {
    title: "CSS shapes",
    claim: "An image for shape-outside needs CORS.",
    truth:
      "True. The text around it would show the image's outline, which is part of its content; so it is requested in mode cors.",
    examples: ["No header, no shape."],
  },
  "what-a-server-decides": {
    title: "What a server decides",
    claim:
      "A server asks: is there an Origin? Do I trust it? Is it an OPTIONS with Access-Control-Request-Method? Are method and headers allowed? Then it adds the headers.",
    truth:
      "A good recipe. The preflight's answer gets methods, headers and Max-Age; the real answer gets Access-Control-Allow-Origin again, and Expose-Headers. Credentials and Vary: Origin go on both. Errors are answers too and need the same.",
    examples: ["Both answers of such a server to a PUT of JSON."],
  },
  "no-replacement-for-security": {
    title: "CORS does not protect the server",
    claim: "CORS is no replacement for security: use cookies with care, tokens and checks.",
    truth:
      "True. CORS decides who may read an answer in a browser. A form or a simple POST from anywhere reaches the server with the user's cookies if the cookies permit it, so use SameSite cookies, check Origin, and require a token.",
    examples: [
      "A foreign page posts with the user's cookie; it only can't read the answer.",
      "A form needs no script at all.",
    ],
  },
  jsonp: {
    title: "JSONP",
    claim: "JSONP can only do GET and has no error handling.",
    truth:
      "True, and worse: it runs whatever the other server sends as a script of your page. CORS gives you data instead.",
    examples: ["A script with a callback, run unseen.", "The same data as JSON, with CORS."],
  },
  "get-all-response-headers": {
    title: "getAllResponseHeaders() in Firefox",
    claim: "Firefox's getAllResponseHeaders() ignores Access-Control-Expose-Headers.",
    truth: "That was fixed long ago. It lists what the server exposes, in lower case and sorted.",
    since: "The sorting of today is from August 2019.",
    examples: ["An exposed header, in Firefox."],
  },
  "methods-with-preflight": {
    title: "Methods that need a preflight",
    claim: "PUT, DELETE, PATCH, OPTIONS, CONNECT and TRACE need a preflight.",
    truth: "The first four do, OPTIONS included. CONNECT, TRACE and TRACK are never sent by page code at all.",
    examples: ["TRACE stops before anything is sent.", "OPTIONS asks with OPTIONS whether it may send OPTIONS."],
  },
  "origin-on-every-request": {
    title: "When Origin is sent",
    claim: "Every cross-origin request carries an Origin header.",
    truth:
      "Not those made without CORS: a plain image, script or GET of a form carries none, nor does fetch() in mode no-cors. A server can't refuse what it is not told of.",
    examples: ["An image.", "fetch() in mode no-cors.", "fetch() as it comes."],
  },
  "origin-on-same-origin": {
    title: "Origin within one origin",
    claim: "Some browsers send Origin with POST, PUT and DELETE to the page's own origin too.",
    truth: "All do today. GET and HEAD to the own origin go without it.",
    since: "The standard settled the last details in October 2022.",
    examples: ["A POST to the page's own server.", "A GET to it."],
  },
  "lists-on-every-preflight": {
    title: "Which headers a preflight's answer needs",
    claim: "Access-Control-Allow-Methods and Access-Control-Allow-Headers must be in every answer to a preflight.",
    truth:
      "Only what the request needs: methods other than GET, HEAD and POST, and headers that are not safelisted. Listing more does no harm.",
    examples: ["A POST with an upload listener needs neither.", "A GET with a header needs just that one."],
  },
  "request-method-always": {
    title: "Access-Control-Request-Method",
    claim: "Access-Control-Request-Method is sent for GET and POST as well.",
    truth: "True: every preflight has it, whichever reason it was needed for.",
    examples: ["A GET that needs a preflight because of a header."],
  },
  "request-headers-spelling": {
    title: "How headers are announced",
    claim: "The browser announces its headers as Access-Control-Request-Headers: X-Custom-Header.",
    truth:
      "In lower case: x-custom-header. The server may answer in any case, for header names have none. Safelisted headers are left out.",
    since: "The W3C rules of 2014 announced all headers of the author.",
    examples: ["Asked in lower case, answered in capitals: fine.", "Accept is not announced."],
  },
  "origin-without-scheme": {
    title: "An origin without a scheme",
    claim: "Access-Control-Allow-Origin: foo.example allows that host.",
    truth:
      "It never matches. The value must be the Origin of the request byte for byte, with its scheme and a port that is not the default; patterns such as *.example do not exist either.",
    examples: ["A host alone.", "A pattern."],
  },
  "circulating-typos": {
    title: "Misprints that live on",
    claim: "There are values such as “application/ x-www-form-urlencoded” and headers such as Viewport-Widths.",
    truth:
      "There are not; they were copied from one article to the next. The space makes it another content type, and the plural another header, so both force a preflight.",
    examples: ["The content type with a space.", "The header with an s."],
  },
  "no-protection-from-xss": {
    title: "CORS and cross-site scripting",
    claim: "A restrictive Access-Control-Allow-Origin prevents cross-site scripting.",
    truth:
      "It does not. It limits who may read what a server sends; it says nothing about which scripts run in a page. That is what Content-Security-Policy is for.",
    examples: ["A script that allows only some other origin is run all the same."],
  },
  "allow-credentials-false": {
    title: "Access-Control-Allow-Credentials: false",
    claim: "Instead of Access-Control-Allow-Credentials: false, leave the header out.",
    truth: "Right. Only true means something, and false is no stronger than nothing.",
    examples: ["Without credentials it is ignored.", "With credentials it fails, as any value but true."],
  },
  "status-does-not-tell": {
    title: "The status does not tell",
    claim: "Whether CORS failed can't be seen from the status code.",
    truth: "True: a 200 may be blocked, and a 500 may be read in full. The headers decide, not the status.",
    examples: ["200, blocked.", "500, readable."],
  },
  "old-console-line": {
    title: "Console lines of older browsers",
    claim: "The console says: XMLHttpRequest cannot load URL. Origin O is not allowed by Access-Control-Allow-Origin.",
    truth:
      "That was the wording of WebKit and of Chrome in its first years. It meant that Access-Control-Allow-Origin was missing or named another origin. Today's lines name the fault more exactly.",
    examples: ["The same failure in today's words: compare the console lines."],
  },
  "feature-tests": {
    title: "Testing for CORS",
    claim: "Ask $.support.cors, or see whether createCORSRequest() returns null, before making a request.",
    truth: "Harmless, but the answer has been yes in every browser for more than ten years.",
    examples: ["A browser of today.", "Internet Explorer 9, which has XDomainRequest only."],
  },
  "browser-support": {
    title: "Which browsers support CORS",
    claim:
      "CORS works in Chrome 3, Firefox 3.5, Opera 12, Safari 4 and Internet Explorer 10, with XDomainRequest in 8 and 9.",
    truth: "True, and so all browsers in use support it. What differs between them are details.",
    since: "From 2009 to 2012.",
    examples: ["One plain request by the rules of 2014, of 2018, and in the engines of today."],
  },
} as const satisfies LessonTexts;
