import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import { parseUrl, type UrlRecord } from "../../core/infrastructure/url-record.js";
import { type CspPolicy, cspViolation, executingDirective } from "../../core/policy/content-security-policy.js";
import type { Choice } from "./answer-changes.js";
import type { PageChange } from "./change.js";

/** What the server of the page itself could say differently: a policy of its own stops requests too. */
export function pageServerChanges(outcome: FetchOutcome, page: Page): readonly Choice<PageChange>[] {
  const choices: Choice<PageChange>[] = [];
  const { failure } = outcome;
  const target = failure?.url === undefined ? outcome.request?.url : parseUrl(failure.url);
  if (failure?.directive !== undefined && page.csp !== null && target) {
    const csp = admitting(page.csp, failure.directive, target, outcome, page);
    const values = { directive: failure.directive, url: sourceFor(target) };
    choices.push([header("csp-source", "Content-Security-Policy", csp, { csp }, values)]);
  }
  if (page.coep === "require-corp") {
    const value = "credentialless";
    choices.push([header("embedder-policy", "Cross-Origin-Embedder-Policy", value, { coep: value })]);
  }
  if (failure?.member === "secure-context" && page.url.scheme === "http") {
    const url = `https:${page.url.href.slice("http:".length)}`;
    choices.push([{ at: "page", code: "page-https", set: { url }, header: null, value: url, values: { url } }]);
  }
  return choices;
}

/** What the page's author or its user can allow beside headers. */
export function pageClientChanges(outcome: FetchOutcome, page: Page): readonly Choice<PageChange>[] {
  const choices: Choice<PageChange>[] = [];
  const { failure } = outcome;
  if (
    failure?.reason === "local-network-access" &&
    failure.member !== undefined &&
    failure.member !== "secure-context"
  ) {
    const permissions = { ...page.permissions, [failure.member]: "granted" };
    choices.push([setting("permission", { permissions }, failure.member)]);
  }
  if (page.origin.opaque && page.url.isHttp) choices.push([setting("sandbox", { opaque: false }, "allow-same-origin")]);
  const target = outcome.request?.url ?? outcome.url;
  if (page.origin.serialized.includes("-extension://") && target?.isHttp === true) {
    const pattern = `${target.scheme}://${target.hostname}/*`;
    const extensionPermissions = [...page.extensionPermissions, pattern];
    choices.push([setting("extension-permission", { extensionPermissions }, pattern)]);
  }
  return choices;
}

function header(
  code: PageChange["code"],
  name: string,
  value: string,
  set: PageChange["set"],
  values: PageChange["values"] = {},
): PageChange {
  return { at: "page", code, set, header: name, value, values };
}

function setting(code: PageChange["code"], set: PageChange["set"], value: string): PageChange {
  return { at: "page", code, set, header: null, value, values: { value } };
}

/** A source that one engine does not take for this target is no help. */
const STRICTEST = { upgradedSourceNeedsWildcardPort: true, webSocketSources: "none" } as const;

/** The page's policies with this target added to the ones that refuse it, in the very directive that governs it. */
function admitting(
  policies: readonly CspPolicy[],
  directive: string,
  url: UrlRecord,
  { request }: FetchOutcome,
  page: Page,
): string {
  const asked = { destination: request?.destination ?? "", url, redirectCount: request?.redirectCount ?? 0 };
  return policies
    .map((policy) => {
      const texts = [...policy.values()];
      const governing = executingDirective(policy, directive);
      if (governing === null || cspViolation([policy], asked, page, STRICTEST) === null)
        return texts.map(({ text }) => text);
      const sources = governing.value.filter((source) => source.toLowerCase() !== "'none'");
      // default-src speaks for much else: the request gets a directive of its own.
      const isOwn = governing.name !== "default-src";
      const added = [isOwn ? governing.name : directive.replace(/-elem$/, ""), ...sources, sourceFor(url)].join(" ");
      return isOwn
        ? texts.map((one) => (one === governing ? added : one.text))
        : [...texts.map(({ text }) => text), added];
    })
    .map((texts) => texts.join("; "))
    .join(", ");
}

function sourceFor({ origin, scheme }: UrlRecord): string {
  return origin === "null" ? `${scheme}:` : origin;
}
