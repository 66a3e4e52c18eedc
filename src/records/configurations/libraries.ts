import { type Finding, finding, lineAt, type ServerConfiguration } from "./configuration.js";
import { configurationOf, type Granting } from "./granting.js";
import { asPattern, inBrackets, type Written, writtenAt } from "./literals.js";

/** How a library is told whom to let in. */
interface Library {
  readonly target: string | null;
  readonly title: string;
  /** What shows that it is used; where it ends in a bracket, its options are in there. */
  readonly found: RegExp;
  /** Where its options are said; `value` begins behind. */
  readonly keys: Readonly<Partial<Record<keyof Options, RegExp>>>;
  /** What it does where it is told nothing. */
  readonly defaults: Partial<Granting>;
  /** Calls without a value that say all: `AllowAnyOrigin()`. */
  readonly switches?: readonly (readonly [RegExp, Partial<Granting>])[];
  /** One origin by itself it sends to everyone. */
  readonly fixes?: boolean;
  /** It takes methods in small letters too. */
  readonly raises?: boolean;
  readonly options?: (text: string, index: number, found: string) => string;
}

interface Options {
  readonly origins: Written;
  readonly patterns: Written;
  readonly methods: Written;
  readonly headers: Written;
  readonly expose: Written;
  readonly credentials: Written;
  readonly maxAge: Written;
}

const NONE: Granting = {
  origins: [],
  patterns: [],
  echoes: false,
  methods: [],
  headers: [],
  expose: [],
  credentials: false,
  maxAge: null,
  preflightStatus: 200,
  star: "sent",
  isFixed: false,
  knowsWildcards: false,
};

const key = (names: string): RegExp => new RegExp(`(?:^|[^\\w.])["']?(?:${names})["']?\\s*(?::|=>|=(?![=>]))\\s*`, "m");
const call = (names: string): RegExp => new RegExp(`\\b(?:${names})\\s*(?=\\()`);

const ALL_METHODS = ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"];

const NODE_KEYS = {
  origins: key("origins?"),
  methods: key("methods|allowMethods"),
  headers: key("allowedHeaders|allowHeaders"),
  expose: key("exposedHeaders|exposeHeaders"),
  credentials: key("credentials"),
  maxAge: key("maxAge"),
};

const SPRING_ANY: Partial<Granting> = { origins: ["*"], methods: ["GET", "HEAD", "POST"], headers: null };

const LIBRARIES: readonly Library[] = [
  {
    target: "express",
    title: "Express (cors)",
    found: /(?:\b(?:use|options|get|post|all)\s*\([^()\n]{0,40}?\bcors|\benableCors)\s*\(/,
    keys: NODE_KEYS,
    defaults: { origins: ["*"], methods: ALL_METHODS, headers: null, preflightStatus: 204, star: "sent" },
    fixes: true,
    options: callOptions,
  },
  {
    target: "fastify",
    title: "Fastify (@fastify/cors)",
    found:
      /\bregister\s*\(\s*(?:cors|fastifyCors|require\(["'](?:@fastify\/cors|fastify-cors)["']\)|import\(["']@fastify\/cors["']\))/,
    keys: NODE_KEYS,
    defaults: { origins: ["*"], methods: ["GET", "HEAD", "POST"], headers: null, preflightStatus: 204, star: "sent" },
    fixes: true,
  },
  {
    target: null,
    title: "Socket.IO",
    found: /\b(?:socket|io|Server|WebSocketGateway|engine)\b[^;\n]*\(\s*[\s\S]{0,80}?\bcors\s*:\s*\{/,
    keys: NODE_KEYS,
    defaults: { origins: ["*"], methods: ALL_METHODS, headers: null, preflightStatus: 204, star: "sent" },
    fixes: true,
    options: (text, index, found) => inBrackets(text, index + found.lastIndexOf("{")),
  },
  {
    target: "fastapi",
    title: "FastAPI (CORSMiddleware)",
    found: /\badd_middleware\s*\(\s*CORSMiddleware|\bMiddleware\s*\(\s*CORSMiddleware/,
    keys: {
      origins: key("allow_origins"),
      patterns: key("allow_origin_regex"),
      methods: key("allow_methods"),
      headers: key("allow_headers"),
      expose: key("expose_headers"),
      credentials: key("allow_credentials"),
      maxAge: key("max_age"),
    },
    defaults: { methods: ["GET"], maxAge: 600, star: "echoed" },
  },
  {
    target: "flask",
    title: "Flask (flask-cors)",
    found: /\bCORS\s*\(\s*\w+|@cross_origin\b|\bcors\s*=\s*CORS\s*\(/,
    keys: {
      origins: key("origins?"),
      methods: key("methods"),
      headers: key("allow_headers"),
      expose: key("expose_headers"),
      credentials: key("supports_credentials"),
      maxAge: key("max_age"),
    },
    defaults: { origins: ["*"], methods: [...ALL_METHODS, "OPTIONS"], headers: null, star: "echoed" },
    options: callOptions,
  },
  {
    target: "django",
    title: "Django (django-cors-headers)",
    found:
      /\bCORS_(?:ALLOWED_ORIGINS|ALLOWED_ORIGIN_REGEXES|ORIGIN_WHITELIST|ORIGIN_ALLOW_ALL|ALLOW_ALL_ORIGINS|ALLOW_CREDENTIALS|ALLOW_HEADERS|ALLOW_METHODS)\s*=/,
    keys: {
      origins: key("CORS_ALLOWED_ORIGINS|CORS_ORIGIN_WHITELIST"),
      patterns: key("CORS_ALLOWED_ORIGIN_REGEXES|CORS_ORIGIN_REGEX_WHITELIST"),
      methods: key("CORS_ALLOW_METHODS"),
      headers: key("CORS_ALLOW_HEADERS"),
      expose: key("CORS_EXPOSE_HEADERS"),
      credentials: key("CORS_ALLOW_CREDENTIALS"),
      maxAge: key("CORS_PREFLIGHT_MAX_AGE"),
    },
    switches: [[/\bCORS_(?:ORIGIN_ALLOW_ALL|ALLOW_ALL_ORIGINS)\s*=\s*True\b/, { origins: ["*"] }]],
    defaults: {
      methods: ["DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"],
      headers: ["accept", "authorization", "content-type", "user-agent", "x-csrftoken", "x-requested-with"],
      maxAge: 86400,
      star: "echoed",
    },
  },
  {
    target: "spring",
    title: "Spring",
    found: /@CrossOrigin\b|\baddCorsMappings\b|\baddMapping\s*\(|\bCorsConfiguration\b|\.allowedOrigins\s*\(/,
    keys: {
      origins:
        /(?:\ballowedOrigins|\bsetAllowedOrigins|\baddAllowedOrigin|@CrossOrigin)\s*(?=\()|\borigins\s*=\s*(?=["{])/,
      patterns: call("allowedOriginPatterns|setAllowedOriginPatterns|addAllowedOriginPattern"),
      methods: call("allowedMethods|setAllowedMethods|addAllowedMethod"),
      headers: call("allowedHeaders|setAllowedHeaders|addAllowedHeader"),
      expose: call("exposedHeaders|setExposedHeaders|addExposedHeader"),
      credentials: /\b(?:allowCredentials|setAllowCredentials)\s*(?:\(|=)\s*"?/,
      maxAge: /\b(?:maxAge|setMaxAge)\s*(?:\(|=)\s*/,
    },
    switches: [[/\bapplyPermitDefaultValues\b|@CrossOrigin(?!\s*\()|\baddMapping\s*\([^)]*\)\s*;/, SPRING_ANY]],
    defaults: { methods: ["GET", "HEAD", "POST"], headers: null, maxAge: 1800, star: "refused" },
  },
  {
    target: "aspnet",
    title: "ASP.NET Core",
    found: /\bAddCors\s*\(|\bUseCors\s*\(|\bWithOrigins\s*\(|\bAllowAnyOrigin\s*\(|\bEnableCors\s*\(/,
    keys: {
      origins: /\bWithOrigins\s*(?=\()|\borigins:\s*/,
      methods: /\bWithMethods\s*(?=\()|\bmethods:\s*/,
      headers: /\bWithHeaders\s*(?=\()|\bheaders:\s*/,
      expose: call("WithExposedHeaders"),
    },
    switches: [
      [/\bAllowAnyOrigin\s*\(/, { origins: ["*"] }],
      [/\bSetIsOriginAllowed\s*\(\s*\(?\w+\)?\s*=>\s*true/, { echoes: true }],
      [/\bSetIsOriginAllowedToAllowWildcardSubdomains\s*\(/, { knowsWildcards: true }],
      [/\bAllowAnyMethod\s*\(/, { methods: null }],
      [/\bAllowAnyHeader\s*\(/, { headers: null }],
      [/\bAllowCredentials\s*\(/, { credentials: true }],
    ],
    defaults: { preflightStatus: 204, star: "refused" },
  },
  {
    target: "laravel",
    title: "Laravel",
    found: /["'](?:allowed_origins|allowedOrigins|supports_credentials|supportsCredentials)["']\s*=>/,
    keys: {
      origins: key("allowed_origins|allowedOrigins"),
      patterns: key("allowed_origins_patterns|allowedOriginsPatterns"),
      methods: key("allowed_methods|allowedMethods"),
      headers: key("allowed_headers|allowedHeaders"),
      expose: key("exposed_headers|exposedHeaders"),
      credentials: key("supports_credentials|supportsCredentials"),
      maxAge: key("max_age|maxAge"),
    },
    defaults: { preflightStatus: 204, star: "echoed" },
  },
  {
    target: "rails",
    title: "Rails (rack-cors)",
    found: /\bRack::Cors\b/,
    keys: {
      origins: /\borigins\s+/,
      methods: key("methods"),
      headers: key("headers"),
      expose: key("expose"),
      credentials: key("credentials"),
      maxAge: key("max_age"),
    },
    switches: [
      [/\bheaders(?::|\s*=>)\s*:any/, { headers: null }],
      [/\bmethods(?::|\s*=>)\s*:any/, { methods: null }],
    ],
    defaults: { methods: null, maxAge: 7200, star: "refused" },
    raises: true,
  },
  {
    target: "go",
    title: "Go (rs/cors)",
    found: /\bcors\.(?:Options|Config)\s*\{|\bcors\.(?:Default|AllowAll)\s*\(/,
    keys: {
      origins: key("AllowedOrigins|AllowOrigins"),
      methods: key("AllowedMethods|AllowMethods"),
      headers: key("AllowedHeaders|AllowHeaders"),
      expose: key("ExposedHeaders|ExposeHeaders"),
      credentials: key("AllowCredentials"),
      maxAge: key("MaxAge"),
    },
    defaults: {
      origins: ["*"],
      methods: ["GET", "POST", "HEAD"],
      headers: ["Accept", "Content-Type", "X-Requested-With"],
      preflightStatus: 204,
      star: "sent",
      knowsWildcards: true,
    },
  },
];

/** The libraries that a text tells whom to let in. */
export function libraryConfigurations(text: string): ServerConfiguration[] {
  return LIBRARIES.flatMap((library) => read(library, text) ?? []);
}

function read(library: Library, text: string): ServerConfiguration | null {
  const { found, defaults, switches = [], target, title, options = afterwards } = library;
  const at = found.exec(text);
  if (at === null) return null;
  const scope = options(text, at.index, at[0]);
  const told = Object.fromEntries(
    Object.entries(library.keys).flatMap(([name, pattern]) => {
      const said = pattern.exec(scope);
      if (said === null) return [];
      // Names are explained by the text as a whole.
      return [[name, writtenAt(`${scope}\n${text}`, said.index + said[0].length)]];
    }),
  ) as Partial<Options>;
  const granting: Granting = {
    ...NONE,
    ...defaults,
    ...grantedBy(told),
    ...Object.assign({}, ...switches.flatMap(([shows, grants]) => (shows.test(scope) ? [grants] : []))),
  };
  const methods =
    library.raises === true ? (granting.methods?.map((name) => name.toUpperCase()) ?? null) : granting.methods;
  const isFixed = library.fixes === true && told.origins?.isList === false && granting.origins.length === 1;
  const unknown: Finding[] = [told.origins?.unknown, told.patterns?.unknown].flatMap((name) =>
    typeof name === "string" ? [finding("config-unknown", name)] : [],
  );
  return configurationOf({ ...granting, methods, isFixed }, { target, title, line: lineAt(text, at.index) }, unknown);
}

/** What is in the call's brackets, or in what they name. */
function callOptions(text: string, index: number, found: string): string {
  const opens = index + found.lastIndexOf("(");
  const inside = inBrackets(text, opens).trim();
  const name = /^(?:\w+\s*,\s*)?([A-Za-z_]\w*)$/.exec(inside)?.[1];
  if (name === undefined) return inside;
  const said = new RegExp(`\\b${name}\\s*(?::[^=\\n]{0,40})?=\\s*(?=\\{)`).exec(text);
  return said === null ? inside : inBrackets(text, said.index + said[0].length);
}

function afterwards(text: string, index: number): string {
  return text.slice(Math.max(0, index - 200));
}

function grantedBy({
  origins,
  patterns,
  methods,
  headers,
  expose,
  credentials,
  maxAge,
}: Partial<Options>): Partial<Granting> {
  const names = (written: Written): readonly string[] =>
    written.strings.flatMap((each) => each.split(/\s*,\s*/)).filter((each) => each !== "");
  return {
    ...(origins !== undefined && originsBy(origins)),
    ...(patterns !== undefined && {
      patterns: [...patterns.patterns, ...patterns.strings.flatMap((each) => asPattern(wildcardAsPattern(each)) ?? [])],
    }),
    ...(methods !== undefined &&
      methods.strings.length > 0 && {
        methods: methods.strings.includes("*") ? null : names(methods),
      }),
    ...(headers !== undefined &&
      headers.strings.length > 0 && { headers: headers.strings.includes("*") ? null : names(headers) }),
    ...(expose !== undefined && { expose: names(expose) }),
    ...(credentials !== undefined && {
      credentials: credentials.flag === true || /^true$/i.test(credentials.strings[0] ?? ""),
    }),
    ...(maxAge !== undefined && maxAge.number !== null && { maxAge: maxAge.number }),
  };
}

function originsBy({ strings, patterns, flag, unknown }: Written): Partial<Granting> {
  if (flag === true) return { origins: [], echoes: true };
  if (flag === false) return { origins: [] };
  // A function or a variable of the environment is believed to let the page in.
  if (strings.length === 0 && patterns.length === 0 && unknown !== null) return { origins: [], echoes: true };
  return { origins: strings, patterns };
}

/** `https://*.app.example`, where that is a pattern; a regular expression stays as it is. */
function wildcardAsPattern(written: string): string {
  if (/[\\^$()[\]|]|\.\*/.test(written)) return written;
  return `^${written.replace(/[.+?^$()[\]{}|\\/]/g, "\\$&").replace(/\*/g, ".*")}$`;
}
