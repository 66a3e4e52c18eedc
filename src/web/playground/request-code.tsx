import { useRef, useState } from "preact/hooks";
import type { ReadCase } from "../../cases/case.js";
import { codeOf } from "../../cases/code-of.js";
import { Editor } from "../editor/editor.js";
import { withoutDefaults } from "../model/blank.js";
import { setupAt } from "../model/edit.js";
import type { CodeResult } from "../model/read-code.js";
import { fill, type Strings, useStrings } from "../strings/strings.js";

interface Props {
  readonly way: "code" | "case";
  readonly given: ReadCase;
  readonly at: number;
  readonly onChange: (given: ReadCase) => void;
}

interface Typed {
  readonly text: string;
  /** The case that came of it. */
  readonly made: ReadCase;
  readonly result: CodeResult | null;
}

/** The request as people have it in hand, or the case as a file has it: what is typed is read, what changes is written. */
export function RequestCode({ way, given, at, onChange }: Props) {
  const t = useStrings().request;
  const [typed, setTyped] = useState<Typed | null>(null);
  const turn = useRef(0);
  // What was typed stays as it is, as long as the case is the one that came of it.
  const isOurs = typed !== null && typed.made === given;
  const written = () =>
    way === "code" ? codeOf(setupAt(given, at)) : `${JSON.stringify(withoutDefaults(given), null, 2)}\n`;
  const read = async (text: string) => {
    const mine = ++turn.current;
    setTyped({ text, made: given, result: typed?.result ?? null });
    const { readCode, readWholeCase } = await import("../model/read-code.js");
    if (mine !== turn.current) return;
    const result = way === "code" ? readCode(text, given, at) : readWholeCase(text);
    setTyped({ text, made: result.made ?? given, result });
    if (result.made !== null) onChange(result.made);
  };
  const result = isOurs ? typed.result : null;
  return (
    <>
      <Editor
        label={way === "code" ? t.codeLabel : t.caseLabel}
        hint={way === "code" ? t.codeHint : t.caseHint}
        language={way === "code" ? "javascript" : "json"}
        value={isOurs ? typed.text : written()}
        wrong={result?.problem ?? null}
        onText={(text) => void read(text)}
      />
      {result !== null && <Remarks result={result} t={t} />}
    </>
  );
}

function Remarks({
  result: { assumed, notes, requests },
  t,
}: {
  readonly result: CodeResult;
  readonly t: Strings["request"];
}) {
  if (assumed.length + notes.length === 0 && requests < 2) return null;
  return (
    <ul class="plain hint">
      {requests > 1 && <li>{fill(t.firstOf, { n: requests })}</li>}
      {assumed.map(({ field, name, value, code }) => (
        <li key={`${field} ${name} ${code}`}>{fill(t.assumed[code], { field, name, value })}</li>
      ))}
      {notes.map(({ code, names, about }) => (
        <li key={`${code} ${names.join()}`}>{fill(t.notes[code], { names: names.join(", "), about })}</li>
      ))}
    </ul>
  );
}
