/** A command line in a text, without its prompt. */
export interface PastedCommand {
  readonly text: string;
  readonly line: number;
  /** Lines that it takes. */
  readonly size: number;
}

/** `$ curl`, `user@host:~$ curl`, `[user@host dir]$ curl`, `PS C:\> curl`, `> curl`, or curl in Markdown's marks. */
const BEGINS =
  /^\s*(?:[-*]\s+|\d+[.)]\s+)?(?:(?:\[[^\]]*\]|[\w.-]+@[^\s$#%]*|PS [^>]*)?\s?[$#%>]\s*|.{0,80}`)?(curl(?:\.exe)?\s.*)$/;
const LONGEST = 60;

/** The curl commands of a text, with the lines that they go on over. */
export function commandsIn(lines: readonly string[]): PastedCommand[] {
  const commands: PastedCommand[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, begun] = BEGINS.exec(lines[at]!) ?? [];
    if (begun === undefined || !/https?:|localhost|-[A-Za-z]\b|\w\.\w/.test(begun)) continue;
    const parts = [beforeMark(begun, lines[at]!)];
    let size = 1;
    while (size < LONGEST && goesOn(parts) && lines[at + size] !== undefined) parts.push(lines[at + size++]!);
    commands.push({ text: parts.join("\n"), line: at, size });
    at += size - 1;
  }
  return commands;
}

/** What Markdown quotes ends with its mark. */
function beforeMark(command: string, line: string): string {
  return line.slice(0, line.indexOf(command)).endsWith("`") ? command.split("`", 1)[0]! : command;
}

function goesOn(parts: readonly string[]): boolean {
  return /(?:[\\^`])\s*$/.test(parts.at(-1)!) || hasOpenQuote(parts.join("\n"));
}

function hasOpenQuote(command: string): boolean {
  const rest = command.replace(/\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|'[^']*'/g, "");
  return /["']/.test(rest);
}
