import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import type { Scene } from "../scene.js";
import { cspDirective, spelledOut } from "./csp-directive.js";
import { upgradedByPolicy } from "./upgraded-urls.js";

/** The line about a Content-Security-Policy that forbids; scripts and style sheets have sentences of their own. */
export function policyLine(scene: Scene, url: string): string {
  const directive = cspDirective(scene);
  const { failure, page } = scene;
  const policy = written(spelledOut(failure.policy ?? failure.directive ?? ""), page);
  const because = `because it violates the following directive: “${policy}”`;
  const said = "Content-Security-Policy: The page’s settings blocked";
  if (directive === "script-src-elem")
    return `${said} a script (${directive}) at ${url} from being executed ${because}`;
  if (directive === "style-src-elem") return `${said} a style (${directive}) at ${url} from being applied ${because}`;
  return `${said} the loading of a resource (${directive}) at ${url} ${because}`;
}

/** URLs that `upgrade-insecure-requests` took to https. */
export function policyUpgradeLines(outcome: FetchOutcome, page: Page): string[] {
  return upgradedByPolicy(outcome, page).map(
    (url) => `Content-Security-Policy: Upgrading insecure request ‘${url}’ to use ‘https’`,
  );
}

/** A directive as the engine writes it back: hosts without a scheme have got the page's, no source at all is 'none'. */
function written(policy: string, page: Page): string {
  const [name, ...sources] = policy.split(" ");
  if (sources.length === 0) return name === "" ? "" : `${name} 'none'`;
  return [name, ...sources.map((source) => sourceAsKept(source, page))].join(" ");
}

function sourceAsKept(source: string, page: Page): string {
  if (source.startsWith("'")) return source;
  const kept = source.replace(/^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?[^/]*/i, (authority) => authority.toLowerCase());
  return isBareHost(source) ? `${page.url.scheme}://${kept}` : kept;
}

function isBareHost(source: string): boolean {
  return source !== "*" && !source.startsWith("'") && !/^[a-z][a-z0-9+.-]*:(?:\/\/|$)/i.test(source);
}
