import { expect, test } from "vitest";
import * as core from "../src/core/index.js";
import * as library from "../src/index.js";

/** A change here is a change of the public API. */

test("what the library exports", () => {
  expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
    [
      "CONFIGURATION_TARGETS",
      "CaseError",
      "LiveNetwork",
      "PROFILE_NAMES",
      "PolicyError",
      "REASONS",
      "RecordError",
      "applyFixes",
      "configurationFor",
      "createPage",
      "judge",
      "judgeAll",
      "policyFor",
      "readCases",
      "replay",
    ]
  `);
});

test("what whycors/core exports", () => {
  expect(Object.keys(core).sort()).toMatchInlineSnapshot(`
    [
      "APIS",
      "CURRENT_PROFILES",
      "DEFAULT_SETUP",
      "OPAQUE_ORIGIN",
      "PROFILES",
      "PROFILE_NAMES",
      "PreflightCache",
      "REASONS",
      "STANDARD",
      "TraceLog",
      "headerList",
      "headerPairs",
      "httpResponse",
      "networkError",
      "originOf",
      "outcomeOfReason",
      "parseCsp",
      "parseUrl",
      "perform",
      "run",
      "runAsync",
    ]
  `);
});
