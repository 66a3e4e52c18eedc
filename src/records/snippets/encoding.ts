/** Nobody reads more of a value that is only passed on. */
const LONGEST = 50_000;

/** Base64 of the text's UTF-8. */
export function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text.slice(0, LONGEST))));
}
