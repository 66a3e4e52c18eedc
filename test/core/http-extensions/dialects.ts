import type { MaxAgeDialect } from "../../../src/core/http-extensions/cors-header-grammar.js";
import type { SafelistDialect } from "../../../src/core/http-extensions/cors-safelisted-request-header.js";

/** What the standard says, and what engines make of it: measured on Chromium 156, Firefox 153 and WebKitGTK 2.50. */
type Dialect = SafelistDialect & MaxAgeDialect;

const INT64_MAX = "9223372036854775807";

export const spec: Dialect = {
  safelistEdition: "today",
  clientHintsSafelisted: false,
  acceptAllowsNonAscii: true,
  rangeDialect: "standard",
  rangeMaximum: null,
  safelistTotalLimit: 1024,
  combinesRepeatedHeaders: false,
  repeatsUnsafeNames: false,
  userAgentForbidden: false,
  maxAgeCap: Number.POSITIVE_INFINITY,
  maxAgeMalformed: 5,
  maxAgeSigned: false,
  maxAgeOverflows: false,
};

export const chromium: Dialect = {
  ...spec,
  clientHintsSafelisted: true,
  rangeMaximum: INT64_MAX,
  combinesRepeatedHeaders: true,
  userAgentForbidden: true,
  maxAgeCap: 7200,
  maxAgeSigned: true,
  maxAgeOverflows: true,
};

export const firefox: Dialect = {
  ...spec,
  acceptAllowsNonAscii: false,
  rangeMaximum: "18446744073709551615",
  safelistTotalLimit: Number.POSITIVE_INFINITY,
  repeatsUnsafeNames: true,
  maxAgeCap: 86400,
  maxAgeMalformed: 0,
};

export const webkit: Dialect = {
  ...spec,
  rangeDialect: "webkit",
  rangeMaximum: INT64_MAX,
  safelistTotalLimit: Number.POSITIVE_INFINITY,
  combinesRepeatedHeaders: true,
  maxAgeCap: 600,
  maxAgeSigned: true,
  maxAgeOverflows: true,
};

export const DIALECTS = { spec, chromium, firefox, webkit } as const;
