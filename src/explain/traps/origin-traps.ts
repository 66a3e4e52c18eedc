import { countHeader, getHeader } from "../../core/infrastructure/header-list.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import type { Values } from "../catalogs/catalog.js";
import { type Answered, firstOf, members, type Trap } from "./trap.js";

const ACAO = "access-control-allow-origin";

/** What Access-Control-Allow-Origin and -Credentials get wrong, on any answer. */
export const ORIGIN_TRAPS: readonly Trap[] = [
  { code: "allow-origin-trailing-slash", applies: ({ all }) => firstOf(all, ofOrigin(endsInSlash)) },
  { code: "allow-origin-list", applies: ({ all }) => firstOf(all, ofOrigin(isList)) },
  { code: "allow-origin-duplicate", applies: ({ all }) => firstOf(all, duplicate) },
  {
    code: "allow-origin-null",
    applies: ({ all }) =>
      firstOf(
        all,
        ofOrigin((value) => value === "null"),
      ),
  },
  { code: "allow-origin-path-or-port", applies: ({ all }) => firstOf(all, pathOrPort) },
  { code: "credentials-not-lowercase-true", applies: ({ all }) => firstOf(all, credentials(isMisspelt)) },
  {
    code: "credentials-false",
    applies: ({ all }) =>
      firstOf(
        all,
        credentials((value) => value === "false"),
      ),
  },
  { code: "wildcard-with-credentials", applies: ({ all }) => wildcards(all) },
];

function ofOrigin(isWrong: (value: string) => boolean): (answered: Answered) => Values | null {
  return ({ answer, url }) => {
    const value = getHeader(ACAO, answer.headers);
    return value !== null && isWrong(value) ? { value, url } : null;
  };
}

function endsInSlash(value: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#, ]+\/$/i.test(value);
}

function isList(value: string): boolean {
  if (!/[,\s]|\*\./.test(value)) return false;
  if (/^[^,\s]*\*\./.test(value)) return true;
  const parts = value.split(/[,\s]+/).filter((part) => part !== "");
  return new Set(parts).size > 1;
}

function duplicate({ answer, url }: Answered): Values | null {
  const value = getHeader(ACAO, answer.headers);
  if (value === null || !value.includes(",")) return null;
  const parts = value.split(",").map((part) => part.trim());
  const repeats = parts.length > 1 && new Set(parts).size === 1;
  return repeats || countHeader(ACAO, answer.headers) > 1 ? { value, url } : null;
}

function pathOrPort({ answer, url }: Answered): Values | null {
  const value = getHeader(ACAO, answer.headers);
  if (value === null || endsInSlash(value) || isList(value)) return null;
  const parsed = /^https?:\/\//i.test(value) ? parseUrl(value) : null;
  return parsed === null || parsed.origin === value ? null : { value, instead: parsed.origin, url };
}

function credentials(isWrong: (value: string) => boolean): (answered: Answered) => Values | null {
  return ({ answer, url }) => {
    const value = getHeader("access-control-allow-credentials", answer.headers);
    return value !== null && isWrong(value) ? { value, url } : null;
  };
}

function isMisspelt(value: string): boolean {
  return value !== "true" && value !== "false" && value !== "";
}

const WILDCARD_HEADERS = [
  ["access-control-allow-origin", "Access-Control-Allow-Origin"],
  ["access-control-allow-methods", "Access-Control-Allow-Methods"],
  ["access-control-allow-headers", "Access-Control-Allow-Headers"],
  ["access-control-expose-headers", "Access-Control-Expose-Headers"],
] as const;

function wildcards(all: readonly Answered[]): Values | null {
  const names = new Set<string>();
  for (const { answer, withCredentials } of all) {
    if (!withCredentials) continue;
    for (const [name, spelling] of WILDCARD_HEADERS) if (members(name, answer).includes("*")) names.add(spelling);
  }
  return names.size === 0 ? null : { names: [...names] };
}
