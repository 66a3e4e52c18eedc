import { getHeader, type HeaderList, normalizeValue } from "../infrastructure/header-list.js";

/** Get, decode, and split — https://fetch.spec.whatwg.org/#concept-header-list-get-decode-split. `name` in lower case. */
export function getDecodeAndSplit(name: string, list: HeaderList): string[] | null {
  const value = getHeader(name, list);
  return value === null ? null : decodeAndSplit(value);
}

/**
 * Get, decode, and split a header value — https://fetch.spec.whatwg.org/#header-value-get-decode-and-split: at the commas
 * that stand outside quotes; quotes stay.
 */
export function decodeAndSplit(value: string): string[] {
  if (!value.includes(",")) return [normalizeValue(value)];
  const values: string[] = [];
  let start = 0;
  for (let at = 0; at < value.length; at++) {
    const char = value[at];
    if (char === '"') at = endOfQuotedString(value, at);
    else if (char === ",") {
      values.push(normalizeValue(value.slice(start, at)));
      start = at + 1;
    }
  }
  values.push(normalizeValue(value.slice(start)));
  return values;
}

/** Index of the quote that closes the one at `open`; one left open runs to the end. */
function endOfQuotedString(value: string, open: number): number {
  for (let at = open + 1; at < value.length; at++) {
    if (value[at] === "\\") at++;
    else if (value[at] === '"') return at;
  }
  return value.length;
}
