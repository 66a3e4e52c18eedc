const MOST = 2000;
let known = new Map<string, string>();

/** The same string object for equal strings: of what repeats from entry to entry, one copy is kept. */
export function intern(text: string): string {
  if (text === "") return "";
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= MOST) known = new Map();
  known.set(text, text);
  return text;
}
