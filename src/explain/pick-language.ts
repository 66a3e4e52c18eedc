/** The texts of the language asked for, else of its main language, else of the first. */
export function pickLanguage<T>(texts: Readonly<Record<string, T>>, tag: string): T {
  const wanted = tag.toLowerCase();
  const main = wanted.split("-", 1)[0];
  const tags = Object.keys(texts);
  const found =
    tags.find((known) => known.toLowerCase() === wanted) ??
    tags.find((known) => known.toLowerCase().split("-", 1)[0] === main) ??
    tags[0]!;
  return texts[found]!;
}
