import { clean } from "../text/clean.js";

/**
 * The little XML that a report needs. Not a builder library: the smallest JUnit one brings 600 kB, and what has to be
 * right, the escaping, is these lines.
 */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

export function element(name: string, attributes: Attributes, content: string | readonly string[] = []): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${text(String(value))}"`)
    .join("");
  const inside =
    typeof content === "string"
      ? text(content)
      : content.map((child) => `\n${child}`).join("") + (content.length > 0 ? "\n" : "");
  return inside === "" ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** Controls are no XML characters, not even escaped; line breaks of ours stay. */
export function text(value: string): string {
  return value
    .split("\n")
    .map(clean)
    .join("\n")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\ufffe\uffff]/g, "\ufffd");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
