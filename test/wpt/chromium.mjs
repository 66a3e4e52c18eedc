// The same files in Chromium, for scale. It sees the checkout's server under the tests' host names.
import { chromium } from "playwright-core";

/** @returns runs one test */
export async function openBrowser(urlOf, limitOf) {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const args = [
    "--host-resolver-rules=MAP nonexistent.web-platform.test ~NOTFOUND, MAP *.test 127.0.0.1, MAP *.localhost 127.0.0.1",
    "--ignore-certificate-errors",
    "--no-sandbox",
  ];
  const browser = await chromium.launch({ executablePath, args });
  return {
    close: () => browser.close(),
    async run(test) {
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      try {
        return await runIn(await context.newPage(), urlOf(test), limitOf(test));
      } finally {
        await context.close();
      }
    },
  };
}

async function runIn(page, url, limit) {
  const subtests = [];
  let end = () => {};
  const ended = new Promise((resolve) => {
    end = resolve;
  });
  await page.exposeFunction("tellRunner", ({ type, ...message }) => {
    if (type === "done") end(message);
    else subtests.push(message);
  });
  await page.addInitScript(listen);
  const timer = setTimeout(() => end({ status: "TIMEOUT", message: "the page was closed" }), limit);
  try {
    await page.goto(url, { waitUntil: "commit" });
    const last = await ended;
    return { ...last, subtests };
  } catch (error) {
    return { status: "CRASH", message: error.message, subtests };
  } finally {
    clearTimeout(timer);
  }
}

/** Runs in the page, before its scripts: the harness's functions become globals one by one. */
function listen() {
  if (window !== window.top || window.opener !== null) return;
  const STATUS = ["PASS", "FAIL", "TIMEOUT", "NOTRUN", "PRECONDITION_FAILED"];
  const tell = window.tellRunner;
  let add;
  Object.defineProperty(window, "add_completion_callback", {
    configurable: true,
    get: () => add,
    set(given) {
      add = given;
      queueMicrotask(() => {
        window.add_result_callback(({ name, status, message }) =>
          tell({ type: "result", name, status: STATUS[status] ?? "FAIL", message: message ?? null }),
        );
        given((_, { status, message }) =>
          tell({ type: "done", status: ["OK", "ERROR", "TIMEOUT"][status] ?? "ERROR", message }),
        );
      });
    },
  });
}
