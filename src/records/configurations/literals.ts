/** A value that is written out in some language, as far as it is. */
export interface Written {
  readonly strings: readonly string[];
  readonly patterns: readonly RegExp[];
  readonly flag: boolean | null;
  readonly number: number | null;
  /** It stands in brackets. */
  readonly isList: boolean;
  /** An expression that the text does not explain; null: all is written out. */
  readonly unknown: string | null;
}

const NOTHING: Written = { strings: [], patterns: [], flag: null, number: null, isList: false, unknown: null };

/** Of names that stand for other values. */
const DEEPEST = 4;

/** The value that begins at a place: a string, a list of them, a flag, a number, or a name that is explained elsewhere. */
export function writtenAt(text: string, start: number, depth = 0): Written {
  const rest = text.slice(start).replace(/^\s+/, "");
  const begin = text.length - rest.length;
  const first = rest[0] ?? "";
  const around = /^(?:\[\]\w+|array|Arrays\.asList|List\.of|Set\.of|new\s+[\w[\]]+)\s*(?=[({[])/.exec(rest)?.[0];
  if (around !== undefined || "[({".includes(first)) {
    return { ...listed(inBrackets(text, begin + (around?.length ?? 0)), text, depth), isList: true };
  }
  const flag = /^(true|false)\b/i.exec(rest)?.[1];
  if (flag !== undefined) return { ...NOTHING, flag: flag.toLowerCase() === "true" };
  const number = /^\d[\d_]*/.exec(rest)?.[0];
  if (number !== undefined) return { ...NOTHING, number: Number(number.replace(/_/g, "")) };
  const name = /^[$@A-Za-z_][\w$.]*/.exec(rest)?.[0];
  if (/^(?:["'`]|\/(?![/*])|r["'])/.test(rest)) return listed(firstItems(rest), text, depth);
  return name === undefined ? { ...NOTHING, unknown: rest.slice(0, 40) } : named(name, rest, text, depth);
}

/** Up to where the value ends. */
function firstItems(rest: string): string {
  return (
    /^(?:\s*(?:r?"(?:\\.|[^"\\\n])*"|r?'(?:\\.|[^'\\\n])*'|`[^`\n]*`|\/(?:\\.|[^/\\\n])+\/[a-z]*)(?:\.\w+\(\))?\s*(?:,(?!\s*\w+\s*[:=]))?)+/.exec(
      rest,
    )?.[0] ?? ""
  );
}

function named(name: string, rest: string, text: string, depth: number): Written {
  const plain = name.replace(/^[$@]/, "");
  const at = new RegExp(`(?:^|[^\\w.])${plain.replace(/[.$]/g, "\\$&")}\\s*(?::[^=\\n]{0,40})?=(?!=|>)\\s*`, "m").exec(
    text,
  );
  const isCall = rest.slice(name.length).trimStart().startsWith("(");
  if (at === null || isCall || depth >= DEEPEST) return { ...NOTHING, unknown: name };
  return writtenAt(text, at.index + at[0].length, depth + 1);
}

/** What is between a bracket and its partner; to the end where that is missing. */
export function inBrackets(text: string, start: number): string {
  let depth = 0;
  let quote = "";
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    if (quote !== "") {
      if (character === "\\") at++;
      else if (character === quote || (character === "\n" && quote !== "`")) quote = "";
    } else if ("\"'`".includes(character)) quote = character;
    else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character) && --depth === 0) return text.slice(start + 1, at);
  }
  return text.slice(start + 1);
}

/** Comments; strings, a pattern's of Python first; patterns; Ruby's symbols; names; commas. */
const ITEM =
  /\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|re\.compile\(\s*r?["']((?:\\.|[^"'\\\n])*)["']|r?"((?:\\.|[^"\\\n])*)"|r?'((?:\\.|[^'\\\n])*)'|`([^`\n]*)`|\/((?:\\.|[^/\\\n])+)\/([a-z]*)|(?<![\w:]):(\w+)|(?<![\w.])(\$?[A-Za-z_][\w.$]*)|(,)/g;

/** They hold values, and are none. */
const AROUND =
  /^(?:true|false|null|None|new|string|String|RegExp|List\.of|Set\.of|Arrays\.asList|Collections\.\w+|array|tuple|list)$/;

/** Strings beside each other without a comma are one, as Python reads them. */
function listed(content: string, text: string, depth: number): Written {
  const strings: string[] = [];
  const patterns: RegExp[] = [];
  let unknown: string | null = null;
  let followsString = false;
  for (const [, python, double, single, back, regular, flags, symbol, name, comma] of content.matchAll(ITEM)) {
    const string = double ?? single ?? back ?? symbol;
    const pattern = python === undefined ? regular : python.replace(/\\\\/g, "\\").replace(/\\Z/g, "$");
    if (string !== undefined) {
      if (followsString) strings[strings.length - 1] += string;
      else strings.push(string);
      followsString = true;
      continue;
    }
    if (pattern !== undefined) {
      const made = asPattern(pattern, flags ?? "");
      if (made !== null) patterns.push(made);
    } else if (name !== undefined && !AROUND.test(name)) {
      const value = depth < DEEPEST ? named(name, "", text, depth + 1) : { ...NOTHING, unknown: name };
      strings.push(...value.strings);
      patterns.push(...value.patterns);
      unknown ??= value.unknown;
    }
    if (comma !== undefined || name !== undefined || pattern !== undefined) followsString = false;
  }
  return { ...NOTHING, strings, patterns, unknown };
}

export function asPattern(source: string, flags = ""): RegExp | null {
  try {
    return new RegExp(source, flags.replace(/[^i]/g, ""));
  } catch {
    return null;
  }
}
