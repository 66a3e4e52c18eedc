import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { replayed } from "./replayed.js";

/**
 * The README's recipe for Cypress, as it stands there. No Cypress runs it here: what stands for its `cy.intercept()` and
 * `cy.writeFile()` does what their documentation says, and what is tested is that the file replays.
 */

interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Response {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

function recipe(): string {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [, after = ""] = readme.split("\nFor Cypress ");
  return after.split("```js\n")[1]!.split("\n```")[0]!;
}

/** @returns what the recipe wrote, by file name */
function runRecipe(traffic: readonly (readonly [Request, Response])[]): Record<string, string> {
  const written: Record<string, string> = {};
  const ends: (() => void)[] = [];
  const cy = {
    intercept(url: string, handler: (req: object) => void) {
      expect(url).toBe("**");
      for (const [request, response] of traffic) {
        handler({ ...request, continue: (intercepted: (res: Response) => void) => intercepted(response) });
      }
    },
    writeFile(name: string, text: string) {
      written[name] = text;
    },
  };
  const run = new Function("cy", "beforeEach", "after", recipe());
  run(
    cy,
    (hook: () => void) => hook(),
    (hook: () => void) => ends.push(hook),
  );
  for (const end of ends) end();
  return written;
}

const API = "https://api.example/orders/7";
const page = { origin: "https://app.example", referer: "https://app.example/" };
const asks = { ...page, "access-control-request-method": "PUT", "sec-fetch-mode": "cors" };

test("what Cypress let pass is replayed as a browser would judge it", async () => {
  const allowed = { "access-control-allow-origin": "https://app.example" };
  const file = runRecipe([
    [
      { method: "GET", url: "https://app.example/", headers: { "sec-fetch-dest": "document" } },
      { statusCode: 200, headers: {} },
    ],
    [
      { method: "GET", url: API, headers: page },
      { statusCode: 200, headers: { ...allowed, "set-cookie": ["a=1", "b=2"] } },
    ],
    [
      { method: "GET", url: `${API}/secret`, headers: page },
      { statusCode: 200, headers: { "content-type": "application/json" } },
    ],
    [
      { method: "OPTIONS", url: API, headers: asks },
      { statusCode: 204, headers: { ...allowed, "access-control-allow-methods": "GET" } },
    ],
    [
      { method: "PUT", url: API, headers: page },
      { statusCode: 200, headers: allowed },
    ],
  ]);
  const { verdicts, skips, error } = await replayed(file["cypress.ndjson"], { name: "cypress.ndjson" });
  expect(error).toBeNull();
  // The page itself was asked for by nobody.
  expect(skips).toMatchObject([{ entry: 0, reason: "no-page" }]);
  const crossOrigin = verdicts.filter(({ exchanges }) => exchanges.some(({ request }) => request.url.startsWith(API)));
  expect(crossOrigin.map(({ outcome, reason, stage }) => [outcome, reason, stage])).toEqual([
    ["allowed", null, null],
    ["blocked", "missing-allow-origin", "response"],
    ["blocked", "method-not-allowed", "preflight"],
  ]);
});
