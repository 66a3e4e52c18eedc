import { expect, test } from "vitest";
import type { FormatContext, MakeFormat } from "../../src/cli/formats/format.js";
import { github } from "../../src/cli/formats/github.js";
import type { Item } from "../../src/cli/formats/item.js";
import { json } from "../../src/cli/formats/json.js";
import { junit } from "../../src/cli/formats/junit.js";
import { markdown } from "../../src/cli/formats/markdown.js";
import { ndjson } from "../../src/cli/formats/ndjson.js";
import { prettyReplay } from "../../src/cli/formats/pretty-replay.js";
import { sarif } from "../../src/cli/formats/sarif.js";
import { Tally } from "../../src/cli/formats/tally.js";
import { wordsOf } from "../../src/cli/words/words.js";
import { ALLOWED, BLOCKED, DISAGREEING, HOSTILE, itemOf, PREFLIGHTED } from "./items.js";

const EN = wordsOf("en");
const recording = (): Item[] => [ALLOWED, BLOCKED, PREFLIGHTED, DISAGREEING, HOSTILE].map(itemOf);

function printed(makeFormat: MakeFormat, items: readonly Item[], context: Partial<FormatContext> = {}): string {
  const format = makeFormat({
    width: 100,
    colour: false,
    title: "session.har",
    version: "1.2.3",
    words: EN,
    ...context,
  });
  const tally = new Tally();
  tally.skip("navigation");
  const text = items.map((item) => {
    tally.add(item);
    return format.item(item);
  });
  return text.join("") + format.end(tally);
}

test("pretty", () => {
  expect(printed(prettyReplay, recording())).toMatchInlineSnapshot(`
    "  #  Method  URL                              API    Outcome    Reason
      0  GET     https://api.example/products     fetch  ✓ allowed
      1  GET     https://api.example/news?page=2  fetch  ✗ blocked  missing-allow-origin
      2  DELETE  https://api.example/orders/7     fetch  ✗ blocked  method-not-allowed
      3  GET     https://api.example/products     fetch  ✓ allowed  ≠ recorded blocked
      4  GET     https://api.example/%7C\`|*<b>    xhr    ✗ blocked  multiple-allow-origin

    #1 ✗ GET https://api.example/news?page=2 blocked at the response
       The GET reached https://api.example/news, but the response has no Access-Control-Allow-Origin
       header, so the browser keeps it from the page at https://app.example.
       Decided by  CORS check, step 2 https://fetch.spec.whatwg.org/#concept-cors-check
       Script saw  TypeError
       Fix         On the server, in the response:
                   Access-Control-Allow-Origin: https://app.example
                   The answer must name the request's origin exactly; take it from the Origin header if
                   it is one that you trust, and add “Vary: Origin”.

    #2 ✗ DELETE https://api.example/orders/7 blocked at the preflight
       The browser asked https://api.example/orders/7 with an OPTIONS preflight for DELETE, and
       Access-Control-Allow-Methods lists only PUT, so the DELETE was never sent.
       Preflight   needed for method DELETE, header x-reason
                   OPTIONS asks for DELETE with x-reason
                   answered 204, allows origin https://app.example; methods PUT
       Decided by  CORS-preflight fetch, step 7.5 https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
       Script saw  TypeError
       Assumed     credentials same-origin: no cookie was sent
       Fix         On the server, in the answer to the preflight:
                   Access-Control-Allow-Methods: PUT, DELETE
                   The method must be listed, exactly as the request writes it.
                   Access-Control-Allow-Headers: x-reason
                   The header x-reason must be listed by its name.
       Next        header-not-allowed at the preflight, once this is fixed
       Warning     The preflight's answer has no Access-Control-Max-Age, so browsers keep it for 5
                   seconds and ask again before nearly every request.

    #3 ✓ GET https://api.example/products allowed
       The response of https://api.example/products says Access-Control-Allow-Origin: *, so the page at
       https://app.example can read it.
       DISAGREES   the recording shows blocked (response._error net::ERR_FAILED), the model says
                   allowed.
       Script saw  status 200, no headers
                   hidden from it: access-control-allow-origin

    #4 ✗ GET https://api.example/%7C\`|*<b> blocked at the response
       The answer of https://api.example/%7C%60|*%3Cb%3E has several values in
       Access-Control-Allow-Origin (“\\x1b[31m|\`\\x9b31m::error::%0A,<script>”) where exactly one may
       stand, so the browser keeps it from the page at https://app.example.
       Decided by  CORS check, step 4 https://fetch.spec.whatwg.org/#concept-cors-check
       Script saw  status 0, event error
       Fix         On the server, in the response:
                   Access-Control-Allow-Origin: https://app.example
       Warning     Access-Control-Allow-Origin: \\x1b[31m|\`\\x9b31m::error::%0A,<script> tries to name
                   several origins; only one, “*” or “null” may stand there, chosen by the request's
                   Origin header.

    5 requests judged: 2 allowed, 3 blocked; 1 with a preflight.
    Left out: 1 navigation.
    2 verdicts with warnings.
    Model and recording DISAGREE on 1 of 2 requests that show what the browser did.
    All about one of them: whycors replay session.har#1
    "
  `);
});

test("pretty in a narrow terminal", () => {
  expect(printed(prettyReplay, recording().slice(0, 3), { width: 60 })).toMatchInlineSnapshot(`
    "  #  Method  URL               Outcome    Reason
      0  GET     api.exam…roducts  ✓ allowed
      1  GET     api.exam…?page=2  ✗ blocked  missing-allow-origin
      2  DELETE  api.exam…rders/7  ✗ blocked  method-not-allowed

    #1 ✗ GET https://api.example/news?page=2 blocked at the response
       The GET reached https://api.example/news, but the
       response has no Access-Control-Allow-Origin header, so
       the browser keeps it from the page at
       https://app.example.
       Decided by  CORS check, step 2
                   https://fetch.spec.whatwg.org/#concept-cors-check
       Script saw  TypeError
       Fix         On the server, in the response:
                   Access-Control-Allow-Origin: https://app.example
                   The answer must name the request's origin
                   exactly; take it from the Origin header if it
                   is one that you trust, and add “Vary:
                   Origin”.

    #2 ✗ DELETE https://api.example/orders/7 blocked at the preflight
       The browser asked https://api.example/orders/7 with an
       OPTIONS preflight for DELETE, and
       Access-Control-Allow-Methods lists only PUT, so the
       DELETE was never sent.
       Preflight   needed for method DELETE, header x-reason
                   OPTIONS asks for DELETE with x-reason
                   answered 204, allows origin
                   https://app.example; methods PUT
       Decided by  CORS-preflight fetch, step 7.5
                   https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
       Script saw  TypeError
       Assumed     credentials same-origin: no cookie was sent
       Fix         On the server, in the answer to the
                   preflight:
                   Access-Control-Allow-Methods: PUT, DELETE
                   The method must be listed, exactly as the
                   request writes it.
                   Access-Control-Allow-Headers: x-reason
                   The header x-reason must be listed by its
                   name.
       Next        header-not-allowed at the preflight, once
                   this is fixed
       Warning     The preflight's answer has no
                   Access-Control-Max-Age, so browsers keep it
                   for 5 seconds and ask again before nearly
                   every request.

    3 requests judged: 1 allowed, 2 blocked; 1 with a preflight.
    Left out: 1 navigation.
    1 verdict with warnings.
    Model and recording agree on the one request that shows what
    the browser did.
    All about one of them: whycors replay session.har#1
    "
  `);
});

test("pretty in colour says the same", () => {
  const coloured = printed(prettyReplay, recording(), { colour: true });
  expect(coloured.replace(/\x1b\[\d+m/g, "")).toBe(printed(prettyReplay, recording()));
  expect(printed(prettyReplay, recording().slice(1, 2), { colour: true })).toMatchInlineSnapshot(`
    "[2m  #  Method  URL                              API    Outcome    Reason[22m
    [2m  1[22m  GET     https://api.example/news?page=2  [2mfetch[22m  [31m✗ blocked[39m  missing-allow-origin

    [1m#1 ✗ GET https://api.example/news?page=2[22m [31mblocked at the response[39m
       The GET reached https://api.example/news, but the response has no Access-Control-Allow-Origin
       header, so the browser keeps it from the page at https://app.example.
       [2mDecided by  [22mCORS check, step 2 https://fetch.spec.whatwg.org/#concept-cors-check
       [2mScript saw  [22mTypeError
       [2mRecorded    [22mblocked too (response._error net::ERR_FAILED)
       [2mFix         [22mOn the server, in the response:
                   [36mAccess-Control-Allow-Origin: https://app.example[39m
                   The answer must name the request's origin exactly; take it from the Origin header if
                   it is one that you trust, and add “Vary: Origin”.

    1 request judged: 1 blocked.
    Left out: 1 navigation.
    Model and recording agree on the one request that shows what the browser did.
    "
  `);
});

test("pretty tells requests that were stopped alike once", () => {
  const items = Array.from({ length: 9 }, (_, index) => itemOf(BLOCKED, index));
  const text = printed(prettyReplay, items);
  expect(text.match(/Decided by/g)).toHaveLength(1);
  expect(text).toContain("and 3 more");
});

test("pretty tells profiles that agree once", () => {
  const items = (["spec", "chromium"] as const).map((profile) => itemOf({ ...BLOCKED, profile }, 4));
  expect(printed(prettyReplay, items).match(/missing-allow-origin/g)).toHaveLength(1);
});

test("pretty prints rows while a long recording is read", () => {
  const format = prettyReplay({ width: 100, colour: false, title: "long.har", version: "1.2.3", words: EN });
  const texts = Array.from({ length: 300 }, (_, index) => format.item(itemOf(ALLOWED, index)));
  expect(texts.findIndex((text) => text !== "")).toBe(200);
  expect(texts.slice(201).every((text) => text.split("\n").length === 2)).toBe(true);
});

test("GitHub annotations", () => {
  expect(printed(github, recording())).toMatchInlineSnapshot(`
    "::error file=session.har,title=missing-allow-origin::GET https://api.example/news?page=2 (session.har#1) [spec]%0AThe GET reached https://api.example/news, but the response has no Access-Control-Allow-Origin header, so the browser keeps it from the page at https://app.example.%0AOn the server, in the response: Access-Control-Allow-Origin: https://app.example
    ::error file=session.har,title=method-not-allowed::DELETE https://api.example/orders/7 (session.har#2) [spec]%0AThe browser asked https://api.example/orders/7 with an OPTIONS preflight for DELETE, and Access-Control-Allow-Methods lists only PUT, so the DELETE was never sent.%0AOn the server, in the answer to the preflight: Access-Control-Allow-Methods: PUT, DELETE%0AOn the server, in the answer to the preflight: Access-Control-Allow-Headers: x-reason
    ::warning file=session.har,title=max-age-missing::DELETE https://api.example/orders/7 (session.har#2) [spec]%0AThe preflight's answer has no Access-Control-Max-Age, so browsers keep it for 5 seconds and ask again before nearly every request.
    ::warning file=session.har,title=model and recording disagree::GET https://api.example/products (session.har#3) [spec]%0Athe recording shows blocked (response._error net::ERR_FAILED), the model says allowed.
    ::error file=session.har,title=multiple-allow-origin::GET https://api.example/%257C\`|*<b> (session.har#4) [spec]%0AThe answer of https://api.example/%257C%2560|*%253Cb%253E has several values in Access-Control-Allow-Origin (“\\x1b[31m|\`\\x9b31m::error::%250A,<script>”) where exactly one may stand, so the browser keeps it from the page at https://app.example.%0AOn the server, in the response: Access-Control-Allow-Origin: https://app.example
    ::warning file=session.har,title=allow-origin-list::GET https://api.example/%257C\`|*<b> (session.har#4) [spec]%0AAccess-Control-Allow-Origin: \\x1b[31m|\`\\x9b31m::error::%250A,<script> tries to name several origins; only one, “*” or “null” may stand there, chosen by the request's Origin header.
    "
  `);
});

test("Markdown", () => {
  expect(printed(markdown, recording())).toMatchInlineSnapshot(`
    "## whycors: session.har

    | # | Request | Profile | Outcome | Reason |
    | ---: | --- | --- | --- | --- |
    | 0 | \`GET https://api.example/products\` | spec | ✓ allowed |  |
    | 1 | \`GET https://api.example/news?page=2\` | spec | ✗ blocked | \`missing-allow-origin\` |
    | 2 | \`DELETE https://api.example/orders/7\` | spec | ✗ blocked | \`method-not-allowed\` |
    | 3 | \`GET https://api.example/products\` | spec | ✓ allowed **≠ recorded blocked** |  |
    | 4 | \`\` GET https://api.example/%7C\`\\|*<b> \`\` | spec | ✗ blocked | \`multiple-allow-origin\` |

    ### ✗ \`GET https://api.example/news?page=2\` \\[spec\\]

    The GET reached https://api.example/news, but the response has no Access-Control-Allow-Origin header, so the browser keeps it from the page at https://app.example.

    Decided by [CORS check, step 2](https://fetch.spec.whatwg.org/#concept-cors-check).

    - On the server, in the response: \`Access-Control-Allow-Origin: https://app.example\` The answer must name the request's origin exactly; take it from the Origin header if it is one that you trust, and add “Vary: Origin”.

    ### ✗ \`DELETE https://api.example/orders/7\` \\[spec\\]

    The browser asked https://api.example/orders/7 with an OPTIONS preflight for DELETE, and Access-Control-Allow-Methods lists only PUT, so the DELETE was never sent.

    Decided by [CORS-preflight fetch, step 7.5](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0).

    - On the server, in the answer to the preflight: \`Access-Control-Allow-Methods: PUT, DELETE\` The method must be listed, exactly as the request writes it.
    - On the server, in the answer to the preflight: \`Access-Control-Allow-Headers: x-reason\` The header x-reason must be listed by its name.

    ### ✓ \`GET https://api.example/products\` \\[spec\\]

    The response of https://api.example/products says Access-Control-Allow-Origin: \\*, so the page at https://app.example can read it.

    **Model and recording disagree:** the recording shows blocked (response.\\_error net::ERR\\_FAILED), the model says allowed.

    ### ✗ \`\` GET https://api.example/%7C\`\\|*<b> \`\` \\[spec\\]

    The answer of https://api.example/%7C%60\\|\\*%3Cb%3E has several values in Access-Control-Allow-Origin (“\\\\x1b\\[31m\\|\\\`\\\\x9b31m::error::%0A,\\<script\\>”) where exactly one may stand, so the browser keeps it from the page at https://app.example.

    Decided by [CORS check, step 4](https://fetch.spec.whatwg.org/#concept-cors-check).

    - On the server, in the response: \`Access-Control-Allow-Origin: https://app.example\` The answer must name the request's origin exactly; take it from the Origin header if it is one that you trust, and add “Vary: Origin”.

    5 requests judged: 2 allowed, 3 blocked; 1 with a preflight.

    Left out: 1 navigation.

    2 verdicts with warnings.

    Model and recording DISAGREE on 1 of 2 requests that show what the browser did.
    "
  `);
});

test("JUnit", () => {
  expect(printed(junit, recording())).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="whycors">
    <testsuite name="session.har" tests="5" failures="4" errors="0" skipped="0">
    <testcase classname="session.har" name="entry-0: GET https://api.example/products [spec]"/>
    <testcase classname="session.har" name="entry-1: GET https://api.example/news?page=2 [spec]">
    <failure type="missing-allow-origin" message="The GET reached https://api.example/news, but the response has no Access-Control-Allow-Origin header, so the browser keeps it from the page at https://app.example.">GET https://api.example/news?page=2
    The GET reached https://api.example/news, but the response has no Access-Control-Allow-Origin header, so the browser keeps it from the page at https://app.example.
    On the server, in the response: Access-Control-Allow-Origin: https://app.example</failure>
    </testcase>
    <testcase classname="session.har" name="entry-2: DELETE https://api.example/orders/7 [spec]">
    <failure type="method-not-allowed" message="The browser asked https://api.example/orders/7 with an OPTIONS preflight for DELETE, and Access-Control-Allow-Methods lists only PUT, so the DELETE was never sent.">DELETE https://api.example/orders/7
    The browser asked https://api.example/orders/7 with an OPTIONS preflight for DELETE, and Access-Control-Allow-Methods lists only PUT, so the DELETE was never sent.
    On the server, in the answer to the preflight: Access-Control-Allow-Methods: PUT, DELETE
    On the server, in the answer to the preflight: Access-Control-Allow-Headers: x-reason</failure>
    </testcase>
    <testcase classname="session.har" name="entry-3: GET https://api.example/products [spec]">
    <failure type="disagreement" message="the recording shows blocked (response._error net::ERR_FAILED), the model says allowed">GET https://api.example/products
    The response of https://api.example/products says Access-Control-Allow-Origin: *, so the page at https://app.example can read it.</failure>
    </testcase>
    <testcase classname="session.har" name="entry-4: GET https://api.example/%7C\`|*&lt;b&gt; [spec]">
    <failure type="multiple-allow-origin" message="The answer of https://api.example/%7C%60|*%3Cb%3E has several values in Access-Control-Allow-Origin (“\\x1b[31m|\`\\x9b31m::error::%0A,&lt;script&gt;”) where exactly one may stand, so the browser keeps it from the page at https://app.example.">GET https://api.example/%7C\`|*&lt;b&gt;
    The answer of https://api.example/%7C%60|*%3Cb%3E has several values in Access-Control-Allow-Origin (“\\x1b[31m|\`\\x9b31m::error::%0A,&lt;script&gt;”) where exactly one may stand, so the browser keeps it from the page at https://app.example.
    On the server, in the response: Access-Control-Allow-Origin: https://app.example</failure>
    </testcase>
    </testsuite>
    </testsuites>
    "
  `);
});

test("SARIF", () => {
  const report = JSON.parse(printed(sarif, recording()));
  expect(report).toMatchObject({
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "whycors", version: "1.2.3" } } }],
  });
  const [run] = report.runs;
  const rules = run.tool.driver.rules.map(({ id }: { id: string }) => id);
  expect(run.results.every(({ ruleId }: { ruleId: string }) => rules.includes(ruleId))).toBe(true);
  expect(run.results.slice(0, 2)).toMatchInlineSnapshot(`
    [
      {
        "level": "error",
        "locations": [
          {
            "logicalLocations": [
              {
                "fullyQualifiedName": "log.entries[1]",
                "name": "session.har#1",
              },
            ],
            "physicalLocation": {
              "artifactLocation": {
                "uri": "session.har",
              },
              "region": {
                "startLine": 1,
              },
            },
          },
        ],
        "message": {
          "text": "The GET reached https://api.example/news, but the response has no Access-Control-Allow-Origin header, so the browser keeps it from the page at https://app.example. On the server, in the response: Access-Control-Allow-Origin: https://app.example (GET https://api.example/news?page=2 [spec])",
        },
        "partialFingerprints": {
          "whycors/v1": "spec missing-allow-origin GET https://api.example/news?page=2",
        },
        "ruleId": "missing-allow-origin",
      },
      {
        "level": "error",
        "locations": [
          {
            "logicalLocations": [
              {
                "fullyQualifiedName": "log.entries[2]",
                "name": "session.har#2",
              },
            ],
            "physicalLocation": {
              "artifactLocation": {
                "uri": "session.har",
              },
              "region": {
                "startLine": 1,
              },
            },
          },
        ],
        "message": {
          "text": "The browser asked https://api.example/orders/7 with an OPTIONS preflight for DELETE, and Access-Control-Allow-Methods lists only PUT, so the DELETE was never sent. On the server, in the answer to the preflight: Access-Control-Allow-Methods: PUT, DELETE On the server, in the answer to the preflight: Access-Control-Allow-Headers: x-reason (DELETE https://api.example/orders/7 [spec])",
        },
        "partialFingerprints": {
          "whycors/v1": "spec method-not-allowed DELETE https://api.example/orders/7",
        },
        "ruleId": "method-not-allowed",
      },
    ]
  `);
});

test("JSON and NDJSON are the verdicts", () => {
  const verdicts = JSON.parse(JSON.stringify(recording().map(({ verdict }) => verdict)));
  expect(JSON.parse(printed(json, recording()))).toEqual(verdicts);
  const lines = printed(ndjson, recording()).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(verdicts);
});

test.each([prettyReplay, github, markdown, junit, sarif, json, ndjson])(
  "no control characters of a server reach the terminal: %o",
  (format) => {
    expect(printed(format, recording())).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
  },
);
