import type { QuizTexts } from "./quiz-text.js";

/** The quiz in English. */
export const quizEn = {
  "plain-get": {
    question:
      'A page at https://app.example calls fetch("https://api.example/data"). The server answers 200 and sends no CORS headers. What happens?',
    options: [
      "The page reads the answer, for its status is 200.",
      "The browser asks with OPTIONS first and is refused.",
      "The request is sent and answered, and the browser keeps the answer from the page.",
      "Nothing is sent.",
    ],
    explanation:
      "A plain GET needs no preflight. It is sent at once; without Access-Control-Allow-Origin the answer is withheld, whatever its status.",
  },
  "first-on-the-wire": {
    question: "The page sends a PUT to another origin whose server permits it. What does the server see?",
    options: ["A PUT.", "An OPTIONS, then a PUT.", "A PUT, then an OPTIONS.", "Nothing."],
    explanation:
      "PUT is not safelisted, so the browser asks with an OPTIONS preflight and sends the PUT only after a yes.",
  },
  "two-ports": {
    question:
      "A page on http://localhost:3000 reads from http://localhost:3001, which answers with Access-Control-Allow-Origin: http://localhost:3000. What happens?",
    options: [
      "It is the same origin, and the page reads it without CORS.",
      "It is another origin, and the page reads it because the header permits it.",
      "It is blocked: the header is missing.",
      "It is blocked: the header names another origin.",
    ],
    explanation: "The port is part of an origin. The header names the page's origin exactly, so the page may read.",
  },
  "form-post": {
    question:
      "fetch() posts a form (application/x-www-form-urlencoded) to a server that knows nothing of CORS. What happens?",
    options: [
      "The POST arrives, and the page sees an error.",
      "Only an OPTIONS arrives, and the page sees an error.",
      "Nothing arrives, and the page sees an error.",
      "The POST arrives, and the page reads the answer.",
    ],
    explanation:
      "A form's content type is safelisted, so there is no preflight. The order is placed, the mail sent, the record deleted: only the answer is hidden.",
  },
  "json-post": {
    question:
      "The page posts JSON with Content-Type: application/json. The server answers OPTIONS with 204 and only Access-Control-Allow-Origin. What happens?",
    options: [
      "The page reads the answer.",
      "Blocked: POST is not in Access-Control-Allow-Methods.",
      "Blocked: Access-Control-Allow-Origin is missing.",
      "Blocked: content-type is not in Access-Control-Allow-Headers.",
    ],
    explanation:
      "POST never needs to be listed. Content-Type: application/json does, as content-type in Access-Control-Allow-Headers.",
  },
  "star-and-cookies": {
    question:
      "fetch() with credentials: “include” meets Access-Control-Allow-Origin: * and Access-Control-Allow-Credentials: true. What happens?",
    options: [
      "The cookie is sent, and the page reads the answer.",
      "The cookie is left out, and the page reads the answer.",
      "The cookie is sent, and the answer is blocked.",
      "Nothing is sent.",
    ],
    explanation:
      "With credentials the wildcard is not accepted. That is found out from the answer, so the cookie has gone by then.",
  },
  "no-cors": {
    question: "To get rid of a CORS error somebody adds mode: “no-cors”. What does the page get?",
    options: [
      "The answer with its status 200.",
      "An empty response with status 0.",
      "A rejected promise.",
      "Nothing is sent at all.",
    ],
    explanation:
      "The request is made, and the response is opaque: no status, no headers, no body. It silences the error and the data.",
  },
  "foreign-image": {
    question: "A page draws an <img> of another origin, which has no crossorigin attribute, on a canvas. What is so?",
    options: [
      "The image does not load.",
      "It loads, and the canvas stays clean.",
      "It loads, and the canvas is tainted.",
    ],
    explanation:
      "Images of any origin show without CORS. Reading pixels would be reading the image, so the canvas is locked.",
  },
  "accept-json": {
    question:
      "The code sets Accept: application/json on a GET; the server handles no OPTIONS but sends Access-Control-Allow-Origin: *. What happens?",
    options: [
      "A preflight is sent and fails.",
      "No preflight; the page reads the answer.",
      "No preflight; the answer is blocked.",
    ],
    explanation: "Accept is safelisted with any ordinary value. It is Content-Type that is limited to three types.",
  },
  "preflight-404": {
    question: "OPTIONS is answered with 404 and all the right CORS headers. What becomes of the DELETE?",
    options: [
      "It is sent, and the page reads the answer.",
      "Blocked: the preflight's status is no success.",
      "Blocked: DELETE is not allowed.",
      "Blocked: Access-Control-Allow-Origin is missing.",
    ],
    explanation: "A preflight must be answered with 200 to 299. Headers on an error do not help.",
  },
  "error-500": {
    question: "The server fails with 500 and sends Access-Control-Allow-Origin: *. What does fetch() do?",
    options: [
      "It rejects with a TypeError.",
      "It resolves with status 0.",
      "It resolves with status 500, and the body can be read.",
    ],
    explanation:
      "CORS does not look at the status of an answer. Errors with the header can be read, and that is how it should be.",
  },
  "total-count": {
    question:
      "The answer has Content-Length and X-Total-Count, and Access-Control-Allow-Origin: * as its only CORS header. What can script read?",
    options: ["Both.", "Content-Length only.", "Neither.", "It is blocked altogether."],
    explanation:
      "Content-Length is on the short list that is always visible. X-Total-Count must be named in Access-Control-Expose-Headers.",
  },
  "trailing-slash": {
    question:
      "The server answers with Access-Control-Allow-Origin: https://app.example/. What happens to the page of https://app.example?",
    options: [
      "It reads the answer.",
      "Blocked: the value is not the page's origin.",
      "Blocked: the header counts as missing.",
      "Blocked: the header has several values.",
    ],
    explanation: "The value is compared byte for byte, and an origin has no slash at its end.",
  },
  "small-patch": {
    question: "The code says method: “patch”, and the server allows PATCH. What happens?",
    options: [
      "It is sent as PATCH and read.",
      "fetch() refuses the method.",
      "Blocked: the preflight's status is wrong.",
      "Blocked: patch is not allowed.",
    ],
    explanation: "Browsers put only six methods into capitals, and PATCH is not among them. Write it in capitals.",
  },
  "moved-to-https": {
    question:
      "A page over http sends a PUT to http://api.example, which redirects everything to https with 301. What happens?",
    options: [
      "The browser follows, and the page reads the answer.",
      "Blocked: the preflight was redirected.",
      "Blocked: Access-Control-Allow-Origin is missing.",
      "It fails as mixed content.",
    ],
    explanation: "A preflight is never redirected. Request the https address in the first place.",
  },
  "login-without-credentials": {
    question:
      "fetch() without options logs in; the answer sets a cookie. The next request has credentials: “include”. What does it carry?",
    options: ["The cookie, and it is read.", "No cookie, and it is read.", "It is blocked."],
    explanation: "Without credentials cookies are not stored either. The login, too, needs credentials: “include”.",
  },
  "preflight-for-another-url": {
    question:
      "DELETE /data/1 was permitted for 600 seconds. Right after it the page sends DELETE /data/2. What goes out?",
    options: ["DELETE at once: the permission is remembered.", "OPTIONS, then DELETE.", "Nothing."],
    explanation: "A preflight's answer is kept for one URL. There is no permission for a whole server.",
  },
  "progress-listener": {
    question:
      "An XMLHttpRequest posts text, with a listener on xhr.upload for progress. The server answers OPTIONS with 405 and POST with Access-Control-Allow-Origin: *. What happens?",
    options: ["The POST is sent and read.", "The POST is sent and its answer blocked.", "Only an OPTIONS is sent."],
    explanation: "The listener alone forces a preflight, for it would tell the page how far a foreign upload has got.",
  },
  "page-policy": {
    question:
      "The page has Content-Security-Policy: connect-src 'self', and the other server permits everything. What happens to a PUT?",
    options: [
      "The page reads the answer.",
      "It is stopped by the page's policy, and nothing is sent.",
      "It is stopped by the page's policy after the preflight.",
      "It is blocked by CORS.",
    ],
    explanation:
      "The page's own policy is checked before anything else. No header of the other server can change that.",
  },
  "sandboxed-page": {
    question:
      "The code runs in a sandboxed iframe of https://app.example. The server allows https://app.example. What happens?",
    options: [
      "The page reads the answer.",
      "Blocked: the request said Origin: null.",
      "Blocked, although the request said Origin: https://app.example.",
      "Nothing is sent.",
    ],
    explanation: "Without allow-same-origin a sandboxed frame has an origin that equals no other and is written null.",
  },
  "wildcard-authorization": {
    question:
      "A GET with Authorization, without credentials mode, meets Access-Control-Allow-Headers: *. What does Chromium do?",
    options: [
      "It lets it pass.",
      "Blocked: Authorization must be listed by name.",
      "Blocked: the header is not allowed.",
      "Blocked: the wildcard does not go with credentials.",
    ],
    explanation:
      "The standard excepts Authorization from the wildcard, but no engine enforces it yet. List it by name: the day may come.",
  },
  "two-foreign-hops": {
    question:
      "A page of https://app.example asks https://old.example, which redirects to https://api.example (both permit CORS; the second allows https://app.example). What happens?",
    options: [
      "The page reads the answer.",
      "Blocked: the second request said Origin: null.",
      "Blocked at the redirect.",
    ],
    explanation:
      "Once one foreign origin sends the request on to another, it is no longer said to come from the page: Origin is null.",
  },
  "there-and-back": {
    question:
      "https://api.example redirects the request back to the page's own origin, which sends no CORS headers. What happens?",
    options: [
      "The page reads the answer of its own server.",
      "Blocked: its own server does not permit it.",
      "Blocked at the redirect.",
    ],
    explanation: "A request that has left the page's origin stays a CORS request to its end, even when it comes home.",
  },
  "an-hour-in-webkit": {
    question:
      "A PUT was permitted with Access-Control-Max-Age: 86400. What does WebKit send for the same PUT an hour later?",
    options: ["PUT at once.", "OPTIONS, then PUT.", "It blocks the request."],
    explanation:
      "WebKit keeps preflights for 10 minutes at most. Chromium would have kept it for two hours, Firefox for the day.",
  },
  "blocked-cookie": {
    question:
      "A request with credentials is blocked for want of CORS headers; its answer had set a cookie. The page repeats it. What is so?",
    options: [
      "Blocked again, and no cookie was sent.",
      "Blocked again, and the cookie was sent.",
      "Now it is allowed.",
    ],
    explanation: "Cookies are stored before the CORS check is made. What is blocked is reading, not the exchange.",
  },
  "quoted-charset": {
    question: 'A POST has Content-Type: text/plain; charset="utf-8". The server does not handle OPTIONS. What happens?',
    options: [
      "It is sent and read, for text/plain is safelisted.",
      "The POST is sent, and its answer blocked.",
      "A preflight is sent and fails.",
    ],
    explanation:
      "The quotation mark is among the characters that a safelisted value may not have. charset=utf-8 without them would pass.",
  },
  "save-data": {
    question: "The code sets Save-Data: on. The server handles no OPTIONS but permits the GET. What does Chromium do?",
    options: [
      "It sends the GET, and the page reads it.",
      "It sends a preflight that fails.",
      "It sends the GET and blocks the answer.",
    ],
    explanation:
      "Client hints were once safelisted, and Chromium still lets them pass. Firefox and WebKit would send a preflight.",
  },
  "event-source-header": {
    question:
      "An EventSource with withCredentials connects to a server that allows the origin but says nothing of credentials. What happens in Firefox?",
    options: ["The events arrive.", "A GET is sent, and its answer is blocked.", "An OPTIONS is sent and fails."],
    explanation:
      "EventSource never makes preflights. Its GET went out with cookies, and the answer lacks Access-Control-Allow-Credentials: true.",
  },
  "wildcards-with-cookies": {
    question:
      "With credentials: “include” and a header X-Custom, the preflight is answered with the page's origin, credentials true and Access-Control-Allow-Headers: *. What happens?",
    options: [
      "The page reads the answer.",
      "Blocked: Access-Control-Allow-Origin is a wildcard.",
      "Blocked: X-Custom is not allowed.",
      "Blocked: the list of headers is malformed.",
    ],
    explanation: "With credentials * is the name of a header called *, and X-Custom is not that.",
  },
  "two-headers-alike": {
    question: "Application and proxy both add Access-Control-Allow-Origin with the right value. What happens?",
    options: [
      "The page reads the answer: both are right.",
      "Blocked: there are several values.",
      "Blocked: the value names another origin.",
      "Blocked: the value is no origin.",
    ],
    explanation: "The two lines are joined with a comma, and a list never equals an origin.",
  },
} as const satisfies QuizTexts;
