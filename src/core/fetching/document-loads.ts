import type { Request } from "../infrastructure/request.js";
import type { FilteredResponse } from "../infrastructure/response.js";
import { withoutFragment } from "../infrastructure/url-record.js";
import type { DocumentLoadsDialect } from "../profiles/dialects/document-loads.js";
import type { Failure, Stage } from "../reasons.js";
import type { FetchOutcome } from "./outcome.js";

type Ending =
  | { readonly ok: true; readonly response: FilteredResponse }
  | { readonly ok: false; readonly failure: Failure; readonly stage: Stage };

interface Kept {
  readonly mode: string;
  readonly ending: Ending;
}

/**
 * What a document has loaded and uses again, whatever the HTTP cache may do: its list of available images —
 * https://html.spec.whatwg.org/#list-of-available-images — and its module map — https://html.spec.whatwg.org/#module-map.
 * Ours: both of one document, as a page has but one.
 */
export class DocumentLoads {
  private kept = new Map<string, Kept>();

  /** How the same load ended before; null: there was none, or it has to be made again. */
  find(request: Request, dialect: DocumentLoadsDialect): Ending | null {
    const key = keyOf(request, dialect);
    const known = key === null ? undefined : this.kept.get(key);
    return known !== undefined && known.mode === modeOf(request) ? known.ending : null;
  }

  /** Remembers how a load ended. @param start its request as it began */
  keep(start: Request, outcome: FetchOutcome, dialect: DocumentLoadsDialect): void {
    if (outcome.exchanges.length === 0) return;
    const { loadsThatReplaceImages: replacing } = dialect;
    // PROFILE chromium, webkit: one memory cache holds all that was loaded last from a URL —
    // third_party/blink/renderer/platform/loader/fetch/resource_fetcher.cc, Source/WebCore/loader/cache/CachedResourceLoader.cpp.
    if (replacing === "all" || (replacing === "all but no-store" && start.cacheMode !== "no-store")) {
      this.kept.delete(imageKey(start, dialect));
    }
    const key = keyOf(start, dialect);
    const ending = key === null ? null : endingOf(start, outcome, dialect);
    if (key !== null && ending !== null) this.kept.set(key, { mode: modeOf(start), ending });
  }

  /** A copy, to run the same again. */
  fork(): DocumentLoads {
    const copy = new DocumentLoads();
    copy.kept = new Map(this.kept);
    return copy;
  }
}

function keyOf(request: Request, dialect: DocumentLoadsDialect): string | null {
  if (request.api === "module-script") return `module ${request.url.href}`;
  return request.api === "img" ? imageKey(request, dialect) : null;
}

/** One entry for each mode, or for each URL without its fragment. */
function imageKey(request: Request, { loadsThatReplaceImages: replacing }: DocumentLoadsDialect): string {
  const { href } = request.url;
  return replacing === "none" ? `image ${modeOf(request)} ${href}` : `image ${withoutFragment(href)}`;
}

/** An image's CORS settings; a module is the same whoever asks. */
function modeOf({ api, mode, credentialsMode }: Request): string {
  return api === "img" ? `${mode} ${credentialsMode}` : "";
}

function endingOf({ api }: Request, outcome: FetchOutcome, dialect: DocumentLoadsDialect): Ending | null {
  const { response, failure, stage } = outcome;
  if (response !== null) {
    const varies = response.internal.headers.some(({ name, value }) => name === "vary" && value.trim() === "*");
    return api === "img" && varies && dialect.variedImagesAreAskedForAgain ? null : { ok: true, response };
  }
  const stays = api === "module-script" && dialect.failedModulesStay && failure !== null && stage !== null;
  return stays ? { ok: false, failure, stage } : null;
}
