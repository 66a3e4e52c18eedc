import { describe, expect, test } from "vitest";
import { Teacher } from "../../src/cli/formats/teaching.js";
import { referenceText } from "../../src/cli/lessons/reference-text.js";
import { themeOf } from "../../src/cli/text/theme.js";
import stringWidth from "../../src/cli/text/width.js";
import { wordsOf } from "../../src/cli/words/words.js";
import { LANGUAGES } from "../../src/explain/language.js";
import { LESSONS } from "../../src/explain/lessons/lesson-list.js";
import { QUESTIONS } from "../../src/explain/quiz/quiz-list.js";
import { reference } from "../../src/explain/reference/reference.js";
import { runCli } from "./run-cli.js";

const HAN = /\p{Script=Han}/u;

describe("lessons", () => {
  test("the list", async () => {
    const { out, err, code } = await runCli(["lessons"]);
    expect([code, err]).toEqual([0, ""]);
    const ids = out.split("\n").map((line) => line.split(/ +/).at(-1));
    expect(ids.filter((id) => id !== undefined && id in LESSONS)).toEqual(Object.keys(LESSONS));
  });

  test("one of them, with what browsers do", async () => {
    const { out, code } = await runCli(["lessons", "11"]);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "11. How a server says no (True)
         It is said  A server refuses by answering 200 without CORS headers.
         Today       True. There is no status for a refusal: it is the missing permission that makes the
                     browser withhold the answer. Nothing has gone wrong on the server, so its log looks
                     fine.
         Written in  https://fetch.spec.whatwg.org/#concept-cors-check

      1. 200 on the wire, an error for the page.
         Page        https://app.example/
         Code        const response = await fetch("https://api.example/data");
         Server      anything else → 200
         spec        ✗ blocked at the response  missing-allow-origin  GET 200
                     The GET reached https://api.example/data, but the response has no
                     Access-Control-Allow-Origin header, so the browser keeps it from the page at
                     https://app.example.

      Change an example and see what comes of it:
         whycors lessons refusing-with-200 --to-case 1 > my.json
         whycors cases my.json
      "
    `);
    expect((await runCli(["learn", "refusing-with-200"])).out).toBe(out);
  });

  test("in Chinese", async () => {
    const { out } = await runCli(["lessons", "11", "--lang", "zh-CN"]);
    expect(out).toMatchInlineSnapshot(`
      "11. 服务器如何拒绝（正确）
         常见说法    服务器以没有 CORS 标头的 200 来拒绝。
         如今        正确。没有表示拒绝的状态码：正是因为缺少许可，浏览器才不交出响应。服务器上没有任何问
                     题，因此它的日志看起来一切正常。
         出处        https://fetch.spec.whatwg.org/#concept-cors-check

      1. 网络上是 200，页面得到的却是错误。
         页面        https://app.example/
         代码        const response = await fetch("https://api.example/data");
         服务器      其他请求 → 200
         spec        ✗ 在响应阶段被阻止  missing-allow-origin  GET 200
                     GET 已到达 https://api.example/data，但响应没有 Access-Control-Allow-Origin 标头，因
                     此浏览器不把它交给位于 https://app.example 的页面。

      修改示例，看看结果如何：
         whycors lessons refusing-with-200 --to-case 1 > my.json
         whycors cases my.json
      "
    `);
  });

  test.each(Object.keys(LESSONS))("%s is told in each language, within the terminal", async (id) => {
    for (const lang of LANGUAGES) {
      const { out, code } = await runCli(["lessons", id, "--lang", lang], { width: 80 });
      expect(code).toBe(0);
      expect(HAN.test(out)).toBe(lang === "zh-CN");
      const wide = out.split("\n").filter((line) => stringWidth(line) > 80);
      expect(wide.filter((line) => !/https?:|Access-Control|[A-Z][\w-]+: /.test(line) && !/"/.test(line))).toEqual([]);
    }
  });

  test("an example becomes a case that runs", async () => {
    const { out } = await runCli(["lessons", "fonts", "--to-case", "1"]);
    const ran = await runCli(["cases", "fonts.json"], { files: { "fonts.json": out } });
    expect([ran.code, ran.err]).toEqual([0, ""]);
    expect(ran.out).toContain("no Access-Control-Allow-Origin");
  });

  test("a reason code or a header has a page", async () => {
    const { out, code } = await runCli(["lessons", "allow-credentials-invalid"]);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "allow-credentials-invalid: Access-Control-Allow-Credentials is not true
         Access-Control-Allow-Credentials has another value than true.
         Happens     True from a language that prints it so, 1, yes, false, or true twice because two
                     layers add it.
         Fix         Send true, in small letters and once; leave the header out instead of sending false.
         Decided by  CORS check, step 8 https://fetch.spec.whatwg.org/#concept-cors-check

         Page        https://app.example/
         Code        const response = await fetch("https://api.example/data", {
                       credentials: "include",
                     });
         Server      anything else → 200
                       Access-Control-Allow-Origin: https://app.example
                       Access-Control-Allow-Credentials: True
         spec        ✗ blocked at the response  allow-credentials-invalid  GET 200
                     The request was made with credentials, but https://api.example/data says
                     Access-Control-Allow-Credentials: True where only “true”, once and in lower case,
                     counts, so the browser keeps the response from the page.
         chromium    ✗ blocked at the response  allow-credentials-invalid  GET 200
                     Access to fetch at 'https://api.example/data' from origin 'https://app.example' has been blocked by CORS policy: The value of the 'Access-Control-Allow-Credentials' header in the response is 'True' which must be 'true' when the request's credentials mode is 'include'.
         firefox     ✗ blocked at the response  allow-credentials-invalid  GET 200
                     Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/data. (Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).
         webkit      ✗ blocked at the response  allow-credentials-invalid  GET 200
                     Credentials flag is true, but Access-Control-Allow-Credentials is not "true".
                     Fetch API cannot load https://api.example/data due to access control checks.
      "
    `);
    expect((await runCli(["learn", "Access-Control-Max-Age"])).out).toMatch(/^Access-Control-Max-Age\n/);
    const example = JSON.parse((await runCli(["lessons", "nosniff", "--to-case", "1"])).out);
    expect(example).toMatchObject({ id: "nosniff", setup: { api: "script" } });
  });

  test("--format json has the verdicts", async () => {
    const one = JSON.parse((await runCli(["lessons", "fonts", "--format", "json"])).out);
    expect(one.examples[0].verdicts[0]).toMatchObject({ profile: "spec", reason: "missing-allow-origin" });
    const all = JSON.parse((await runCli(["lessons", "--format", "json"])).out);
    expect(all.map(({ id }: { id: string }) => id)).toEqual(Object.keys(LESSONS));
  });

  test.each([
    [["lessons", "54"], 'no lesson "54": a number from 1 to 53, a name, a reason code or a header'],
    [["lessons", "font"], "Did you mean fonts?"],
    [["lessons", "--to-case", "1"], "--to-case needs a lesson"],
    [["lessons", "fonts", "--to-case", "9"], "--to-case: expected a number from 1 to 2, got 9"],
  ])("%j is refused", async (args, message) => {
    const { out, err, code } = await runCli(args);
    expect([out, code]).toEqual(["", 2]);
    expect(err).toContain(message);
  });
});

describe("quiz", () => {
  test("asks, tells, counts", async () => {
    const { out, code } = await runCli(["quiz"], { stdin: "3\nx\n2\nq\n" });
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "Question 1 of 30, easy
         A page at https://app.example calls fetch("https://api.example/data"). The server answers 200 and
         sends no CORS headers. What happens?
         Page        https://app.example/
         Code        const response = await fetch("https://api.example/data");
         Server      anything else → 200
         1) The page reads the answer, for its status is 200.
         2) The browser asks with OPTIONS first and is refused.
         3) The request is sent and answered, and the browser keeps the answer from the page.
         4) Nothing is sent.
      Your answer, 1 to 4 (q ends): 
         Right.
         A plain GET needs no preflight. It is sent at once; without Access-Control-Allow-Origin the
         answer is withheld, whatever its status.
         chromium    ✗ blocked at the response  missing-allow-origin  GET 200

      Question 2 of 30, easy
         The page sends a PUT to another origin whose server permits it. What does the server see?
         Page        https://app.example/
         Code        const response = await fetch("https://api.example/data", {
                       method: "PUT",
                     });
         Server      preflight → 204 · Access-Control-Allow-Origin: * · Access-Control-Allow-Methods: PUT
                     anything else → 200 · Access-Control-Allow-Origin: *
         1) An OPTIONS, then a PUT.
         2) A PUT, then an OPTIONS.
         3) Nothing.
         4) A PUT.
      Your answer, 1 to 4 (q ends): 
      Your answer, 1 to 4 (q ends): 
         No. It is 1: An OPTIONS, then a PUT.
         PUT is not safelisted, so the browser asks with an OPTIONS preflight and sends the PUT only after
         a yes.
         chromium    ✓ allowed  OPTIONS 204, PUT 200

      Question 3 of 30, easy
         A page on http://localhost:3000 reads from http://localhost:3001, which answers with
         Access-Control-Allow-Origin: http://localhost:3000. What happens?
         Page        http://localhost:3000/
         Code        const response = await fetch("http://localhost:3001/data");
         Server      anything else → 200 · Access-Control-Allow-Origin: http://localhost:3000
         1) It is blocked: the header is missing.
         2) It is blocked: the header names another origin.
         3) It is the same origin, and the page reads it without CORS.
         4) It is another origin, and the page reads it because the header permits it.
      Your answer, 1 to 4 (q ends): 
      1 of 2 questions right.
      "
    `);
  });

  test("ends where the input ends", async () => {
    const { out, code } = await runCli(["quiz", "--level", "hard"], { stdin: "" });
    expect(code).toBe(0);
    expect(out).toMatch(/^Question 1 of 10, hard\n[\s\S]*0 of 0 questions right\.\n$/);
  });

  test("with the right answers all are right", async () => {
    const told = (await runCli(["quiz", "--answers"])).out;
    const answers = [...told.matchAll(/^ {3}It is (\d):/gm)].map(([, number]) => number);
    expect(answers).toHaveLength(Object.keys(QUESTIONS).length);
    const { out } = await runCli(["quiz"], { stdin: `${answers.join("\n")}\n` });
    expect(out).toContain("30 of 30 questions right.");
  });

  test("in Chinese", async () => {
    const { out } = await runCli(["quiz", "--lang", "zh-CN"], { stdin: "1\n" });
    expect(out).toMatch(/第 1 题，共 30 题，简单[\s\S]*1 题答对 [01] 题。\n$/);
  });
});

describe.each(LANGUAGES)("reference pages in %s", (lang) => {
  const teacher = new Teacher(wordsOf(lang), lang, themeOf(false), 100);
  const { reasons, headers } = reference(lang);

  test.each([...reasons, ...headers])("$id", (page) => {
    const text = referenceText(page, teacher);
    expect(text).toContain(page.meaning.slice(0, 8));
    expect(text).toContain(page.kind === "reason" ? page.id : page.title);
    expect(text).not.toMatch(/NaN|\[object (?!Readable)|\{[a-z]+\}/);
    expect(HAN.test(text)).toBe(lang === "zh-CN");
  });

  test("console lines are the model's", () => {
    const page = reasons.find(({ id }) => id === "missing-allow-origin")!;
    const text = referenceText(page, teacher);
    expect(text).toContain("has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present");
    expect(text).toContain("CORS header ‘Access-Control-Allow-Origin’ missing");
    expect(text).toContain("Origin https://app.example is not allowed by Access-Control-Allow-Origin.");
  });
});
