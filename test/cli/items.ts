import type { Case } from "../../src/cases/case.js";
import { judgeAll } from "../../src/cases/judge.js";
import type { Verdict } from "../../src/cases/verdict.js";
import type { Item } from "../../src/cli/formats/item.js";
import type { ProfileName } from "../../src/core/profiles/profile.js";

/** Verdicts as `replay` gives them, from cases: their recordings would look like this. */

const APP = "https://app.example";

export interface Recorded {
  readonly setup: Case["setup"];
  readonly server: Case["server"];
  readonly extra?: Partial<Verdict>;
  readonly profile?: ProfileName;
}

export const ALLOWED: Recorded = {
  setup: { url: "https://api.example/products" },
  server: [{ respond: { status: 200, headers: [["Access-Control-Allow-Origin", "*"]] } }],
};

export const BLOCKED: Recorded = {
  setup: { url: "https://api.example/news?page=2" },
  server: [{ respond: { status: 200 } }],
  extra: { observed: { outcome: "blocked", evidence: "response._error net::ERR_FAILED" }, agrees: true },
};

export const PREFLIGHTED: Recorded = {
  setup: { url: "https://api.example/orders/7", method: "DELETE", headers: [["X-Reason", "late"]] },
  server: [
    {
      when: { preflight: true },
      respond: {
        status: 204,
        headers: [
          ["Access-Control-Allow-Origin", APP],
          ["Access-Control-Allow-Methods", "PUT"],
          ["Vary", "Origin"],
        ],
      },
    },
  ],
  extra: {
    assumed: [{ field: "credentials", value: "same-origin", because: "no cookie was sent", confidence: "medium" }],
  },
};

export const DISAGREEING: Recorded = {
  ...ALLOWED,
  extra: { observed: { outcome: "blocked", evidence: "response._error net::ERR_FAILED" }, agrees: false },
};

/** A server that would like to steer the terminal. */
export const HOSTILE: Recorded = {
  setup: { url: "https://api.example/%7C`|*<b>", api: "xhr" },
  server: [
    { respond: { status: 200, headers: [["Access-Control-Allow-Origin", "\x1b[31m|`\x9b31m::error::%0A,<script>"]] } },
  ],
};

export function itemOf(recorded: Recorded, entry: number): Item {
  const { setup, server, extra, profile = "spec" } = recorded;
  const [verdict] = judgeAll({ id: `entry-${entry}`, page: { url: `${APP}/` }, setup, server }, { profile });
  if (verdict === undefined) throw new Error("a case has a verdict");
  const asked = { api: setup.api ?? "fetch", method: setup.method ?? "GET", url: setup.url };
  const source = { file: "session.har", entry };
  return { verdict: { ...verdict, source, ...extra }, asked, file: "session.har" };
}
