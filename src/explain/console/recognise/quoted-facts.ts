import type { LineFacts } from "./pattern.js";

const ADDRESS = "[a-z][a-z\\d+.-]*:\\/\\/[^\\s'\"‘’“”»`<>]+";
const URL_AFTER = new RegExp(
  `(?: at|cannot load|to load|resource at|redirection to|^)\\s*['"‘“«\`]?\\s?(${ADDRESS})`,
  "i",
);
/** Once a font was told by its own origin: `Font from origin …`. */
const ORIGIN_AFTER = new RegExp(
  `(?<!(?:Font|Image|Script|Media|Video|Audio) from )\\borigin\\s+['"‘“«\`]?\\s?(${ADDRESS}|null)\\b`,
  "i",
);
const KIND = /Access to ([A-Za-z][A-Za-z ]*?) (?:at|from|has)\b|\b(XMLHttpRequest|Fetch API) cannot load/;

/** What a line tells of the request beside its wording: where it went, from where, and by what. */
export function quotedFacts(line: string): LineFacts {
  const kind = KIND.exec(line);
  const api = kind?.[1] ?? kind?.[2];
  const url = URL_AFTER.exec(line)?.[1]?.replace(/[.,:;)]+$/, "");
  const origin = ORIGIN_AFTER.exec(line)?.[1];
  return {
    ...(api !== undefined && { kind: api }),
    ...(url !== undefined && { url }),
    ...(origin !== undefined && { origin }),
  };
}
