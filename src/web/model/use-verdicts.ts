import { useEffect, useMemo, useState } from "preact/hooks";
import type { ReadCase } from "../../cases/case.js";
import type { Verdict } from "../../cases/verdict.js";
import { PROFILES, verdictAt } from "./engine.js";
import { loadSiteList, SiteListNeeded } from "./site-list.js";

export type Judged =
  | { readonly verdicts: readonly Verdict[] }
  | { readonly waits: true }
  | { readonly message: string };

/** The verdict of every profile; the list of public suffixes is fetched when a host asks for it. */
export function useVerdicts(given: ReadCase, at: number, lang: string): Judged {
  const [lists, setLists] = useState(0);
  const judged = useMemo((): Judged => {
    try {
      return { verdicts: PROFILES.map((profile) => verdictAt(given, at, profile, lang)) };
    } catch (error) {
      if (error instanceof SiteListNeeded) return { waits: true };
      return { message: error instanceof Error ? error.message : String(error) };
    }
  }, [given, at, lang, lists]);
  const waits = "waits" in judged;
  useEffect(() => {
    if (waits) void loadSiteList().then(() => setLists((count) => count + 1));
  }, [waits]);
  return judged;
}
