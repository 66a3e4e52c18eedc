import * as z from "zod";
import { APIS } from "../core/infrastructure/request.js";

/** The case format: what a page does, and how the server answers. The types and the JSON Schema are derived from here. */

const header = z.tuple([z.string(), z.string()]);
const text = z.string();
const seconds = z.number().min(0);

const body = z.strictObject({
  type: z.enum(["text", "urlencoded", "formdata", "blob", "bytes", "stream"]),
  value: text.default(""),
  contentType: text.nullable().default(null),
});

export const setupSchema = z.strictObject({
  api: z.enum(APIS).default("fetch"),
  url: text,
  method: text.optional(),
  headers: z.array(header).default([]),
  mode: text.default("cors"),
  credentials: text.default("same-origin"),
  redirect: text.default("follow"),
  cache: text.default("default"),
  referrer: text.default("about:client"),
  referrerPolicy: text.default(""),
  keepalive: z.boolean().default(false),
  integrity: text.default(""),
  duplex: text.nullable().default("half"),
  withCredentials: z.boolean().default(false),
  uploadListeners: z.array(text).default([]),
  async: z.boolean().default(true),
  responseType: text.default(""),
  timeout: z.number().min(0).default(0),
  crossorigin: text.nullable().default(null),
  abortAfter: seconds.nullable().default(null),
  body: body.nullable().default(null),
});

const addressSpace = z.enum(["public", "local", "loopback"]);

const pageSchema = z.strictObject({
  url: text,
  opaque: z.boolean().default(false),
  referrerPolicy: text.default(""),
  cookies: z.record(text, z.union([text, z.array(text)])).default({}),
  thirdPartyCookies: z.enum(["allow", "block"]).default("allow"),
  csp: text.nullable().default(null),
  coep: z.enum(["unsafe-none", "require-corp", "credentialless"]).default("unsafe-none"),
  addressSpace: addressSpace.nullable().default(null),
  permissions: z.record(text, text).default({}),
  extensionPermissions: z.array(text).default([]),
});

const answer = z.strictObject({
  status: z.number().int().min(100).max(599).optional(),
  statusText: text.optional(),
  headers: z.array(header).default([]),
  body: text.default(""),
  error: text.optional(),
  delay: seconds.default(0),
  type: z.enum(["default", "basic", "cors", "opaque", "opaqueredirect", "error"]).default("default"),
  redirected: z.boolean().default(false),
});

const ruleSchema = z.strictObject({
  when: z
    .strictObject({ method: text.optional(), url: text.optional(), preflight: z.boolean().optional() })
    .default({}),
  respond: answer,
  times: z.number().int().min(1).optional(),
  via: z.enum(["network", "http-cache", "service-worker"]).default("network"),
  http: z.enum(["1.1", "2"]).default("1.1"),
  addressSpace: addressSpace.nullable().default(null),
  clientCertificate: z.boolean().optional(),
});

/** A partial verdict; its own keys are checked by the comparison, which knows the verdict's fields. */
const expectation = z.record(text, z.unknown());

export const caseSchema = z.strictObject({
  $schema: text.optional(),
  id: text.optional(),
  title: text.optional(),
  page: pageSchema,
  setup: setupSchema,
  server: z.array(ruleSchema).default([]),
  // biome-ignore lint/suspicious/noThenProperty: the public format names it so
  then: z.array(setupSchema.extend({ after: seconds.default(0), expect: expectation.optional() })).default([]),
  expect: expectation.optional(),
});

/** A case as written: what has a default may be absent. */
export type Case = z.input<typeof caseSchema>;
/** A case as read: defaults filled in. */
export type ReadCase = z.output<typeof caseSchema>;
export type Rule = z.output<typeof ruleSchema>;
