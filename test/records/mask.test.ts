import fc from "fast-check";
import { expect, test } from "vitest";
import { mask, maskHeader } from "../../src/records/mask.js";

test.each([
  ["Authorization", "Bearer eyJhbGciOi.x.y", "Bearer ***"],
  ["authorization", "Basic dXNlcjpwYXNz", "Basic ***"],
  ["Authorization", "my secret token", "***"],
  ["Authorization", "Bearer", "***"],
  ["Proxy-Authorization", "Basic abc", "Basic ***"],
  ["Cookie", "sid=1; theme=dark", "sid=***; theme=***"],
  ["Cookie", "nameless", "***"],
  ["Set-Cookie", "sid=abc=def; Path=/; SameSite=None; Secure", "sid=***; Path=/; SameSite=None; Secure"],
  ["Set-Cookie", "nameless; Path=/", "***; Path=/"],
  ["X-Custom", "Bearer abc", "Bearer abc"],
])("%s: %s", (name, value, shown) => {
  expect(maskHeader(name, value)).toBe(shown);
});

test("headers in every shape, and secrets that turn up in other texts", () => {
  const verdict = {
    headers: [
      ["Authorization", "Bearer s3cr3t-token"],
      ["Cookie", "sid=abcdefgh"],
    ],
    because: [{ code: "header", name: "authorization", value: "Bearer s3cr3t-token" }],
    fixes: [{ header: "Set-Cookie", value: "sid=abcdefgh; Secure" }],
    explanation: "The header Authorization: Bearer s3cr3t-token is not allowed (abcdefgh).",
    page: { cookies: { "https://a.example": ["a=1; Secure"], "https://b.example": "b=2" } },
    untouched: ["Authorization", 1, null, { name: "x", value: "y" }],
  };
  expect(mask(verdict)).toEqual({
    headers: [
      ["Authorization", "Bearer ***"],
      ["Cookie", "sid=***"],
    ],
    because: [{ code: "header", name: "authorization", value: "Bearer ***" }],
    fixes: [{ header: "Set-Cookie", value: "sid=***; Secure" }],
    explanation: "The header Authorization: Bearer *** is not allowed (***).",
    page: { cookies: { "https://a.example": ["a=***; Secure"], "https://b.example": "b=***" } },
    untouched: ["Authorization", 1, null, { name: "x", value: "y" }],
  });
});

test("a short secret does not spoil other texts", () => {
  expect(mask({ headers: [["Cookie", "a=1"]], status: "1", url: "https://a.example/a=1" })).toEqual({
    headers: [["Cookie", "a=***"]],
    status: "1",
    url: "https://a.example/a=1",
  });
});

test("what has no secrets is returned as it is", () => {
  const verdict = { headers: [["Accept", "*/*"]], id: "x" };
  expect(mask(verdict)).toBe(verdict);
});

test("no secret survives, wherever it is", () => {
  const secret = fc.string({ minLength: 6, unit: fc.constantFrom(..."abcdefghijkl0123456789$&") });
  fc.assert(
    fc.property(secret, fc.constantFrom("Authorization", "Cookie", "Set-Cookie"), fc.json(), (value, name, other) => {
      const cookie = name === "Authorization" ? `Bearer ${value}` : `n=${value}`;
      const masked = mask({
        exchanges: [{ headers: [[name, cookie]] }],
        text: `before ${cookie} after`,
        other: JSON.parse(other),
      });
      expect(JSON.stringify([masked.exchanges, masked.text])).not.toContain(value);
    }),
  );
});
