/**
 * Blanks out `//` and block comments and trailing commas, so that JSON.parse takes the rest and positions stay as they
 * are in the file.
 */
export function stripComments(text: string): string {
  const withoutComments = text.replace(COMMENT, (match) => (match.startsWith('"') ? match : blank(match)));
  return withoutComments.replace(TRAILING_COMMA, (match) => (match.startsWith('"') ? match : ` ${match.slice(1)}`));
}

/** A string, which is left alone, or a comment. */
const COMMENT = /"(?:[^"\\]|\\.)*"|\/\/[^\n\r]*|\/\*[\s\S]*?\*\//g;
const TRAILING_COMMA = /"(?:[^"\\]|\\.)*"|,(?=\s*[\]}])/g;

function blank(text: string): string {
  return text.replace(/[^\n\r]/g, " ");
}
