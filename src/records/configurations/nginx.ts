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

interface Directive {
  readonly words: readonly string[];
  readonly block: readonly Directive[] | null;
}

interface Added {
  readonly name: string;
  readonly value: string;
  readonly always: boolean;
}

/** nginx's add_header lines, as the block has them that answers. */
export function nginxConfigurations(text: string): ServerConfiguration[] {
  const at = /\b(?:add_header|more_set_headers)\s+["']?(?:-s\s+\S+\s+)?["']?Access-Control-/i.exec(text);
  if (at === null) return [];
  const all = parse(text.slice(beginning(text, at.index)));
  const chain = chainTo(all) ?? [all];
  const own = chain.at(-1)!;
  const plain = inherited(chain);
  const values = collect(all).filter(({ name }) => /^access-control-allow-origin$/i.test(name));
  const answersOptions =
    blockFor(own, "OPTIONS") !== null || chain.some((block) => blockFor(block, "OPTIONS") !== null);
  const findings: Finding[] = [
    ...values.filter(({ value }) => !value.startsWith("$")).flatMap(({ value }) => originFindings(value)),
    ...(values.some(({ always }) => !always) ? [finding("config-errors")] : []),
    ...(answersOptions ? [] : [finding("config-options")]),
    ...(isCutOff(chain) ? [finding("config-inheritance")] : []),
    ...(values.some(({ value }) => value === "*") &&
    plain.some(({ name, value }) => /^access-control-allow-credentials$/i.test(name) && value === "true")
      ? [finding("config-star-sent")]
      : []),
    ...values
      .filter(({ value }) => value.startsWith("$") && value !== "$http_origin")
      .map(({ value }) => finding("config-unknown", value)),
  ];
  return [
    {
      target: "nginx",
      title: "nginx",
      line: lineAt(text, at.index),
      origins: meantOrigins(values.map(({ value }) => value)),
      answer: (asked) => answer(chain, asked),
      findings: distinct(findings),
    },
  ];
}

/** Where the first directive begins that goes before it without a gap. */
function beginning(text: string, index: number): number {
  const before = text.slice(0, index);
  const server = Math.max(before.search(/^\s*(?:http|server|location|map|upstream|if)\b[^\n;]*\{/m), 0);
  return server > 0 || /^\s*(?:http|server|location|if)\b[^\n;]*\{/.test(before)
    ? server
    : before.lastIndexOf("\n") + 1;
}

function parse(text: string): readonly Directive[] {
  const tokens = [
    ...text.matchAll(/#[^\n]*|"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([{};])|[^\s{};"']+(?:\{[^}\s]*\}[^\s{};]*)?/g),
  ];
  let at = 0;
  const block = (): Directive[] => {
    const made: Directive[] = [];
    let words: string[] = [];
    while (at < tokens.length) {
      const [whole, double, single, mark] = tokens[at++]!;
      if (whole.startsWith("#")) continue;
      if (mark === "}") break;
      if (mark === "{") {
        made.push({ words, block: block() });
        words = [];
      } else if (mark === ";") {
        made.push({ words, block: null });
        words = [];
      } else words.push(double ?? single ?? whole);
    }
    return made;
  };
  return block();
}

/** The blocks around the first one that sets headers of CORS, the innermost last; conditions are parts of theirs. */
function chainTo(block: readonly Directive[]): (readonly Directive[])[] | null {
  for (const { words, block: inner } of block) {
    if (inner === null || words[0] === "if") continue;
    const chain = chainTo(inner);
    if (chain !== null) return [block, ...chain];
  }
  return block.some((each) => isCors(each) || (each.words[0] === "if" && (each.block ?? []).some(isCors)))
    ? [block, ...onlyLocation(block)]
    : null;
}

/** Where the headers are the server's, a location with headers of its own leaves them out. */
function onlyLocation(block: readonly Directive[]): (readonly Directive[])[] {
  const locations = block.filter(({ words, block: inner }) => words[0] === "location" && inner !== null);
  return locations.length === 1 ? [locations[0]!.block!] : [];
}

function isCors({ words: [name, ...rest] }: Directive): boolean {
  return (name === "add_header" || name === "more_set_headers") && rest.some((word) => /^access-control-/i.test(word));
}

function added(block: readonly Directive[]): Added[] {
  return block.flatMap(({ words: [directive, ...rest] }): Added[] => {
    if (directive === "add_header" && rest[0] !== undefined) {
      return [{ name: rest[0], value: rest[1] ?? "", always: rest[2] === "always" }];
    }
    if (directive !== "more_set_headers") return [];
    return rest.flatMap((word) => {
      const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(word) ?? [];
      return name === undefined ? [] : [{ name, value: value ?? "", always: true }];
    });
  });
}

function collect(block: readonly Directive[]): Added[] {
  return [...added(block), ...block.flatMap(({ block: inner }) => (inner === null ? [] : collect(inner)))];
}

/** Headers of the innermost block that has any: it does not add to those around it. */
function inherited(chain: readonly (readonly Directive[])[]): Added[] {
  return added(chain.findLast((block) => added(block).length > 0) ?? []);
}

function isCutOff(chain: readonly (readonly Directive[])[]): boolean {
  const inner = inherited(chain);
  return (
    chain.some((block) => block.some(isCors)) &&
    inner.length > 0 &&
    !inner.some(({ name }) => /^access-control-/i.test(name))
  );
}

/** `if ($request_method = OPTIONS)`, also of several methods by a pattern. */
function blockFor(block: readonly Directive[], method: string): readonly Directive[] | null {
  const found = block.find(({ words }) => {
    const condition = words.join(" ").replace(/[()'"]/g, " ");
    return (
      words[0] === "if" &&
      /\$request_method/.test(condition) &&
      new RegExp(`\\b${method}\\b`).test(condition) &&
      !/!=|!~/.test(condition)
    );
  });
  return found?.block ?? null;
}

function answer(
  chain: readonly (readonly Directive[])[],
  { origin, method, isPreflight }: AskedServer,
): ConfiguredAnswer {
  const depth = chain.findLastIndex((block) => blockFor(block, isPreflight ? "OPTIONS" : method) !== null);
  const own = depth === -1 ? null : blockFor(chain[depth]!, isPreflight ? "OPTIONS" : method);
  const blocks = own === null ? chain : [...chain.slice(0, depth + 1), own];
  // Other conditions are believed to hold.
  const others = (own ?? chain.at(-1)!).flatMap(({ words, block }) =>
    words[0] === "if" && block !== null && !/\$request_method/.test(words.join(" ")) ? [block] : [],
  );
  const status = Number(own?.find(({ words }) => words[0] === "return")?.words[1] ?? Number.NaN);
  const code = Number.isNaN(status) ? (isPreflight ? 204 : 200) : status;
  return {
    status: code,
    headers: inherited([...blocks, ...others])
      .filter(({ name, always }) => /^(?:access-control-|vary$)/i.test(name) && (always || code < 400))
      .map(({ name, value }) => [name, valueFor(name, value, origin)] as [string, string])
      .filter(([, value]) => value !== ""),
  };
}

/** What a variable holds is known of one; that of a map is believed to be the page's origin. */
function valueFor(name: string, value: string, origin: string): string {
  if (!value.includes("$")) return value;
  return /^access-control-allow-origin$/i.test(name) ? origin : "";
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((each) => [JSON.stringify(each), each])).values()];
}
