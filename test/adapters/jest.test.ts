import { expect, test } from "vitest";
import * as fetchMock from "../../src/adapters/fetch-mock.js";
import * as jest from "../../src/adapters/jest.js";
import * as msw from "../../src/adapters/msw.js";
import * as vitest from "../../src/adapters/vitest.js";

/** In jest itself it is tested by its example. */

test("outside of jest it says what it lacks", () => {
  expect(() => jest.installCors({ origin: "https://app.example" })).toThrow(
    "installCors() of whycors/jest needs the globals beforeEach and afterAll; use that of whycors/testing",
  );
});

test("what the entry points export", () => {
  expect([jest, vitest, fetchMock, msw].map((exported) => Object.keys(exported).sort())).toMatchInlineSnapshot(`
    [
      [
        "installCors",
        "matchers",
      ],
      [
        "installCors",
        "matchers",
      ],
      [
        "fetchMockNetwork",
      ],
      [
        "mswNetwork",
      ],
    ]
  `);
});
