import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSnippet } from "../../../src/records/snippets/read-snippet.js";
import { SNIPPET_KINDS, SnippetError } from "../../../src/records/snippets/snippet.js";

function faultOf(text: string): SnippetError {
  try {
    readSnippet(text);
  } catch (error) {
    if (error instanceof SnippetError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

test.each<[string, string, string, RegExp]>([
  ["nothing", "  \n", "line 1, column 1: there is nothing in it", /code/],
  ["half a call", 'fetch("/x", {method:"PUT"', "line 1, column 26: the code ends in the middle", /“}\)”/],
  ["an open string", 'fetch("/x)', "line 1, column 7: unterminated string constant", /quotation mark/],
  [
    "no JavaScript",
    "dear sir or madam",
    "line 1, column 6: this is no JavaScript: unexpected token before “sir or madam”",
    /--as/,
  ],
  [
    "a later line",
    "const a = 1;\nfetch(a b)",
    "line 2, column 9: this is no JavaScript: unexpected token before “b)”",
    /--as/,
  ],
  [
    "an open quotation mark",
    "curl 'https://a.example",
    "line 1, column 6: the quotation mark ' is not closed",
    /stdin/,
  ],
  ["curl without a URL", "curl -X PUT", "line 1, column 5: the curl command has no URL", /whole/],
  ["a script that ends", "<p>\n<script>fetch(</script>", "line 2, column 15: the code ends in the middle", /“\)”/],
  ["bytes", "\u0089PNG\0\0\0", "line 1, column 5: this is no text", /--as har/],
  ["a novel", "x".repeat(1_000_001), "line 1, column 1: 1000001 characters are too many for a snippet", /part/],
])("%s", (_what, text, message, hint) => {
  const fault = faultOf(text);
  expect(fault.message).toBe(message);
  expect(fault.hint).toMatch(hint);
});

test.each([
  ["deep nesting", `${"(".repeat(20_000)}1${")".repeat(20_000)}`],
  ["deep calls", "f(".repeat(5000)],
  [
    "a list that grows",
    "let a = [1]; for (;;) a = a.concat(a, a); a.map((x) => a.map((y) => a.map((z) => fetch(x + y + z))))",
  ],
  ["text that grows", `let s = "x"; ${"s = s + s;".repeat(60)} fetch(s)`],
  ["recursion", "const f = (n) => f(n + 1) + f(n + 2); fetch('/x' + f(0))"],
  ["many calls", "fetch('/x');".repeat(10_000)],
  ["many quotation marks", `curl ${"'".repeat(99_999)}`],
  ["many brackets in a template", `fetch(\`${"${".repeat(3000)}`],
])("%s comes to an end", (_what, text) => {
  const start = performance.now();
  try {
    readSnippet(text);
  } catch (error) {
    expect(error).toBeInstanceOf(SnippetError);
  }
  expect(performance.now() - start).toBeLessThan(5000);
});

const WORDS = fc.constantFrom(
  ..."fetch( ) { } [ ] ( , : ; = => . ... ` ${ ' \" \\ ^ ^\" $ $' -H -d @ --json curl https://a.example/ method headers body await new Request Headers XMLHttpRequest open send axios $.ajax create get function class return if else for of const x y null undefined 1 + ?? || && ? <script> </script> <img src= > Invoke-WebRequest -Uri -Headers @{ # \n".split(
    " ",
  ),
);

describe.each(SNIPPET_KINDS)("as %s", (kind) => {
  test("nothing but SnippetError is ever thrown", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(WORDS, { maxLength: 40 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(text, (given) => {
        try {
          return Array.isArray(readSnippet(given, { kind }).calls);
        } catch (error) {
          return error instanceof SnippetError && error.line > 0 && error.column > 0 && error.hint !== "";
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const POSIX_QUOTES = {
  single: (text: string) => `'${text.replaceAll("'", "'\\''")}'`,
  double: (text: string) => `"${text.replaceAll(/["\\$`]/g, "\\$&")}"`,
  ansi: (text: string) => `$'${text.replaceAll(/['\\]/g, "\\$&")}'`,
};

test("what a snippet says comes back", () => {
  const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/);
  const value = fc.string({ maxLength: 20 }).filter((text) => !/[\0-\x1f\x7f]/.test(text));
  fc.assert(
    fc.property(token, token, value, (method, name, text) => {
      const init = { method, headers: { [`X-${name}`]: text.trim() }, body: text };
      const { calls } = readSnippet(`fetch("https://a.example/", ${JSON.stringify(init)})`, { kind: "javascript" });
      const [setup] = calls.map((call) => call.setup);
      expect(setup).toEqual({
        url: "https://a.example/",
        method,
        headers: [[`X-${name}`, text.trim()]],
        body: { type: "text", value: text },
      });
      for (const quote of Object.values(POSIX_QUOTES)) {
        const header = quote(`X-${name}: ${text.trim()}`);
        const [curl] = readSnippet(
          `curl -X ${method} -H 'Content-Type: text/plain' -H ${header} --data-raw ${quote(text)} https://a.example/`,
        ).calls;
        expect(curl?.setup.body).toEqual({ type: "text", value: text });
        // `Name:` alone takes a header away.
        const own = text.trim() === "" ? [] : [[`X-${name}`, text.trim()]];
        expect(curl?.setup.headers).toEqual([["Content-Type", "text/plain"], ...own]);
      }
    }),
    {
      numRuns: 300,
      examples: [
        ["A", "A", '^"'],
        ["A", "A", '^"^"'],
        ["A", "A", "' ^"],
        ["A", "A", "%40a"],
        ["A", "A", "@a"],
      ],
    },
  );
});
