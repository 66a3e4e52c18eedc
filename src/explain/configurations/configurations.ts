import { languageOf, phrase } from "../language.js";
import { pickLanguage } from "../pick-language.js";
import { notesEn } from "./en.js";
import type { Note, NoteTexts } from "./note.js";
import { type CorsPolicy, PolicyError, readPolicy } from "./policy.js";
import type { Grant, Part, Target } from "./target.js";
import { apache } from "./targets/apache.js";
import { aspnet } from "./targets/aspnet.js";
import { caddy } from "./targets/caddy.js";
import { apiGateway, cloudfront, gcs, s3 } from "./targets/cloud.js";
import { workers } from "./targets/cloudflare-workers.js";
import { envoy } from "./targets/envoy.js";
import { go } from "./targets/go.js";
import { haproxy } from "./targets/haproxy.js";
import { laravel } from "./targets/laravel.js";
import { nginx } from "./targets/nginx.js";
import { express, fastify, hono, koa } from "./targets/node.js";
import { django, fastapi, flask } from "./targets/python.js";
import { rails } from "./targets/ruby.js";
import { spring } from "./targets/spring.js";
import { traefik } from "./targets/traefik.js";
import { TESTED } from "./tested.js";
import { notesZhCn } from "./zh-cn.js";

/** Servers first, then frameworks by language, then services. */
const ALL = [
  ...[nginx, apache, caddy, haproxy, traefik, envoy],
  ...[express, fastify, hono, koa],
  ...[flask, django, fastapi, rails, laravel, go, spring, aspnet],
  ...[s3, apiGateway, cloudfront, workers, gcs],
] as const;

const BY_NAME: ReadonlyMap<string, Target> = new Map(ALL.map((target) => [target.name, target]));

export interface ConfigurationTarget {
  readonly name: string;
  /** As people call it. */
  readonly title: string;
  /** What a server with such a configuration was tested on; null: untested. */
  readonly tested: string | null;
}

/** What `configurationFor` can write. */
export const CONFIGURATION_TARGETS: readonly ConfigurationTarget[] = ALL.map(({ name, title }) => ({
  name,
  title,
  tested: TESTED[name] ?? null,
}));

export interface ConfigurationPolicy extends CorsPolicy {
  /** Prefix of the paths that it is for; all unless given. */
  readonly path?: string;
}

interface ConfigurationOptions {
  /** Of the notes: a BCP 47 tag; English unless given. */
  readonly lang?: string;
}

export interface Configuration extends ConfigurationTarget {
  /** Of the text, as editors call it. */
  readonly language: string;
  /** What goes where. */
  readonly parts: readonly Part[];
  /** All of it, each part under a comment that names its place. */
  readonly text: string;
  /** What the target can't be told, or does otherwise. */
  readonly notes: readonly string[];
}

const NOTES: Readonly<Record<string, NoteTexts>> = { en: notesEn, "zh-CN": notesZhCn };

/**
 * A policy in the language of a server, framework or service.
 * @param target a name of CONFIGURATION_TARGETS
 * @throws PolicyError when the policy can't mean what it says, or not in a configuration
 * @throws TypeError when there is no such target
 */
export function configurationFor(
  target: string,
  policy: ConfigurationPolicy,
  { lang = "en" }: ConfigurationOptions = {},
): Configuration {
  const known = BY_NAME.get(target);
  if (known === undefined) {
    throw new TypeError(`no target ${JSON.stringify(target)}: one of ${[...BY_NAME.keys()].join(", ")}`);
  }
  const grant = grantOf(policy);
  const { name, title, language, comment, write, notes } = known;
  const say = (note: Note) => phrase(pickLanguage(NOTES, lang), note, languageOf(lang));
  const parts = write(grant).map(({ place, text }) => ({
    place: typeof place === "string" ? place : say(place),
    text,
  }));
  const heading = ({ place }: Part) => (comment === null ? "" : `${comment} ${place}\n`);
  return {
    name,
    title,
    tested: TESTED[name] ?? null,
    language,
    parts,
    text: parts.map((part) => `${heading(part)}${part.text}\n`).join("\n"),
    notes: (notes?.(grant) ?? []).filter((note) => note !== false).map(say),
  };
}

function grantOf({ path = "/", ...policy }: ConfigurationPolicy): Grant {
  const { credentials, maxAge } = readPolicy(policy);
  if (!/^\/[\w.~/-]*$/.test(path)) {
    throw new PolicyError(
      "path",
      `expected a path of letters, digits and ._~-, such as "/api/"; got ${JSON.stringify(path)}`,
    );
  }
  return {
    origins: policy.origins === "*" ? "*" : named(policy.origins),
    methods: byName("methods", policy.methods).filter((method) => !SAFELISTED.has(method)),
    headers: byName("headers", policy.headers),
    expose: byName("expose", policy.expose),
    credentials,
    maxAge,
    path,
  };
}

const SAFELISTED: ReadonlySet<string> = new Set(["GET", "HEAD", "POST"]);

function named(origins: Exclude<CorsPolicy["origins"], "*">): readonly string[] {
  if (typeof origins === "function" || !origins.every((origin) => typeof origin === "string")) {
    throw new PolicyError("origins", "a configuration names each origin: patterns and functions are for code");
  }
  return [...new Set(origins as readonly string[])];
}

function byName(field: "methods" | "headers" | "expose", names: CorsPolicy["methods"]): readonly string[] {
  if (names === "*") throw new PolicyError(field, 'a configuration lets in no more than it has to: name each, not "*"');
  return [...new Set(names ?? [])];
}
