import type { RequestListener } from "node:http";
import type { Case } from "../../src/cases/case.js";

/** A call to a server that answers in one way; what comes of it a real browser says too. */
export interface CheckedCall {
  readonly title: string;
  readonly setup: Omit<Case["setup"], "url">;
  /** Headers of the answer to each method; `*` is the page's origin. */
  readonly preflight?: Answer;
  readonly answer?: Answer;
  readonly outcome: string;
  readonly reason: string | null;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

const ACAO = "Access-Control-Allow-Origin";
const ACAC = "Access-Control-Allow-Credentials";
const ACAM = "Access-Control-Allow-Methods";
const ACAH = "Access-Control-Allow-Headers";
const PAGE = "{page}";

export const CALLS: readonly CheckedCall[] = [
  { title: "allowed", setup: {}, answer: { headers: { [ACAO]: PAGE } }, outcome: "allowed", reason: null },
  {
    title: "allowed with credentials",
    setup: { credentials: "include" },
    answer: { headers: { [ACAO]: PAGE, [ACAC]: "true" } },
    outcome: "allowed",
    reason: null,
  },
  {
    title: "allowed after a preflight",
    setup: { method: "PUT", headers: [["X-A", "1"]] },
    preflight: { status: 204, headers: { [ACAO]: PAGE, [ACAM]: "PUT", [ACAH]: "x-a" } },
    answer: { headers: { [ACAO]: PAGE } },
    outcome: "allowed",
    reason: null,
  },
  { title: "opaque", setup: { mode: "no-cors" }, outcome: "opaque", reason: null },
  { title: "no header", setup: {}, outcome: "blocked", reason: "missing-allow-origin" },
  {
    title: "another origin",
    setup: {},
    answer: { headers: { [ACAO]: "https://other.example" } },
    outcome: "blocked",
    reason: "allow-origin-mismatch",
  },
  {
    title: "two values",
    setup: {},
    answer: { headers: { [ACAO]: [PAGE, PAGE] } },
    outcome: "blocked",
    reason: "multiple-allow-origin",
  },
  {
    title: "no origin at all",
    setup: {},
    answer: { headers: { [ACAO]: "localhost" } },
    outcome: "blocked",
    reason: "invalid-allow-origin",
  },
  {
    title: "* with credentials",
    setup: { credentials: "include" },
    answer: { headers: { [ACAO]: "*" } },
    outcome: "blocked",
    reason: "wildcard-with-credentials",
  },
  {
    title: "credentials not allowed",
    setup: { credentials: "include" },
    answer: { headers: { [ACAO]: PAGE } },
    outcome: "blocked",
    reason: "allow-credentials-missing",
  },
  {
    title: "credentials allowed in capitals",
    setup: { credentials: "include" },
    answer: { headers: { [ACAO]: PAGE, [ACAC]: "TRUE" } },
    outcome: "blocked",
    reason: "allow-credentials-invalid",
  },
  {
    title: "preflight refused",
    setup: { method: "DELETE" },
    preflight: { status: 401 },
    outcome: "blocked",
    reason: "missing-allow-origin",
  },
  {
    title: "preflight of a bad status",
    setup: { method: "DELETE" },
    preflight: { status: 405, headers: { [ACAO]: "*" } },
    outcome: "blocked",
    reason: "preflight-status",
  },
  {
    title: "preflight redirected",
    setup: { method: "DELETE" },
    preflight: { status: 301, headers: { [ACAO]: "*", Location: "/elsewhere" } },
    outcome: "blocked",
    reason: "preflight-redirected",
  },
  {
    title: "method not listed",
    setup: { method: "DELETE" },
    preflight: { status: 204, headers: { [ACAO]: "*", [ACAM]: "PUT" } },
    outcome: "blocked",
    reason: "method-not-allowed",
  },
  {
    title: "header not listed",
    setup: { headers: [["X-A", "1"]] },
    preflight: { status: 204, headers: { [ACAO]: "*" } },
    outcome: "blocked",
    reason: "header-not-allowed",
  },
  {
    title: "Authorization by *",
    setup: { headers: [["Authorization", "x"]] },
    preflight: { status: 204, headers: { [ACAO]: "*", [ACAH]: "*" } },
    answer: { headers: { [ACAO]: "*" } },
    outcome: "allowed",
    reason: null,
  },
  {
    title: "a list that is none",
    setup: { method: "DELETE" },
    preflight: { status: 204, headers: { [ACAO]: "*", [ACAM]: "PUT DELETE" } },
    outcome: "blocked",
    reason: "invalid-allow-methods",
  },
  {
    title: "a redirect without the header",
    setup: {},
    answer: { status: 302, headers: { Location: "/elsewhere" } },
    outcome: "blocked",
    reason: "missing-allow-origin",
  },
  {
    title: "a redirect that is refused",
    setup: { redirect: "error" },
    answer: { status: 302, headers: { [ACAO]: "*", Location: "/elsewhere" } },
    outcome: "failed",
    reason: "redirect-mode-error",
  },
  {
    title: "a resource policy",
    setup: { mode: "no-cors" },
    answer: { headers: { "Cross-Origin-Resource-Policy": "same-origin" } },
    outcome: "blocked",
    reason: "corp-blocked",
  },
  { title: "a mode that forbids it", setup: { mode: "same-origin" }, outcome: "failed", reason: "same-origin-mode" },
];

/** Answers each call under its number. */
export function answering(page: string): RequestListener {
  return ({ url = "", method }, response) => {
    const call = CALLS[Number(/^\/(\d+)$/.exec(url)?.[1] ?? -1)];
    const answer = method === "OPTIONS" ? call?.preflight : call?.answer;
    for (const [name, value] of Object.entries(answer?.headers ?? {})) {
      const values = typeof value === "string" ? [value] : value;
      response.setHeader(
        name,
        values.map((each) => each.replace(PAGE, page)),
      );
    }
    response.statusCode = answer?.status ?? (method === "OPTIONS" ? 204 : 200);
    response.end(method === "OPTIONS" ? undefined : "body");
  };
}
