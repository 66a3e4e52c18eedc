import { useEffect, useRef, useState } from "preact/hooks";
import type { ReadCase } from "../../cases/case.js";
import { Editor } from "../editor/editor.js";
import { withoutDefaults } from "../model/blank.js";
import { codeOf } from "../model/code-of.js";
import { setupAt } from "../model/edit.js";
import { useStrings } from "../strings/strings.js";

interface Props {
  readonly way: "code" | "case";
  readonly given: ReadCase;
  readonly at: number;
  readonly onChange: (given: ReadCase) => void;
}

/** The request as people have it in hand, or the case as a file has it: what is typed is read, what changes is written. */
export function RequestCode({ way, given, at, onChange }: Props) {
  const t = useStrings().request;
  const written = way === "code" ? codeOf(setupAt(given, at)) : `${JSON.stringify(withoutDefaults(given), null, 2)}\n`;
  const [typed, setTyped] = useState<{ text: string; made: ReadCase } | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const turn = useRef(0);
  // What was typed stays as it is, as long as the case is the one that came of it.
  const text = typed !== null && typed.made === given ? typed.text : written;
  useEffect(() => {
    setWrong(null);
    setTyped(null);
  }, [way, at]);
  const read = async (next: string) => {
    const mine = ++turn.current;
    setTyped({ text: next, made: given });
    const { readWholeCase } = await import("../model/read-code.js");
    const result = readWholeCase(next);
    if (mine !== turn.current) return;
    setWrong(result.problem);
    if (result.made === null) return;
    setTyped({ text: next, made: result.made });
    onChange(result.made);
  };
  return (
    <Editor
      key={way}
      label={way === "code" ? t.codeLabel : t.caseLabel}
      hint={way === "code" ? t.codeHint : t.caseHint}
      language={way === "code" ? "javascript" : "json"}
      value={text}
      wrong={wrong}
      onText={(next) => void read(next)}
    />
  );
}
