import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import type { Case } from "../../src/cases/case.js";
import { judge, judgeAll } from "../../src/cases/judge.js";
import { sequenceText } from "../../src/cli/explain/sequence-text.js";
import { themeOf } from "../../src/cli/text/theme.js";
import stringWidth from "../../src/cli/text/width.js";
import type { ProfileName } from "../../src/core/profiles/profile.js";
import { sequenceMermaid } from "../../src/explain/sequence/mermaid.js";
import { type Sequence, sequenceOf } from "../../src/explain/sequence/sequence.js";
import { sequenceSvg } from "../../src/explain/sequence/svg.js";
import { answer, at, caseOf, onPreflight, WILDCARD } from "./cases.js";
import { SPEC_CASES } from "./spec-cases.js";

function sequenceFor(given: Case, profile: ProfileName = "chromium"): Sequence {
  const { api = "fetch", method = "GET", url } = given.setup;
  return sequenceOf(judge(given, { profile }), { page: given.page.url, api, method, url, lang: "en" });
}

/** `browser → server: OPTIONS /data ✗blocked`, then the headers. */
function told({ participants, messages }: Sequence): string[] {
  return messages.map(({ from, to, text, headers, mark }) => {
    const who = `${participants[from]?.role} → ${participants[to]?.role}`;
    const fields = headers.map(({ name, value, fault }) => `${fault ? "✗" : ""}${name}: ${value ?? "(missing)"}`);
    return [`${who}: ${text}${mark === null ? "" : ` [${mark}]`}`, ...fields].join(" | ");
  });
}

const OTHER = "https://other.example/b";

test.each<[string, Case, string[]]>([
  [
    "a preflight that is refused",
    caseOf({ method: "PUT", headers: [["X-Custom", "1"]] }, [answer(200, WILDCARD)]),
    [
      "page → browser: fetch() PUT https://api.example/data",
      "browser → server: OPTIONS /data | Access-Control-Request-Method: PUT | Access-Control-Request-Headers: x-custom | Origin: https://app.example",
      "server → browser: 200 [blocked] | Access-Control-Allow-Origin: * | ✗Access-Control-Allow-Methods: (missing)",
      "browser → server: PUT /data [never-sent]",
      "browser → page: TypeError: Failed to fetch",
    ],
  ],
  [
    "a preflight that is passed",
    caseOf({ method: "PUT" }, [
      onPreflight(204, WILDCARD, ["Access-Control-Allow-Methods", "PUT"]),
      answer(200, WILDCARD),
    ]),
    [
      "page → browser: fetch() PUT https://api.example/data",
      "browser → server: OPTIONS /data | Access-Control-Request-Method: PUT | Origin: https://app.example",
      "server → browser: 204 | Access-Control-Allow-Origin: * | Access-Control-Allow-Methods: PUT",
      "browser → server: PUT /data | Origin: https://app.example",
      "server → browser: 200 | Access-Control-Allow-Origin: *",
      "browser → page: readable, status 200",
    ],
  ],
  [
    "a redirect to an answer without permission",
    caseOf({}, [at("https://api.example/data", 302, WILDCARD, ["Location", OTHER]), answer(200)]),
    [
      "page → browser: fetch() GET https://api.example/data",
      "browser → server: GET /data | Origin: https://app.example",
      "server → browser: 302 [redirected] | Access-Control-Allow-Origin: * | Location: https://other.example/b",
      "browser → server: GET /b | Origin: null",
      "server → browser: 200 [blocked] | ✗Access-Control-Allow-Origin: (missing)",
      "browser → page: TypeError: Failed to fetch",
    ],
  ],
  [
    "a redirect to a scheme without CORS",
    caseOf({}, [answer(302, WILDCARD, ["Location", "ftp://files.example/x"])]),
    [
      "page → browser: fetch() GET https://api.example/data",
      "browser → server: GET /data | Origin: https://app.example",
      "server → browser: 302 [blocked] | Access-Control-Allow-Origin: * | ✗Location: ftp://files.example/x",
      "browser → page: TypeError: Failed to fetch",
    ],
  ],
  [
    "mixed content",
    caseOf({ api: "xhr", url: "http://api.example/data" }, [answer(200)]),
    [
      "page → browser: XMLHttpRequest GET http://api.example/data",
      "browser → server: GET /data [never-sent]",
      "browser → page: error event, status 0",
    ],
  ],
  [
    "nobody there",
    caseOf({}, [{ respond: { error: "connection-refused" } }]),
    [
      "page → browser: fetch() GET https://api.example/data",
      "browser → server: GET /data",
      "server → browser: no answer [unanswered]",
      "browser → page: TypeError: Failed to fetch",
    ],
  ],
  [
    "a connection that breaks off",
    caseOf({}, [{ respond: { error: "connection-reset" } }]),
    [
      "page → browser: fetch() GET https://api.example/data",
      "browser → server: GET /data | Origin: https://app.example",
      "server → browser: no answer [unanswered]",
      "browser → page: TypeError: Failed to fetch",
    ],
  ],
  [
    "an image",
    caseOf({ api: "img" }, [{ respond: { headers: [["Content-Type", "image/png"]], body: "(image)" } }]),
    [
      "page → browser: <img> GET https://api.example/data",
      "browser → server: GET /data",
      "server → browser: 200",
      "browser → page: arrives, can't be read",
    ],
  ],
])("%s", (_what, given, expected) => {
  expect(told(sequenceFor(given))).toEqual(expected);
});

test("permission that is known comes from the preflight cache", () => {
  const given = caseOf({ method: "PUT" }, [
    onPreflight(204, WILDCARD, ["Access-Control-Allow-Methods", "PUT"], ["Access-Control-Max-Age", "60"]),
    answer(200, WILDCARD),
  ]);
  // biome-ignore lint/suspicious/noThenProperty: the public format names it so
  const again = judgeAll({ ...given, then: [given.setup] }, { profile: "chromium" })[1]!;
  const context = { page: given.page.url, api: "fetch", method: "PUT", url: given.setup.url, lang: "en" } as const;
  expect(told(sequenceOf(again, context))).toEqual([
    "page → browser: fetch() PUT https://api.example/data",
    "preflight-cache → browser: permission of an earlier preflight [cached]",
    "browser → server: PUT /data | Origin: https://app.example",
    "server → browser: 200 | Access-Control-Allow-Origin: *",
    "browser → page: readable, status 200",
  ]);
});

describe("of every spec case", () => {
  const sequences = SPEC_CASES.map((given) => sequenceFor(given));
  const { DOMParser } = new JSDOM().window;

  test("every line is between two that are there", () => {
    const wrong = sequences.filter(({ participants, messages }) =>
      messages.some(({ from, to }) => from === to || !(from in participants) || !(to in participants)),
    );
    expect(wrong).toEqual([]);
  });

  test("the SVG is well-formed", () => {
    const broken = sequences
      .filter((_, index) => index % 8 === 0)
      .map((sequence) => sequenceSvg(sequence, { standalone: true }))
      .filter((svg) => {
        const { documentElement } = new DOMParser().parseFromString(svg, "image/svg+xml");
        return documentElement.tagName !== "svg" || documentElement.querySelector("script, parsererror") !== null;
      });
    expect(broken).toEqual([]);
  });

  test.each([280, 328, 599])("in a room of %d pixels nothing reaches over its edge, and all is said", (room) => {
    const parsed = (svg: string) => new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    const words = (svg: Element) =>
      [...svg.querySelectorAll("g[data-kind]")].map(({ textContent }) => textContent?.replaceAll(/\s/g, ""));
    for (const sequence of sequences.filter((_, index) => index % 40 === 0)) {
      const [wide, narrow] = [parsed(sequenceSvg(sequence)), parsed(sequenceSvg(sequence, { room }))];
      const width = Math.min(Number(wide.getAttribute("width")), room);
      expect(narrow.getAttribute("width")).toBe(String(width));
      expect(words(narrow)).toEqual(words(wide));
      for (const text of narrow.querySelectorAll("text")) {
        const long = stringWidth(text.textContent ?? "") * 7.83;
        const right = Number(text.getAttribute("x")) + (text.hasAttribute("text-anchor") ? long / 2 : long);
        expect(right, text.textContent ?? "").toBeLessThanOrEqual(width);
      }
    }
  });

  test("a wide room changes nothing", () => {
    expect(sequenceSvg(sequences[0]!, { room: 600 })).toBe(sequenceSvg(sequences[0]!));
  });

  test("Mermaid is a line a message and a note", () => {
    for (const sequence of sequences) {
      const notes = sequence.messages.filter(({ note }) => note !== null).length;
      const lines = sequenceMermaid(sequence).trimEnd().split("\n");
      expect(lines).toHaveLength(3 + sequence.participants.length + sequence.messages.length + notes);
    }
  });

  test.each([40, 60, 80, 100, 160])("at %d columns no line is longer", (width) => {
    const theme = themeOf(false);
    const long = sequences.flatMap((sequence) =>
      sequenceText(sequence, width, theme).filter((line) => stringWidth(line) > width),
    );
    expect(long).toEqual([]);
  });
});

const EVIL = "</svg><script>alert(1)</script>\"'\u0007 %%{init}%% #quot;; end\nparticipant x";

test("what servers and pages say steers neither SVG nor Mermaid", () => {
  const given = caseOf({ headers: [["X-Custom", "1"]], url: `https://api.example/${EVIL}` }, [
    answer(200, ["Access-Control-Allow-Origin", EVIL.replaceAll(/[\n\u0007]/g, "")]),
  ]);
  const sequence = sequenceFor(given);
  const svg = sequenceSvg(sequence);
  expect(svg).not.toContain("<script");
  const { documentElement } = new new JSDOM().window.DOMParser().parseFromString(svg, "image/svg+xml");
  expect(documentElement.textContent).toContain("</svg><script>");
  const lines = sequenceMermaid(sequence).split("\n");
  expect(lines.filter((line) => /^\s*(participant x|end)/.test(line))).toEqual([]);
  expect(lines.slice(3).join("\n")).not.toMatch(/[<](?!br\/>)|%%|;(?=[^#]*")/);
});

test("a header that is missing is told as the language writes it", () => {
  const given = caseOf({}, [answer(200)]);
  const context = { page: given.page.url, api: "fetch", method: "GET", url: given.setup.url } as const;
  const pictures = (lang: string) => {
    const sequence = sequenceOf(judge(given), { ...context, lang });
    return [sequenceText(sequence, 100, themeOf(false)).join("\n"), sequenceSvg(sequence), sequenceMermaid(sequence)];
  };
  const mermaid = (text: string) => text.replace(/[()]/g, (mark) => `#${mark.charCodeAt(0)};`);
  for (const [lang, text] of [
    ["en", "✗ Access-Control-Allow-Origin (missing)"],
    ["zh-CN", "✗ Access-Control-Allow-Origin（缺少）"],
  ] as const) {
    const [words, svg, diagram] = pictures(lang);
    expect(words).toContain(text);
    expect(svg).toContain(text.slice(2));
    expect(diagram).toContain(mermaid(text));
  }
});

test("wide characters keep their columns", () => {
  const sequence = sequenceFor(
    caseOf({ url: "https://api.example/数据" }, [answer(200, ["Access-Control-Allow-Origin", "中文网址"])]),
  );
  const lines = sequenceText(sequence, 100, themeOf(false));
  const ends = lines.slice(2).map((line) => stringWidth(line));
  expect(new Set(ends).size).toBe(1);
});
