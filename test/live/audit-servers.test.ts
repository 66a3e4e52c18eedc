import { describe, expect, test } from "vitest";
import { Asker, LIMITS } from "../../src/live/ask.js";
import { audit } from "../../src/live/audit/audit.js";
import { launch } from "../servers/server.js";
import { OWN } from "./audit-bench.js";
import { SET_UPS } from "./audit-servers.js";

describe("real servers: what is planted is found, and nothing else", () => {
  test.for(SET_UPS)(
    "$server, $title: $flaws",
    { timeout: 30_000 },
    async ({ server, program, flaws, version }, { skip }) => {
      const isThere = version() !== null;
      if (!isThere && process.env["CI"] === undefined) return skip(`${server} is not installed`);
      expect(isThere, `${server} is not installed`).toBe(true);
      const running = await launch("audited", program);
      const asker = new Asker({ limits: LIMITS });
      try {
        const target = {
          url: new URL(running.origin),
          own: OWN,
          methods: ["PUT"],
          names: ["content-type"],
          headers: [],
          maySend: false,
        };
        const { findings, error } = await audit(target, asker, { rate: 10_000, most: 100, lang: "en" });
        expect(error).toBeNull();
        expect(findings.map(({ code }) => code).sort()).toEqual([...flaws].sort());
      } finally {
        asker.close();
        await running.stop();
      }
    },
  );
});
