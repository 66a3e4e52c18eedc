import { type HeaderList, headerPairs } from "../../core/infrastructure/header-list.js";
import { DEFAULT_SETUP, type Setup, type SetupBody } from "../../core/infrastructure/setup.js";
import { prepare } from "../../core/setup/perform.js";
import { type Prepared, refused } from "../../core/setup/prepared.js";
import { Body } from "../body/body.js";
import { type ExtractedBody, extractBody, UnusableBody } from "../body/extract.js";
import { hasMethod, Payload, tagOf } from "../body/payload.js";
import type { Load } from "../loading.js";
import type { Realm } from "../realm.js";
import { type Context, complaintText } from "../words.js";
import { headerPairsOf } from "./headers.js";

/** `new Request(input, init)` or `fetch(input, init)` as page code wrote it, turned into values. */
export interface RequestRecord extends Load {
  readonly signal: AbortSignal | null;
  readonly setupBody: SetupBody | null;
}

/** What stands behind a Request of a page's; a clone is made of it. */
export class RequestBehind {
  readonly record: RequestRecord;
  readonly headers: HeaderList;
  readonly body: Body | null;

  constructor(record: RequestRecord, headers: HeaderList, body: Body | null) {
    this.record = record;
    this.headers = headers;
    this.body = body;
  }
}

/**
 * Request constructor, steps 1–40 — https://fetch.spec.whatwg.org/#dom-request: from JavaScript's values to a setup, which
 * the engine judges.
 * @param input of a Request of a page's, what stands behind it
 * @throws what the conversion of a value throws
 */
export function requestRecord(input: unknown, given: unknown, context: Context, realm: Realm): RequestRecord {
  const members = membersOf(given, context, realm);
  const behind = input instanceof RequestBehind ? input : null;
  const before = behind?.record ?? null;
  const standard = before === null && isStandardRequest(input) ? input : null;

  const start =
    before?.setup ?? (standard === null ? { ...DEFAULT_SETUP, url: `${input}` } : setupOfStandard(standard));
  const isChanged = Object.values(members).some((value) => value !== undefined);

  const keepalive = members.keepalive === undefined ? start.keepalive : Boolean(members.keepalive);
  const measured = keepalive;
  let extracted: ExtractedBody | UnusableBody | null = null;
  const bodyGiven = members.body !== undefined && members.body !== null;
  if (bodyGiven) extracted = extractBody(members.body, measured);
  else if (behind !== null) extracted = inheritedBody(behind.body, behind.record.setupBody);
  else if (standard !== null && standard.body !== null) {
    extracted = { setup: { type: "bytes", value: "", contentType: null }, payload: new Payload(standard) };
  }

  const headers =
    members.headers !== undefined
      ? headerPairsOf(members.headers, context, realm)
      : behind !== null
        ? headerPairs(behind.headers)
        : start.headers;
  const isUsable = extracted === null || !(extracted instanceof UnusableBody);
  const setup: Setup = {
    ...start,
    // A body that comes along has had its `duplex` before.
    duplex: text(members.duplex, bodyGiven ? null : "half"),
    cache: text(members.cache, start.cache),
    credentials: text(members.credentials, start.credentials),
    headers,
    integrity: text(members.integrity, start.integrity),
    keepalive,
    method: text(members.method, start.method),
    mode: text(members.mode, start.mode),
    redirect: text(members.redirect, start.redirect),
    referrer: text(members.referrer, isChanged ? "about:client" : start.referrer),
    referrerPolicy: text(members.referrerPolicy, isChanged ? "" : start.referrerPolicy),
    body: extracted !== null && !(extracted instanceof UnusableBody) ? extracted.setup : null,
  };
  const signal = signalOf(members, before?.signal ?? standard?.signal ?? null, context, realm);
  if (members.priority !== undefined && !PRIORITIES.has(`${members.priority}`)) {
    throw new TypeError(complaintText("bad-priority", context, realm, `${members.priority}`));
  }

  let prepared = prepare(setup, realm.browser);
  if (prepared.ok && members.window !== undefined && members.window !== null) {
    throw new TypeError(complaintText("window-not-null", context, realm));
  }
  if (prepared.ok && !isUsable) prepared = refused("unusable-body", {}, prepared.request.url);
  return {
    setup,
    prepared,
    signal,
    setupBody: setup.body,
    blob: before?.blob ?? realm.browser.blobUrls.hold(setup.url),
    body: extracted instanceof UnusableBody ? null : sentBody(extracted, prepared),
  };
}

function text<Otherwise>(value: unknown, otherwise: Otherwise): string | Otherwise {
  return value === undefined ? otherwise : `${value}`;
}

const PRIORITIES: ReadonlySet<string> = new Set(["high", "low", "auto"]);

/** Members of RequestInit. */
interface Members {
  readonly body?: unknown;
  readonly cache?: unknown;
  readonly credentials?: unknown;
  readonly duplex?: unknown;
  readonly headers?: unknown;
  readonly integrity?: unknown;
  readonly keepalive?: unknown;
  readonly method?: unknown;
  readonly mode?: unknown;
  readonly priority?: unknown;
  readonly redirect?: unknown;
  readonly referrer?: unknown;
  readonly referrerPolicy?: unknown;
  readonly signal?: unknown;
  readonly window?: unknown;
}

const NO_MEMBERS: Members = {};

/** Each is read once, in the order of Web IDL. */
function membersOf(given: unknown, context: Context, realm: Realm): Members {
  if (given === undefined || given === null) return NO_MEMBERS;
  if (typeof given !== "object" && typeof given !== "function") {
    throw new TypeError(complaintText("not-init", context, realm));
  }
  const { body, cache, credentials, duplex, headers, integrity, keepalive, method, mode, priority }: Members = given;
  const { redirect, referrer, referrerPolicy, signal, window }: Members = given;
  return {
    body,
    cache,
    credentials,
    duplex,
    headers,
    integrity,
    keepalive,
    method,
    mode,
    priority,
    redirect,
    referrer,
    referrerPolicy,
    signal,
    window,
  };
}

function inheritedBody(body: Body | null, setup: SetupBody | null): ExtractedBody | UnusableBody | null {
  if (body === null || setup === null) return null;
  if (body.isUnusable) return new UnusableBody();
  // The Content-Type is among the headers already, and may have been taken out of them.
  return {
    setup: { ...setup, contentType: null, type: setup.type === "stream" ? "stream" : "bytes" },
    payload: body.hand(),
  };
}

/** PROFILE firefox: a stream goes out as the text that it turned into. */
function sentBody(extracted: ExtractedBody | null, prepared: Prepared): Payload | null {
  if (extracted === null) return null;
  const isText = extracted.setup.type === "stream" && prepared.ok && prepared.request.body?.hasSource === true;
  return isText ? new Payload(prepared.request.body?.text ?? "") : extracted.payload;
}

function signalOf(
  { signal }: Members,
  inherited: AbortSignal | null,
  context: Context,
  realm: Realm,
): AbortSignal | null {
  if (signal === undefined) return inherited;
  if (signal === null) return null;
  if (!(signal instanceof AbortSignal) && !(hasMethod(signal, "addEventListener") && "aborted" in (signal as object))) {
    throw new TypeError(complaintText("not-a-signal", context, realm));
  }
  return signal as AbortSignal;
}

/** A Request of the platform or of a library, which a page in a browser would not have. */
function isStandardRequest(input: unknown): input is Request {
  return input instanceof Request || (tagOf(input) === "Request" && hasMethod(input, "arrayBuffer"));
}

function setupOfStandard(request: Request): Setup {
  return {
    ...DEFAULT_SETUP,
    url: request.url,
    method: request.method,
    headers: [...request.headers],
    mode: request.mode,
    credentials: request.credentials,
    cache: request.cache ?? "default",
    redirect: request.redirect,
    referrer: request.referrer,
    referrerPolicy: request.referrerPolicy,
    integrity: request.integrity,
    keepalive: request.keepalive,
  };
}

/** For a Request object: the body that it keeps. */
export function keptBody(record: RequestRecord): Body | null {
  return record.body === null ? null : new Body(record.body, null);
}
