import type { MakeFormat } from "./format.js";
import { github } from "./github.js";
import { json } from "./json.js";
import { junit } from "./junit.js";
import { markdown } from "./markdown.js";
import type { CasesFormatName, CheckFormatName, ReplayFormatName } from "./names.js";
import { ndjson } from "./ndjson.js";
import { prettyCases } from "./pretty-cases.js";
import { prettyReplay } from "./pretty-replay.js";
import { sarif } from "./sarif.js";
import { tap } from "./tap.js";

// Not loaded one by one: all together cost less at start-up than one more file.
export const REPLAY_FORMATS: Readonly<Record<ReplayFormatName, MakeFormat>> = {
  pretty: prettyReplay,
  json,
  ndjson,
  junit,
  sarif,
  markdown,
  github,
};

export const CASES_FORMATS: Readonly<Record<CasesFormatName, MakeFormat>> = {
  pretty: prettyCases,
  tap,
  json,
  ndjson,
  junit,
};

export const CHECK_FORMATS: Readonly<Record<CheckFormatName, MakeFormat>> = {
  ...CASES_FORMATS,
  sarif,
  markdown,
  github,
};
