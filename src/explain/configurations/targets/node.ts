import { allMethods, type Grant, lines, strings, type Target } from "../target.js";

const script = { language: "javascript", comment: "//" } as const;

/** The options that these packages share in all but their names. */
function options(
  grant: Grant,
  names: { readonly methods: string; readonly headers: string; readonly expose: string },
  origin: string,
): string {
  const { expose, credentials, maxAge } = grant;
  return lines(
    `  origin: ${origin},`,
    `  ${names.methods}: [${strings(allMethods(grant))}],`,
    expose.length > 0 && `  ${names.expose}: [${strings(expose)}],`,
    credentials && "  credentials: true,",
    maxAge !== null && `  maxAge: ${maxAge},`,
  );
}

const originList = ({ origins }: Grant) => (origins === "*" ? '"*"' : `[${strings(origins)}]`);
const cors = { methods: "methods", headers: "allowedHeaders", expose: "exposedHeaders" };
const short = { methods: "allowMethods", headers: "allowHeaders", expose: "exposeHeaders" };

export const express: Target = {
  name: "express",
  title: "Express (cors)",
  ...script,
  write: (grant) => [
    {
      place: "before routes and authentication (npm install cors)",
      text: lines(
        'import cors from "cors";',
        "",
        `app.use(${grant.path === "/" ? "" : `${JSON.stringify(grant.path)}, `}cors({`,
        options(grant, cors, originList(grant)),
        "  // An empty list allows none; without one, all that are asked for.",
        `  allowedHeaders: [${strings(grant.headers)}],`,
        "}));",
      ),
    },
  ],
};

export const fastify: Target = {
  name: "fastify",
  title: "Fastify (@fastify/cors)",
  ...script,
  write: (grant) => [
    {
      place: "before routes (npm install @fastify/cors)",
      text: lines(
        'import cors from "@fastify/cors";',
        "",
        "await app.register(cors, {",
        options(grant, cors, originList(grant)),
        "  // An empty list allows none; without one, all that are asked for.",
        `  allowedHeaders: [${strings(grant.headers)}],`,
        "});",
      ),
    },
  ],
  notes: ({ path }) => [path !== "/" && { code: "fastify-path", value: path }],
};

/** Where an empty list means all that are asked for: a name that needs no permission. */
const neverEmpty = ({ headers }: Grant) =>
  headers.length > 0
    ? `  allowHeaders: [${strings(headers)}],`
    : '  // An empty list would allow all that are asked for.\n  allowHeaders: ["Accept"],';

export const hono: Target = {
  name: "hono",
  title: "Hono",
  ...script,
  write: (grant) => [
    {
      place: "before routes and authentication",
      text: lines(
        'import { cors } from "hono/cors";',
        "",
        `app.use(${JSON.stringify(`${grant.path}*`)}, cors({`,
        options(grant, short, originList(grant)),
        neverEmpty(grant),
        "}));",
      ),
    },
  ],
};

export const koa: Target = {
  name: "koa",
  title: "Koa (@koa/cors)",
  ...script,
  write: (grant) => [
    {
      place: "before all other middleware (npm install @koa/cors)",
      text: lines(
        'import cors from "@koa/cors";',
        "",
        grant.origins !== "*" && `const origins = new Set([${strings(grant.origins)}]);\n`,
        "app.use(cors({",
        options(
          grant,
          short,
          grant.origins === "*" ? '"*"' : '(ctx) => (origins.has(ctx.get("Origin")) ? ctx.get("Origin") : "")',
        ),
        neverEmpty(grant),
        "}));",
      ),
    },
  ],
  notes: ({ path }) => [path !== "/" && "whole-application"],
};
