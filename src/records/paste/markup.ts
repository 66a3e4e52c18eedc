/**
 * A text without what chats, trackers, mails and terminals put around it: Markdown's fences and quotation marks, HTML's
 * tags and references, a terminal's colours. Its lines stay where they are.
 */
export function withoutMarkup(text: string): string {
  return text
    .replace(/\x1b\[[\d;]*[A-Za-z]/g, "")
    .replace(/\r\n?/g, "\n")
    .replace(/[\u200b\ufeff]/g, "")
    .replace(/\u00a0/g, " ")
    .replace(/<\/?(?:pre|code|blockquote|details|summary|p|br|b|strong|em)\b[^<>\n]*>/gi, "")
    .replace(/&(?:lt|gt|amp|quot|#39|apos|nbsp);/g, (reference) => REFERENCES[reference]!)
    .split("\n")
    .map(line)
    .join("\n");
}

const REFERENCES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&#39;": "'",
  "&apos;": "'",
  "&nbsp;": " ",
};

function line(given: string): string {
  if (/^\s*(?:>\s?)*(?:`{3,}|~{3,})[^`]*$/.test(given)) return "";
  return (
    given
      // A quotation mark of curl's own is followed by what it sent: that is kept.
      .replace(/^(?:\s{0,3}>(?!\s?(?:[A-Z]{3,7} \S+ HTTP\/|[\w-]+:\s|\s*$)) ?)+/, "")
      .replace(/`{3,}/g, "")
      .replace(/[“”]/g, '"')
  );
}
