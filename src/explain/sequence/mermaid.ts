import type { Message, Participant, Sequence } from "./sequence.js";

/** The sequence in Mermaid's words — https://mermaid.js.org/syntax/sequenceDiagram.html */
export function sequenceMermaid(sequence: Sequence): string {
  const lines = [
    "sequenceDiagram",
    `  accTitle: ${plain(sequence.title)}`,
    `  accDescr: ${plain(sequence.description)}`,
    ...sequence.participants.map((participant, index) => `  participant ${nameOf(index)} as ${headOf(participant)}`),
    ...sequence.messages.flatMap(messageLines),
  ];
  return `${lines.join("\n")}\n`;
}

/** A name that no word of Mermaid's is. */
function nameOf(index: number): string {
  return `p${index}`;
}

function headOf({ label, origin }: Participant): string {
  return origin === null ? escaped(label) : `${escaped(label)}<br/>${escaped(origin)}`;
}

function messageLines(message: Message): string[] {
  const { from, to, mark } = message;
  const words = [message.text, ...message.headers.map(({ text, fault }) => (fault ? `✗ ${text}` : text))].map(escaped);
  const arrow = `  ${nameOf(from)}${ARROWS[mark ?? message.kind] ?? "->>"}${nameOf(to)}: ${words.join("<br/>")}`;
  if (message.note === null) return [arrow];
  const noted = mark === "never-sent" ? from : to;
  return [arrow, `  Note over ${nameOf(noted)}: ${escaped(message.note)}`];
}

const ARROWS: Readonly<Record<string, string>> = {
  blocked: "--x",
  "never-sent": "-x",
  unanswered: "--x",
  answer: "-->>",
  redirected: "-->>",
  cached: "-->>",
  result: "-->>",
};

/** Titles have no entities. */
function plain(words: string): string {
  return oneLine(words).replaceAll("<", "‹").replaceAll(">", "›");
}

function oneLine(words: string): string {
  return words.replace(/[\s\0-\x1f\x7f]+/g, " ");
}

/** Everything that steers Mermaid or the HTML that it makes becomes one of its entities. */
function escaped(words: string): string {
  return oneLine(words).replace(/[#;:<>&"'{}[\]()|\\%`~]/g, (character) => `#${character.charCodeAt(0)};`);
}
