import {
  type AskedServer,
  type ConfiguredAnswer,
  type Finding,
  finding,
  lineAt,
  meantOrigins,
  originFindings,
  type ServerConfiguration,
} from "./configuration.js";

/** Languages in which a server is told to send a header: what shows each, and its name. */
const LANGUAGES: readonly {
  readonly target: string | null;
  readonly title: string;
  readonly set: RegExp;
  readonly shows?: RegExp;
}[] = [
  {
    target: "apache",
    title: "Apache",
    set: /^[ \t]*(?:(?:\d{1,2}[.)]|[-*])[ \t]+)?Header[ \t]+(?:onsuccess[ \t]+|(always)[ \t]+)?(?:set|add|append|merge|setifempty)[ \t]+["']?(Access-Control-[\w-]+)["']?[ \t]+("[^"\n]*"|'[^'\n]*'|[^\s"']+)/gim,
  },
  {
    target: "haproxy",
    title: "HAProxy",
    set: /\bhttp-response\s+(?:set|add)-header\s+()(Access-Control-[\w-]+)\s+("[^"\n]*"|'[^'\n]*'|\S+)/gi,
  },
  { target: null, title: "IIS", set: /<add\s+name=()"(Access-Control-[\w-]+)"\s+value=("[^"]*")/gi },
  { target: null, title: "PHP", set: /\bheader\s*\(\s*()["'](Access-Control-[\w-]+):\s*([^"'\n]*["'][^)\n]*)\)/gi },
  {
    target: "express",
    title: "Node.js",
    set: /\b(?:res|response|reply|ctx|rsp|resp)\w*\s*\.\s*(?:header|setHeader|set|append|addHeader)\s*\(\s*()["'](Access-Control-[\w-]+)["']\s*,\s*([^;\n]*?)\s*\)\s*(?:;|$|\n)/gim,
  },
  {
    target: null,
    title: "server code",
    set: /(?:\.|->|\b)(?:Set|Add|AddHeader|addHeader|setHeader|set_header|header|withHeader|insert|put|TryAddWithoutValidation|Append)\s*\(\s*()["'](Access-Control-[\w-]+)["']\s*,\s*([^;\n]*?)\s*\)\s*(?:;|$|\n)/gm,
  },
  {
    target: "cloudflare-workers",
    title: "server code",
    set: /()["'](Access-Control-[\w-]+)["']\s*(?::|\]\s*=)\s*("[^"\n]*"|'[^'\n]*'|`[^`\n]*`|[^,\n}]+)/gi,
    shows:
      /\bnew Response\(|\bResponse\.json\(|\bNextResponse\b|\bstatusCode\b|\bexports\.|\bwriteHead\(|\bheaders\s*\(\)\s*\{|["']headers["']\s*:\s*\{/,
  },
  {
    target: null,
    title: "JSON",
    set: /["']key["']\s*:\s*()["'](Access-Control-[\w-]+)["']\s*,\s*["']value["']\s*:\s*("[^"]*"|'[^']*')/gi,
  },
  {
    target: "api-gateway",
    title: "AWS API Gateway",
    set: /\b()(Access-Control-[\w-]+):\s*["']{1,2}([^"'\n]*["'])/gi,
    shows: /\b(?:GatewayResponses?|ResponseParameters|AWS::)/,
  },
  {
    target: null,
    title: "Python",
    set: /\b\w*(?:headers|response|resp|res)\s*\[\s*()["'](Access-Control-[\w-]+)["']\s*\]\s*=\s*([^\n;]+)/gi,
  },
];

/** Code and configuration that sets the headers of CORS one by one. */
export function headersSet(text: string): ServerConfiguration[] {
  for (const { target, title, set, shows } of LANGUAGES) {
    if (shows !== undefined && !shows.test(text)) continue;
    const found = [...text.matchAll(set)].filter((match) => !isCommented(text, match.index));
    if (found.length === 0) continue;
    const headers = found.map(([, always, name, value]) => ({
      name: name!,
      value: writtenValue(value!),
      always: target !== "apache" || always !== undefined,
    }));
    return [configuration(text, headers, { target, title, line: lineAt(text, found[0]!.index) })];
  }
  return [];
}

interface SetHeader {
  readonly name: string;
  /** null: the request's own origin, or something that the text does not say. */
  readonly value: { readonly text: string | null; readonly expression: string };
  readonly always: boolean;
}

function isCommented(text: string, index: number): boolean {
  const start = text.lastIndexOf("\n", index - 1) + 1;
  return (
    /^\s*(?:\/\/|#)|\/\/[^"']*$/.test(text.slice(start, index)) &&
    !/https?:\/\/[^\s"']*$/.test(text.slice(start, index))
  );
}

function writtenValue(expression: string): SetHeader["value"] {
  const trimmed = expression.trim();
  const quoted = /^(["'`])([^"'`]*)\1(?:\s*[,);].*)?$/.exec(trimmed)?.[2];
  // PHP's string began before the name.
  const php = /^([^"'$]*)["']\s*$/.exec(trimmed)?.[1];
  const bare = /^(?:true|false|\d+|\*)$/i.exec(trimmed)?.[0];
  const text = quoted ?? php ?? bare ?? null;
  return { text: text !== null && /\$\{|\{\$|%\{/.test(text) ? null : text, expression: trimmed };
}

/** By these an expression is the request's origin. */
const ITS_ORIGIN = /origin|HTTP_ORIGIN/i;

function configuration(
  text: string,
  headers: readonly SetHeader[],
  about: Pick<ServerConfiguration, "target" | "title" | "line">,
): ServerConfiguration {
  const origins = headers.filter(({ name }) => /^access-control-allow-origin$/i.test(name));
  const written = origins.flatMap(({ value }) => value.text ?? []);
  const credentials = headers.some(
    ({ name, value }) => /^access-control-allow-credentials$/i.test(name) && value.text === "true",
  );
  const answersOptions = /\bOPTIONS\b|\.options\(|onRequestOptions/i.test(text);
  const findings: Finding[] = [
    ...written.flatMap((origin) => originFindings(origin)),
    ...(written.includes("*") && credentials && origins.every(({ value }) => value.text === "*")
      ? [finding("config-star-sent")]
      : []),
    ...(origins.some(({ always }) => !always) ? [finding("config-errors")] : []),
    ...(answersOptions ? [] : [finding("config-options")]),
    ...origins
      .filter(({ value }) => value.text === null && !ITS_ORIGIN.test(value.expression))
      .map(({ value }) => finding("config-unknown", value.expression)),
    ...(credentials && origins.some(({ value }) => value.text === null && isAny(value.expression, text))
      ? [finding("config-any-credentials")]
      : []),
  ];
  return {
    ...about,
    origins: meantOrigins(written),
    answer: (asked) => answer(headers, asked),
    findings,
  };
}

/** It is sent as it came, and nothing in the text compares it. */
function isAny(expression: string, text: string): boolean {
  return (
    ITS_ORIGIN.test(expression) &&
    !/includes\(|indexOf\(|in_array|===?\s*["']https?:|allowedOrigins|allowed_origins|whitelist/i.test(text)
  );
}

/** The last value counts where a header is set again. */
function answer(headers: readonly SetHeader[], { origin, isPreflight }: AskedServer): ConfiguredAnswer {
  const last = new Map<string, [string, string]>();
  for (const { name, value } of headers) {
    const told = value.text ?? (/^access-control-allow-origin$/i.test(name) ? origin : null);
    if (told !== null && told !== "") last.set(name.toLowerCase(), [name, told]);
  }
  return { status: isPreflight ? 204 : 200, headers: [...last.values()] };
}
