import { judge } from "../../cases/judge.js";
import type { Verdict } from "../../cases/verdict.js";
import { type Access, pageAt, preflightVerdict, readingCase } from "./access.js";
import type { Finding, Severity } from "./finding.js";
import type { Likeness } from "./origins.js";
import { ANY_HEADER, ANY_METHOD } from "./plan.js";
import { type AnsweredExchange, type Exchange, isAnswered, type Purpose, replyHeader } from "./probe.js";

/** All that an audit has seen. */
export interface Evidence {
  readonly accesses: readonly Access[];
  readonly exchanges: readonly Exchange[];
  /** An origin that the server lets in, by which the rest was asked: its own, else the stranger's. */
  readonly base: Access | null;
  /** Of the model's sentences. */
  readonly lang: string;
}

type Rule = (evidence: Evidence) => readonly Finding[];

/** What the evidence shows, the worst first. */
export function findingsOf(evidence: Evidence): Finding[] {
  const found = RULES.flatMap((rule) => rule(evidence));
  return found.toSorted((a, b) => RANK[b.severity] - RANK[a.severity]);
}

const RANK: Readonly<Record<Severity, number>> = { info: 0, low: 1, medium: 2, high: 3 };

// Who gets in

/** A page of that origin gets something by it: reads an answer, or sends what needs a preflight. */
export function isLetIn(access: Access): boolean {
  return isRead(access.reads) || access.sends === true || isLetInWithCredentials(access);
}

function isLetInWithCredentials({ readsWithCredentials, sendsWithCredentials }: Access): boolean {
  return isRead(readsWithCredentials) || sendsWithCredentials === true;
}

/** Everyone is let in, and told so: that is a decision, no mistake. */
export function isPublic({ read, preflight }: Access): boolean {
  return [read, preflight].some((exchange) => isAnswered(exchange) && allowOrigin(exchange) === "*");
}

function isRead(verdict: Verdict | null): boolean {
  return verdict?.outcome === "allowed" && verdict.response?.type !== "basic";
}

function letIn({ accesses }: Evidence, ...likenesses: readonly Likeness[]): Access[] {
  return accesses.filter(
    (access) => likenesses.includes(access.candidate.likeness) && isLetIn(access) && !isPublic(access),
  );
}

/** Of a set-up that lets in whom it should not: worse when the visitor's cookies go along. */
function intruders(
  code: Finding["code"],
  accesses: readonly Access[],
  severity: { readonly withCredentials: Severity; readonly without: Severity },
): Finding[] {
  if (accesses.length === 0) return [];
  const withCredentials = accesses.some(isLetInWithCredentials);
  const worst = accesses.find((access) => isLetInWithCredentials(access) === withCredentials) ?? accesses[0]!;
  return [
    {
      code,
      severity: withCredentials ? severity.withCredentials : severity.without,
      values: {
        origins: accesses.map(({ candidate }) => candidate.origin),
        likeness: [...new Set(accesses.map(({ candidate }) => candidate.likeness))],
        withCredentials,
      },
      evidence: [worst.read, worst.preflight].filter((exchange) => exchange !== null),
    },
  ];
}

const arbitraryOrigin: Rule = (evidence) =>
  intruders("arbitrary-origin", letIn(evidence, "other"), { withCredentials: "high", without: "low" });

const nullOrigin: Rule = (evidence) =>
  intruders("null-origin", letIn(evidence, "null"), {
    withCredentials: "high",
    without: letIn(evidence, "other").length > 0 ? "low" : "medium",
  });

/** What can't be told apart from a stranger's being let in is left to that finding. */
const unlessAnyone =
  (rule: Rule): Rule =>
  (evidence) =>
    letIn(evidence, "other").length > 0 ? [] : rule(evidence);

const lookAlikeOrigin = unlessAnyone((evidence) =>
  intruders(
    "look-alike-origin",
    letIn(evidence, "prefix", "suffix", "unescaped-dot", "substring", "special-character"),
    { withCredentials: "high", without: "medium" },
  ),
);

const hostingOrigin = unlessAnyone((evidence) =>
  intruders("hosting-origin", letIn(evidence, "hosting"), { withCredentials: "high", without: "medium" }),
);

const httpOrigin = unlessAnyone((evidence) =>
  intruders("http-origin", letIn(evidence, "http-twin"), { withCredentials: "medium", without: "low" }),
);

const anySubdomain = unlessAnyone((evidence) =>
  intruders("any-subdomain", letIn(evidence, "subdomain"), { withCredentials: "medium", without: "low" }),
);

const anyPort = unlessAnyone((evidence) =>
  intruders("any-port", letIn(evidence, "port", "trailing-dot"), { withCredentials: "low", without: "info" }),
);

const localOrigin = unlessAnyone((evidence) =>
  intruders("local-origin", letIn(evidence, "local"), { withCredentials: "medium", without: "low" }),
);

// Who does not get in, and should

const ownOriginRefused: Rule = ({ accesses }) => {
  const own = accesses.find(({ candidate }) => candidate.likeness === "own");
  const verdict = own?.reads ?? null;
  if (verdict === null || !isAnswered(own?.read) || verdict.outcome === "allowed") return [];
  if (isRead(own?.readsWithCredentials ?? null) || isRedirect(own.read)) return [];
  const { reason, explanation } = verdict;
  const isMalformed = reason === "invalid-allow-origin" || reason === "multiple-allow-origin" || isNearly(own.read);
  // Nothing but preflights may be answered: then the answers to them tell.
  if (!isMalformed && own.sends === true) return [];
  const values = {
    origins: [own.candidate.origin],
    ...(reason === null ? {} : { reason }),
    explanation,
    value: allowOrigin(own.read) ?? "",
    withCredentials: false,
  };
  const code = isMalformed ? "invalid-allow-origin" : "own-origin-refused";
  return [{ code, severity: "medium", values, evidence: [own.read] }];
};

/** The right origin, written otherwise: with a slash, a path, a port, in capitals. */
function isNearly(exchange: AnsweredExchange): boolean {
  const value = allowOrigin(exchange);
  const origin = exchange.probe.candidate?.origin;
  if (value === null || origin === undefined || value === origin || !URL.canParse(value)) return false;
  return new URL(value).origin === origin;
}

/** NOTE: for a page without credentials `*` would do; with them it never does. */
const wildcardWithCredentials: Rule = ({ accesses }) => {
  const broken = accesses.find(
    ({ reads, readsWithCredentials, read }) =>
      isRead(reads) &&
      readsWithCredentials?.reason === "wildcard-with-credentials" &&
      isAnswered(read) &&
      replyHeader(read.reply, "access-control-allow-credentials") !== null,
  );
  if (broken === undefined || broken.read === null) return [];
  const { explanation } = broken.readsWithCredentials!;
  return [
    {
      code: "wildcard-with-credentials",
      severity: "low",
      values: { explanation, withCredentials: true },
      evidence: [broken.read],
    },
  ];
};

const SINGLE = ["access-control-allow-origin", "access-control-allow-credentials", "access-control-max-age"] as const;

const duplicateHeader: Rule = ({ exchanges }) =>
  SINGLE.flatMap((header): Finding[] => {
    const twice = exchanges.filter(isAnswered).find(({ reply }) => linesOf(reply, header).length > 1);
    if (twice === undefined) return [];
    const value = linesOf(twice.reply, header).join(" | ");
    return [
      {
        code: "duplicate-header",
        severity: "medium",
        values: { header, value, withCredentials: false },
        evidence: [twice],
      },
    ];
  });

// Caches

/** The answer depends on who asks, and does not say so: a cache gives one origin what was meant for another. */
const missingVary: Rule = ({ exchanges }) => {
  const reads = exchanges
    .filter(isAnswered)
    .filter(({ probe }) => probe.purpose === "read" || probe.purpose === "plain");
  const differing = reads.find((one) => allowOrigin(one) !== allowOrigin(reads[0]!));
  if (reads[0] === undefined || differing === undefined) return [];
  const silent = reads.find((one) => allowOrigin(one) !== null && !variesByOrigin(one)) ?? null;
  const plain = reads.find((one) => one.probe.purpose === "plain" && allowOrigin(one) === null && !variesByOrigin(one));
  const without = silent ?? plain ?? null;
  if (without === null || !isStorable(without)) return [];
  const allowed = reads.find((one) => allowOrigin(one) !== null);
  const refused = without === allowed ? reads.find((one) => allowOrigin(one) !== allowOrigin(without)) : allowed;
  const victim = refused?.probe.candidate?.origin ?? without.probe.candidate?.origin ?? "";
  const values = {
    origins: victim === "" ? [] : [victim],
    value: replyHeader(without.reply, "vary") ?? "",
    withCredentials: false,
  };
  return [
    {
      code: "missing-vary",
      severity: "medium",
      values,
      evidence: [without, ...(refused === undefined ? [] : [refused])],
    },
  ];
};

function variesByOrigin({ reply }: AnsweredExchange): boolean {
  const names = (replyHeader(reply, "vary") ?? "").split(",").map((name) => name.trim().toLowerCase());
  return names.includes("origin") || names.includes("*");
}

/** A cache may keep it: what is not to be stored can't be given to another. */
function isStorable({ reply }: AnsweredExchange): boolean {
  return !/(?:^|[\s,])no-store(?:$|[\s,])/i.test(replyHeader(reply, "cache-control") ?? "");
}

const cachedForAnother: Rule = ({ exchanges }) => {
  const again = exchanges.filter(isAnswered).find(({ probe }) => probe.purpose === "read-again");
  const first = exchanges
    .filter(isAnswered)
    .find(({ probe }) => probe.purpose === "read" && probe.candidate?.origin === again?.probe.candidate?.origin);
  if (again === undefined || first === undefined || allowOrigin(again) === allowOrigin(first)) return [];
  const values = {
    origins: [first.probe.candidate?.origin ?? ""],
    value: allowOrigin(again) ?? "",
    withCredentials: false,
  };
  return [{ code: "cached-for-another", severity: "high", values, evidence: [first, again] }];
};

// Preflights and errors

/** Who shows a client certificate is answered, and a preflight, which shows none, does not come to that. */
const preflightWithoutCertificate: Rule = ({ base }) => {
  if (base === null || !isAnswered(base.read) || base.preflight === null || base.preflight.reply.ok) return [];
  const { error } = base.preflight.reply;
  if (error !== "client-certificate" && error !== "tls") return [];
  const code = "preflight-behind-certificate";
  return [{ code, severity: "medium", values: { withCredentials: false }, evidence: [base.preflight] }];
};

/** The answer may be read, and yet no preflight comes through: by its status, whatever it asks for. */
const preflightStopped: Rule = ({ base, lang }) => {
  const { preflight, reads, readsWithCredentials } = base ?? {
    preflight: null,
    reads: null,
    readsWithCredentials: null,
  };
  if (!isAnswered(preflight) || !(isRead(reads) || isRead(readsWithCredentials))) return [];
  const page = pageAt(preflight.probe.candidate?.origin ?? "");
  if (page === null) return [];
  const { reason, explanation } = preflightVerdict(page, preflight, isRead(reads) ? "omit" : "include", lang);
  const { status } = preflight.reply;
  const isAuth = status === 401 || status === 403 || status === 407;
  if (isRedirect(preflight)) {
    const location = replyHeader(preflight.reply, "location") ?? "";
    return [
      {
        code: "preflight-redirected",
        severity: "medium",
        values: { status: String(status), location, explanation, withCredentials: false },
        evidence: [preflight],
      },
    ];
  }
  const isUnread = reason === "missing-allow-origin" && allowOrigin(preflight) === null;
  if (!isAuth && reason !== "preflight-status" && !isUnread) return [];
  if (isAuth && status === 403 && allowOrigin(preflight) !== null && reason !== "preflight-status") return [];
  const code = isAuth ? "preflight-behind-auth" : "preflight-refused";
  const severity = isAuth ? "medium" : "low";
  return [
    { code, severity, values: { status: String(status), explanation, withCredentials: false }, evidence: [preflight] },
  ];
};

const redirectWithoutCors: Rule = ({ accesses }) => {
  const own = accesses.find(({ candidate }) => candidate.likeness === "own");
  if (!isAnswered(own?.read) || !isRedirect(own.read) || own.reads?.stage !== "redirect") return [];
  const values = {
    status: String(own.read.reply.status),
    location: replyHeader(own.read.reply, "location") ?? "",
    explanation: own.reads.explanation,
    withCredentials: false,
  };
  return [{ code: "redirect-without-cors", severity: "medium", values, evidence: [own.read] }];
};

const ERRORS: readonly Purpose[] = ["not-found", "wrong-method"];

/** The page may read what goes well, and learns nothing of what goes wrong. */
const errorsWithoutCors: Rule = ({ base, exchanges }) => {
  if (base === null || !(isRead(base.reads) || isRead(base.readsWithCredentials))) return [];
  const page = pageAt(base.candidate.origin);
  const credentials = isRead(base.reads) ? "omit" : "include";
  const silent = exchanges
    .filter(isAnswered)
    .filter(({ probe, reply }) => ERRORS.includes(probe.purpose) && reply.status >= 400)
    .filter((exchange) => page !== null && judge(readingCase(page, exchange, credentials)).outcome === "blocked");
  if (silent.length === 0) return [];
  const statuses = [...new Set(silent.map(({ reply }) => String(reply.status)))];
  return [
    { code: "errors-without-cors", severity: "low", values: { statuses, withCredentials: false }, evidence: silent },
  ];
};

// What else is let through

/** A method or header that nobody uses is granted: with credentials, or to anyone, that is more than is meant. */
const anyMethod: Rule = (evidence) => anything(evidence, "preflight-method", ANY_METHOD, "any-method");
const anyHeader: Rule = (evidence) => anything(evidence, "preflight-header", ANY_HEADER, "any-header");

function anything(
  { base, exchanges, lang }: Evidence,
  purpose: Purpose,
  asked: string,
  code: "any-method" | "any-header",
): Finding[] {
  const exchange = exchanges.find(({ probe }) => probe.purpose === purpose && probe.asked === asked);
  const page = pageAt(base?.candidate.origin ?? "");
  if (!isAnswered(exchange) || page === null) return [];
  const withCredentials = preflightVerdict(page, exchange, "include", lang).stage === "network";
  if (!withCredentials) return [];
  return [{ code, severity: "info", values: { value: asked, withCredentials }, evidence: [exchange] }];
}

/** `*` lists every header but one. */
const authorizationByWildcard: Rule = ({ base, exchanges, lang }) => {
  const exchange = exchanges.find(
    ({ probe }) => probe.purpose === "preflight-header" && probe.asked === "authorization",
  );
  const page = pageAt(base?.candidate.origin ?? "");
  if (!isAnswered(exchange) || page === null) return [];
  const verdict = preflightVerdict(page, exchange, "omit", lang);
  if (verdict.reason !== "authorization-needs-explicit-header") return [];
  return [
    {
      code: "authorization-by-wildcard",
      severity: "low",
      values: { explanation: verdict.explanation, withCredentials: false },
      evidence: [exchange],
    },
  ];
};

/** Firefox's cap, the longest: Chromium keeps 7200 seconds, WebKit 600. */
const LONGEST_MAX_AGE = 86_400;

const maxAgeBeyondCaps: Rule = ({ exchanges }) => {
  const long = exchanges
    .filter(isAnswered)
    .find(({ reply }) => Number(replyHeader(reply, "access-control-max-age") ?? 0) > LONGEST_MAX_AGE);
  if (long === undefined) return [];
  const value = replyHeader(long.reply, "access-control-max-age") ?? "";
  return [
    { code: "max-age-beyond-caps", severity: "info", values: { value, withCredentials: false }, evidence: [long] },
  ];
};

const exposesEverything: Rule = ({ base }) => {
  if (!isAnswered(base?.read)) return [];
  const names = (replyHeader(base.read.reply, "access-control-expose-headers") ?? "")
    .split(",")
    .map((name) => name.trim());
  if (!names.includes("*")) return [];
  const withCredentials = isRead(base.readsWithCredentials);
  const code = withCredentials ? "expose-wildcard-with-credentials" : "exposes-everything";
  return [{ code, severity: withCredentials ? "low" : "info", values: { withCredentials }, evidence: [base.read] }];
};

const RULES: readonly Rule[] = [
  arbitraryOrigin,
  nullOrigin,
  lookAlikeOrigin,
  hostingOrigin,
  httpOrigin,
  anySubdomain,
  anyPort,
  localOrigin,
  ownOriginRefused,
  wildcardWithCredentials,
  duplicateHeader,
  missingVary,
  cachedForAnother,
  preflightWithoutCertificate,
  preflightStopped,
  redirectWithoutCors,
  errorsWithoutCors,
  anyMethod,
  anyHeader,
  authorizationByWildcard,
  maxAgeBeyondCaps,
  exposesEverything,
];

function allowOrigin({ reply }: AnsweredExchange): string | null {
  return replyHeader(reply, "access-control-allow-origin");
}

function isRedirect({ reply }: AnsweredExchange): boolean {
  return [301, 302, 303, 307, 308].includes(reply.status) && replyHeader(reply, "location") !== null;
}

function linesOf({ headers }: AnsweredExchange["reply"], name: string): string[] {
  return headers.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value);
}
