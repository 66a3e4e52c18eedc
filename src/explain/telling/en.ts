import type { Telling } from "./telling-key.js";

export const tellingEn = {
  allowed: "allowed",
  opaque: "opaque",
  blocked: "blocked",
  failed: "failed",
  unknown: "unknown",
  "outcome-at": "{outcome} {type}",
  "at-setup": "before anything was sent",
  "at-preflight": "at the preflight",
  "at-redirect": "at a redirect",
  "at-response": "at the response",
  "at-network": "on the network",

  asked: "Asked",
  sequence: "What happens",
  rules: "Decided by",
  script: "Script sees",
  console: "Console",
  engines: "Engines",
  fix: "Fix",
  alternative: "Or",
  configuration: "Configuration",
  next: "Next",
  likely: "Likely",
  warning: "Warning",
  assumed: "Assumed",
  note: "Note",
  needs: "Needed",
  steps: "Steps",
  recorded: "Recorded",
  ask: "Find out",
  known: "Known",

  comma: ", ",
  aside: "{value} ({evidence})",
  step: [{ text: { by: "names", one: "{member}, step {names}", other: "{member}, steps {names}" } }],
  "script-status": "status {status}",
  "script-headers": "headers {names}",
  "script-no-headers": "no headers",
  "script-no-body": "no body",
  "script-hidden": "can't see {names}",
  "script-nothing": "nothing but that it failed",
  "script-event": "status {status}, event {value}",
  "element-loads": "it loads",
  "element-fails": "it does not load",
  silent: "{member}: says nothing",
  "same-in": "{names}: the same",
  "next-problem": "once this is fixed: {value} ({token}, {type})",
  engine: "{member}: {outcome}. {value}",
  "engine-stopped": "{member}: {outcome} ({token}). {value}",
  prints: "{member}:",
  "fix-preflight": "On the server, in the answer to the preflight:",
  "fix-redirect": "On the server, in the redirect:",
  "fix-response": "On the server, in the response:",
  "fix-request": "In the page's code:",
  "fix-page": "For the page:",
  "fix-page-server": "On the page's own server:",
  "configuration-none": "No header of CORS would help here.",
  tested: "tested with {value}",
  untested: "untested",
  "alternative-outcome": "makes it {value}",

  "needs-preflight":
    "The browser sends an OPTIONS preflight first, because of {because}; the {method} goes out only if the server permits it.",
  "needs-none":
    "No preflight: the {method} goes out at once, and the page may read the answer only if the server permits it.",
  "needs-permission": "What the server must answer, at least:",
  "needs-answer": "to OPTIONS:",
  "needs-response": "to the {method}:",
  "add-server": "Tell what the server answers (--server 'HEADERS', or --live to ask it) to hear what becomes of it.",
  "open-response":
    "What the server answers to the {method} was not asked, for it could change something there; --send sends it.",

  "no-request": "No request was found in it: neither fetch() nor XMLHttpRequest nor anything that uses them.",
  "paste-open": "The answer to the request itself is not in it; it is believed to be the one that is wanted.",
  "run-threw": "Later the code threw {value}.",
  line: "{value}, line {count}",
  "page-assumed": "the page is at {page}; nothing says where it is",
  "not-in-snippet": "{member} “{value}” for {names}, which is not in the snippet",
  spread: "{names} adds nothing to {member}; it is not in the snippet",
  branch: "{names} holds",
  file: "the file {names} has some content",
  "devtools-copy": "the browser added {names}; page code did not",
  "curl-origin": "the page is at {page}",
  "unknown-option": [
    {
      text: {
        by: "names",
        one: "{member} has no option {names}: it has no effect.",
        other: "{member} has no options {names}: they have no effect.",
      },
    },
  ],
  "object-body": "A plain object as the body is sent as “[object Object]”: use JSON.stringify().",
  "library-adds": "{member} adds {names}.",
  "curl-unknown": [
    {
      text: {
        by: "names",
        one: "{names} is no option of curl that this reader knows; it was passed over.",
        other: "{names} are no options of curl that this reader knows; they were passed over.",
      },
    },
  ],
  "curl-no-effect": [
    {
      text: {
        by: "names",
        one: "{names} has no counterpart in a page.",
        other: "{names} have no counterpart in a page.",
      },
    },
  ],
  "curl-preflight": "The command makes a preflight by hand; what it asks for, the {names}, is explained.",
  "browser-sets": [
    {
      text: {
        by: "names",
        one: "The browser sets {names} itself; page code can't, or need not.",
        other: "The browser sets {names} itself; page code can't, or need not.",
      },
    },
  ],
  "unread-part": "{names} was not read.",

  "config-answers": "Answers",
  "config-title": "What {member} is told",
  "config-reads": "As far as it is written here, {member} answers a page at {origin} like this.",
  "config-preflight": "to OPTIONS, asked for {method} with {header}:",
  "config-response": "to the request itself:",
  "config-no-origin": "without Access-Control-Allow-Origin: {origin} is not let in",
  "config-origin":
    "“{value}” is no origin: browsers compare byte for byte, without a path and a slash at the end. Write {first}.",
  "config-origin-scheme": "“{value}” is no origin: it has no scheme. Write {first}, or with http.",
  "config-origin-wildcard":
    "{member} compares “{value}” letter by letter: no origin has an asterisk. Name each origin, or use a pattern where it takes one.",
  "config-origin-list":
    "“{value}” is a list, and the header holds one origin: choose the one that asks, by its Origin header.",
  "config-origin-joined": "“{value}” are two origins that became one: the comma between them is missing.",
  "config-star-sent":
    "{member} sends * together with Access-Control-Allow-Credentials: true: browsers take that only for requests without credentials. Name the origins.",
  "config-star-refused":
    "{member} refuses * together with credentials, with an exception: it answers nothing like this. Name the origins.",
  "config-star-echoed":
    "With * and credentials {member} names whoever asks: any site can act as its visitor. Name the origins.",
  "config-any-credentials":
    "Whoever asks is let in with credentials: any site can act as its visitor. Name the origins.",
  "config-errors": "Without “always” the headers are on successful answers only: of an error the page learns nothing.",
  "config-inheritance":
    "A block with headers of its own has none of those around it: the ones of CORS are lost there. Repeat them in it.",
  "config-options":
    "Nothing here answers OPTIONS: whether a preflight gets 200 to 299 and these headers is up to what comes behind.",
  "config-unknown": "What {value} is, is not in it; it is believed to let the page in.",
  "config-methods-case": "“{value}” allows no {first}: methods are compared letter by letter. Write {first}.",
  "address-assumed": "the request goes to {url}; nothing says where to",
  "method-assumed": "the method is {method}; the line says only that there was a preflight",
  "paste-preflight":
    "The line tells of a preflight, and this code by itself needs none: something adds to it (an interceptor, defaults such as axios.defaults.headers, a tracing library, an upload listener), or it is another request.",
  "paste-otherwise":
    "The browser's line says otherwise ({names}): what is shown here is not the answer that it got. Look for a server that still runs with what was set before, another path or host, an error page, a redirect, or a proxy or cache in between.",

  "console-rule": "This line of {member} says: {value}",
  "console-many": "Several causes have this line: {names}.",
  "console-old": "It is the wording of older versions; the rule is the same today.",
  "console-engine": "written by {value}",
  "console-url": "the request to {url}",
  "console-origin": "the page's origin {origin}",
  "console-header": "the header {header}",
  "console-value": "its value “{value}”",
  "console-method": "the method {method}",
  "console-status": "the answer's status {status}",
  "console-api": "made with {value}",
  "console-first": "redirected from {first}",
  "console-error": "what kept the answer away: {value}",
  "console-open": "A request failed, for a reason that is not said here",
  "console-silent": "This line of {member} says that a request failed and not why: another line beside it does.",
  "console-script":
    "This is all that page code is told when a request fails: browsers keep the reason from it. The console has a line that says why.",
  "console-outside":
    "This comes from a program that is no browser (Node.js, React Native …): CORS has no part in it. The request failed on the network.",
  "console-quoted": "Only a part of the line is there; the whole line tells more.",
  "opaque-pixels": "The canvas is tainted",
  "opaque-pixels-why":
    "An image or video of another origin was drawn that had been loaded without CORS: it shows, and the page can't read its pixels, nor use it as a WebGL texture. No request was blocked.",
  "opaque-pixels-fix":
    'Load it with CORS: crossorigin="anonymous" on the <img> or <video>, or image.crossOrigin = "anonymous" before src is set. A copy that was loaded without it may come from the cache: give the URL another query.',
  "opaque-rules": "The style sheet keeps its rules to itself",
  "opaque-rules-why":
    "A style sheet of another origin was loaded without CORS: it applies, and the page can't read its cssRules. No request was blocked.",
  "opaque-rules-fix": 'Load it with CORS: crossorigin="anonymous" on the <link>. Or pass over sheets of other origins.',
  "opaque-errors": "The script keeps its errors to itself",
  "opaque-errors-why":
    "A script of another origin was loaded without CORS: it runs, and of its errors the page learns nothing more than “Script error.” No request was blocked.",
  "opaque-errors-fix": 'Load it with CORS: crossorigin="anonymous" on the <script>.',
  "opaque-fix":
    "On its server: Access-Control-Allow-Origin with the page's origin or *. With crossorigin and without that header it does not load at all.",
  "ask-element": "the element or code that loads it, and what its server answers: explain that with --server 'HEADERS'",
  "ask-console": "the line of the browser's console that names the URL: explain that one, whole",
  "ask-server": "the headers of the answer of {url}: give them with --server 'HEADERS'",
  "ask-preflight": "the headers of the answer to OPTIONS {url}: give them with --preflight-server 'HEADERS'",
  "ask-snippet": "the code that makes the request (method, headers, credentials): explain it instead of the line",
  "ask-origin": "the page's origin: give it with --origin",
  "ask-network": "what the network panel shows for {url}: no answer came, or something kept it back",
  "ask-request": "the code of the request, or the console's line: explain it together with this",
  "ask-live": "or let the server be asked: add --live",
} as const satisfies Telling;
