import { describe, expect, test } from "vitest";
import { Asker, LIMITS } from "../../src/live/ask.js";
import { type AuditReport, audit, auditPlan } from "../../src/live/audit/audit.js";
import { FINDING_CODES } from "../../src/live/audit/finding.js";
import type { AuditTarget } from "../../src/live/audit/plan.js";
import { auditCatalog, findingSentences } from "../../src/live/audit/sentences.js";
import { type BenchServer, CLEAN, FLAWED, listening, OWN } from "./audit-bench.js";

const OPTIONS = { rate: 100_000, most: 100, lang: "en" };

function targetAt(url: URL, own: string | null = OWN): AuditTarget {
  return { url, own, methods: ["PUT", "PATCH"], names: ["authorization", "content-type"], headers: [], maySend: false };
}

async function audited({ listener, own }: BenchServer, options = OPTIONS): Promise<AuditReport> {
  const { url, close } = await listening(listener);
  const asker = new Asker({ limits: LIMITS });
  try {
    return await audit(targetAt(url, own === undefined ? OWN : own), asker, options);
  } finally {
    asker.close();
    await close();
  }
}

describe("the bench", () => {
  test.each(FLAWED)("$title", async (server) => {
    const { findings } = await audited(server);
    const weighty = findings.filter(({ severity, code }) => severity !== "info" || server.flaws.includes(code));
    expect(weighty.map(({ code }) => code).sort()).toEqual([...server.flaws].sort());
    for (const finding of findings) expect(finding.evidence.length).toBeGreaterThan(0);
  });

  test.each(CLEAN)("clean: $title", async (server) => {
    const { findings } = await audited(server);
    expect(findings).toEqual([]);
  });
});

test("asks no more than it may, and tells what it left out", async () => {
  let asked = 0;
  const report = await audited(
    {
      title: "",
      flaws: [],
      listener: (_request, response) => {
        asked++;
        response.end();
      },
    },
    { ...OPTIONS, most: 12 },
  );
  expect(asked).toBe(12);
  expect(report.exchanges).toHaveLength(12);
  expect(report.leftOut).toBeGreaterThan(0);
});

test("keeps to the rate", async () => {
  const start = performance.now();
  await audited(CLEAN[0]!, { ...OPTIONS, rate: 50, most: 11 });
  expect(performance.now() - start).toBeGreaterThan(10 * 18);
});

test("sends to the host named only, and no method that changes anything", () => {
  const url = new URL("https://api.example.com/orders");
  const plan = auditPlan(targetAt(url));
  expect(new Set(plan.map(({ question }) => new URL(question.url).origin))).toEqual(new Set([url.origin]));
  expect(new Set(plan.map(({ question }) => question.method))).toEqual(new Set(["GET", "OPTIONS"]));
  expect(plan.length).toBeLessThanOrEqual(100);
});

test("an origin that no browser sends is no finding", async () => {
  const { findings, accesses } = await audited({
    title: "",
    flaws: [],
    listener: (request, response) => {
      const { origin = "" } = request.headers;
      response.setHeader("Vary", "Origin");
      if (origin === OWN || origin.includes("@") || origin === OWN.toUpperCase())
        response.setHeader("Access-Control-Allow-Origin", origin);
      response.statusCode = request.method === "OPTIONS" ? 204 : 200;
      response.end();
    },
  });
  expect(findings).toEqual([]);
  expect(accesses.filter(({ isSent }) => !isSent).map(({ candidate }) => candidate.likeness)).toEqual([
    "upper-case",
    "userinfo",
  ]);
});

describe("sentences", () => {
  test.each(["en", "zh-CN"])("every finding has them in %s, without a place left open", (lang) => {
    expect(auditCatalog(lang).language).toBe(lang);
    const values = {
      origins: ["https://a.example", "https://b.example", "https://c.example", "https://d.example"],
      explanation: "Because.",
      header: "vary",
      value: "x",
      status: "401",
      statuses: ["404", "500"],
      location: "/login",
    };
    for (const code of FINDING_CODES) {
      for (const withCredentials of [true, false]) {
        const said = findingSentences(
          { code, severity: "low", values: { ...values, withCredentials }, evidence: [] },
          lang,
        );
        for (const text of Object.values(said)) {
          expect(text).not.toMatch(/\{\w+\}/);
          expect(text.length).toBeGreaterThan(3);
        }
      }
    }
  });
});
