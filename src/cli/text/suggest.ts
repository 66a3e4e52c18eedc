import { closestMatch } from "leven";

/** `Did you mean --format?`, or nothing where no known word is near. */
export function didYouMean(word: string, known: readonly string[]): string | null {
  const nearest = closestMatch(word, known, { maxDistance: Math.max(2, Math.floor(word.length / 3)) });
  return nearest === undefined ? null : `Did you mean ${nearest}?`;
}

/** `a, b or c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
