import { expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";
import { AutoClock } from "./auto-clock.js";

test("script and server share a jar, but for what is HttpOnly", async () => {
  const clock = new AutoClock(0);
  const seen: (string | null)[] = [];
  const page = createPage({
    url: "https://app.example/dir/",
    clock,
    cookies: { "https://app.example": ["session=1; HttpOnly", "theme=dark"], "https://other.example": "theirs=1" },
    network: (request) => {
      seen.push(request.headers.get("cookie"));
      return { headers: { "Set-Cookie": "visits=1; Max-Age=60; Path=/" } };
    },
  });
  expect(page.cookie).toBe("theme=dark");
  page.cookie = "here=1";
  page.cookie = "elsewhere=1; path=/other/";
  page.cookie = "theirs=2; domain=other.example";
  page.cookie = "session=stolen; path=/";
  page.cookie = "hidden=1; HttpOnly";
  expect(page.cookie.split("; ").sort()).toEqual(["here=1", "theme=dark"]);
  await page.fetch("/");
  expect(seen[0]!.split("; ").sort()).toEqual(["session=1", "theme=dark"]);
  expect(page.cookie).toContain("visits=1");
  clock.skip(61_000);
  expect(page.cookie).not.toContain("visits=1");
});

test("a page with an opaque origin has no cookies to speak of, and a file has none", () => {
  const opaque = createPage({ url: "https://app.example/", opaque: true });
  const refused = expect.objectContaining({ name: "SecurityError" }) as Error;
  expect(() => opaque.cookie).toThrow(refused);
  expect(() => {
    opaque.cookie = "a=1";
  }).toThrow(refused);
});
