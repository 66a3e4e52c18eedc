import { parseUrl } from "../core/infrastructure/url-record.js";
import { withChange } from "../explain/fixes/change.js";
import type { Case } from "./case.js";
import type { Fix } from "./verdict.js";

type Rule = NonNullable<Case["server"]>[number];

/**
 * The case with fixes put in: what page code does differently, what the server answers. Judged again it shows what they are
 * worth.
 * @param given a case as in the public format
 * @param fixes of its verdict, or of one of the alternatives there
 */
export function applyFixes(given: Case, fixes: readonly Fix[]): Case {
  return fixes.reduce(applyFix, given);
}

function applyFix(given: Case, fix: Fix): Case {
  const { change, moved, urls = [], value } = fix;
  const { setup, headers, withoutHeaders, page } = change ?? {};
  const asked = {
    ...(setup !== undefined && { set: setup }),
    ...(headers !== undefined && { headers }),
    ...(withoutHeaders !== undefined && { drop: withoutHeaders }),
  } as Parameters<typeof withChange>[1];
  const rules = urls.reduce((server, url) => answersOf(url, server, fix), moving(given.server ?? [], moved));
  const isChanged = value !== undefined && urls.length > 0;
  return {
    ...given,
    page: { ...given.page, ...page },
    setup: withChange(given.setup as Parameters<typeof withChange>[0], asked) as Case["setup"],
    ...(isChanged || moved !== undefined ? { server: rules } : {}),
  };
}

/** The rules once more for where the server has moved to, behind those that speak of it already; before, where it is asked. */
function moving(server: readonly Rule[], moved: Fix["moved"]): Rule[] {
  if (moved === undefined) return [...server];
  const { from, to, path } = moved;
  const isForwarded = path !== undefined;
  const there = server.flatMap((rule): Rule[] => {
    if (rule.when?.url === undefined) return [];
    const url = parseUrl(rule.when.url);
    if (url === null || url.origin !== from || (isForwarded && `${url.path}${url.query}` !== path)) return [];
    return [{ ...rule, when: { ...rule.when, url: `${to}${url.path}${url.query}` } }];
  });
  return isForwarded ? [...there, ...server] : [...server, ...there];
}

/** Rules that speak for this URL in the same order, each answer changed, before all others. */
function answersOf(url: string, server: readonly Rule[], fix: Fix): Rule[] {
  const preflight = fix.on === "preflight";
  const changed = server.flatMap((rule): Rule[] => {
    const { when = {} } = rule;
    if (when.url !== undefined && (parseUrl(when.url)?.wire ?? when.url) !== url) return [];
    if (when.preflight !== undefined && when.preflight !== preflight) return [];
    if (preflight && when.method !== undefined && when.method !== "OPTIONS") return [];
    if (rule.respond.error !== undefined) return [{ ...rule, when: { ...when, url, preflight } }];
    return [{ ...withAnswer(rule, fix), when: { ...when, url, preflight } }];
  });
  return [...changed, ...server];
}

function withAnswer(rule: Rule, { code, header, value = "", also = [] }: Fix): Rule {
  if (code === "http2") return { ...rule, http: "2" };
  const { headers = [], ...respond } = rule.respond;
  if (header === undefined) {
    const kept = headers.filter(([name]) => name.toLowerCase() !== "location");
    return { ...rule, respond: { ...respond, status: Number(value), headers: kept } };
  }
  const kept = headers.filter(([name]) => name.toLowerCase() !== header.toLowerCase());
  const added = also.map(([name, text]): [string, string] => [name, text]);
  return { ...rule, respond: { ...respond, headers: [...kept, [header, value], ...added] } };
}
