import { describe, expect, test } from "vitest";
import stringWidth from "../../src/cli/text/width.js";
import { wordsEn } from "../../src/cli/words/en.js";
import { wordsOf } from "../../src/cli/words/words.js";
import { wordsZhCn } from "../../src/cli/words/zh-cn.js";
import { expectGoodChinese } from "../explain/texts.js";
import { SESSION } from "./recording.js";
import { runCli } from "./run-cli.js";

const files = { "session.har": SESSION };
const zh = (...args: string[]) => runCli([...args, "--lang", "zh-CN"], { files });

test("a recording is told in Chinese", async () => {
  const { out, err, code } = await zh("replay", "session.har");
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatchInlineSnapshot(`
    "  #  方法    URL                           API    结果       原因
      1  GET     https://api.example/products  fetch  ✓ 允许
      2  GET     https://api.example/news      fetch  ✗ 被阻止   missing-allow-origin

    #2 ✗ GET https://api.example/news 在响应阶段被阻止
       GET 已到达 https://api.example/news，但响应没有 Access-Control-Allow-Origin 标头，因此浏览器不把
       它交给位于 https://app.example 的页面。
       判定规则    CORS check，第 2 步 https://fetch.spec.whatwg.org/#concept-cors-check
       脚本所见    TypeError
       假定        credentials 为 same-origin：录制中完全没有 cookie，可能已被删除；用 include 时结果相
                   同
       修复        在服务器上，响应中：
                   Access-Control-Allow-Origin: https://app.example
                   响应必须准确写明请求的源；如果它是你信任的源，就从 Origin 标头中取用，并加上“Vary:
                   Origin”。

    判定了 2 个请求：1 个允许，1 个被阻止。
    略去：1 导航。
    对于能看出浏览器行为的 1 个请求，模型与录制全部一致。
    查看其中一个的详情：whycors replay session.har#2
    "
  `);
});

test("one entry is told in full", async () => {
  expect((await zh("replay", "session.har#2")).out).toMatchInlineSnapshot(`
    "  #  方法    URL                       API    结果       原因
      2  GET     https://api.example/news  fetch  ✗ 被阻止   missing-allow-origin

    #2 ✗ GET https://api.example/news 在响应阶段被阻止
       GET 已到达 https://api.example/news，但响应没有 Access-Control-Allow-Origin 标头，因此浏览器不把
       它交给位于 https://app.example 的页面。
       判定规则    CORS check，第 2 步 https://fetch.spec.whatwg.org/#concept-cors-check
       脚本所见    TypeError
       录制所见    同样被阻止（response._error net::ERR_FAILED）
       依据        page.origin 为 https://app.example（Origin 表明如此），api 为 fetch（录制的资源类型表
                   明如此），mode 为 cors（Sec-Fetch-Mode 表明如此）
       假定        credentials 为 same-origin：录制中完全没有 cookie，可能已被删除；用 include 时结果相
                   同（可信度低）
       修复        在服务器上，响应中：
                   Access-Control-Allow-Origin: https://app.example
                   响应必须准确写明请求的源；如果它是你信任的源，就从 Origin 标头中取用，并加上“Vary:
                   Origin”。

    判定了 1 个请求：1 个被阻止。
    对于能看出浏览器行为的 1 个请求，模型与录制全部一致。
    "
  `);
});

test("for a pull request", async () => {
  expect((await zh("replay", "session.har", "--format", "markdown")).out).toMatchInlineSnapshot(`
    "## whycors: session.har

    | # | 请求 | 配置 | 结果 | 原因 |
    | ---: | --- | --- | --- | --- |
    | 1 | \`GET https://api.example/products\` | spec | ✓ 允许 |  |
    | 2 | \`GET https://api.example/news\` | spec | ✗ 被阻止 | \`missing-allow-origin\` |

    ### ✗ \`GET https://api.example/news\` \\[spec\\]

    GET 已到达 https://api.example/news，但响应没有 Access-Control-Allow-Origin 标头，因此浏览器不把它交给位于 https://app.example 的页面。

    判定规则：[CORS check，第 2 步](https://fetch.spec.whatwg.org/#concept-cors-check)。

    - 在服务器上，响应中：\`Access-Control-Allow-Origin: https://app.example\` 响应必须准确写明请求的源；如果它是你信任的源，就从 Origin 标头中取用，并加上“Vary: Origin”。

    判定了 2 个请求：1 个允许，1 个被阻止。

    略去：1 导航。

    对于能看出浏览器行为的 1 个请求，模型与录制全部一致。
    "
  `);
});

test("columns of a table stand below each other, wide characters and all", async () => {
  const { out } = await zh("replay", "session.har");
  const [head = "", ...rows] = out.split("\n\n", 1)[0]!.split("\n");
  const column = (line: string, word: RegExp): number => stringWidth(line.slice(0, line.search(word)));
  expect(rows.map((row) => column(row, /[✓✗]/u))).toEqual(rows.map(() => column(head, /结果/u)));
  expect(rows.filter((row) => row.includes("missing")).map((row) => column(row, /missing/u))).toEqual([
    column(head, /原因/u),
  ]);
});

test("no line of a story is wider than the terminal", async () => {
  const { out } = await runCli(["replay", "session.har", "--lang", "zh-CN"], { files, width: 60 });
  const story = out.slice(out.indexOf("#2"));
  const wide = story.split("\n").filter((line) => stringWidth(line) > 60 && !/https?:|whycors/.test(line));
  expect(wide).toEqual([]);
});

describe("which language", () => {
  const isChinese = (text: string) => /\p{Script=Han}/u.test(text);
  test.each([
    [{}, false],
    [{ LANG: "zh_CN.UTF-8" }, true],
    [{ LANG: "zh_SG" }, true],
    [{ LANG: "en_GB.UTF-8" }, false],
    [{ LANG: "tlh" }, false],
    [{ LANG: "C.UTF-8" }, false],
    [{ LANG: "zh_CN.UTF-8", LC_ALL: "C" }, false],
    [{ LANG: "en_US.UTF-8", LC_MESSAGES: "zh_CN.UTF-8" }, true],
    [{ LANG: "en_US.UTF-8", LC_ALL: "", LC_MESSAGES: "zh_CN.UTF-8" }, true],
  ])("%j: Chinese %s", async (env, expected) => {
    const { out } = await runCli(["replay", "session.har"], { files, env });
    expect(isChinese(out)).toBe(expected);
  });

  test("what is asked for comes before the terminal's", async () => {
    const { out } = await runCli(["replay", "session.har", "--lang", "en"], { files, env: { LANG: "zh_CN.UTF-8" } });
    expect(isChinese(out)).toBe(false);
  });

  test("programs read English, unless asked for otherwise", async () => {
    const env = { LANG: "zh_CN.UTF-8" };
    const json = await runCli(["replay", "session.har", "--format", "ndjson"], { files, env });
    expect(isChinese(json.out + json.err)).toBe(false);
    const asked = await runCli(["replay", "session.har", "--format", "ndjson", "--lang", "zh-CN"], { files, env });
    expect([isChinese(asked.out), isChinese(asked.err)]).toEqual([true, true]);
  });

  test("of cases too", async () => {
    const given = JSON.stringify({ page: { url: "https://app.example/" }, setup: { url: "https://api.example/" } });
    const { out } = await runCli(["cases", "a.json"], { files: { "a.json": given }, env: { LANG: "zh_CN" } });
    expect(out).toMatchInlineSnapshot(`
      "case-1 [spec] ✗ GET https://api.example/ 在网络上失败
         https://api.example/ 没有响应（用例中没有规则响应它）；这不是 CORS 的问题。
         判定规则    HTTP-network fetch，第 10 步
                     https://fetch.spec.whatwg.org/#concept-http-network-fetch
         脚本所见    TypeError

      1 个请求设置：1 个没有预期。
      "
    `);
  });
});

describe("the program's own words", () => {
  const placesOf = (text: unknown): string[] => [...new Set(JSON.stringify(text).match(/\{[a-z]+\}/g))].sort();

  test.each(Object.keys(wordsEn) as (keyof typeof wordsEn)[])("%s has the places of English", (key) => {
    expect(placesOf(wordsZhCn[key])).toEqual(placesOf(wordsEn[key]));
  });

  test("have their own punctuation, spacing and words", () =>
    expectGoodChinese(wordsZhCn, [
      "outcome",
      "stage",
      "recorded",
      "model",
      "confidence",
      "standing",
      "title",
      "level",
    ]));

  test("numbers and their plurals", () => {
    const judged = (lang: string, count: number) => wordsOf(lang).say("judged", { count, counts: "x" });
    expect(judged("en", 1)).toBe("1 request judged: x.");
    expect(judged("en", 1200)).toBe("1,200 requests judged: x.");
    expect(judged("zh-CN", 1200)).toBe("判定了 1,200 个请求：x。");
  });

  test("a code without a word is shown as it is", () => {
    expect(wordsOf("zh-CN").name("cause", "something-new")).toBe("something-new");
  });
});
