import { Editor } from "../editor/editor.js";
import { type Pairs, pairsOfText, textOfPairs } from "../model/edit.js";
import { fill, useStrings } from "../strings/strings.js";
import { useTextOf } from "./text-state.js";

interface Props {
  readonly label: string;
  readonly pairs: Pairs;
  readonly direction: "request" | "response";
  readonly onPairs: (pairs: Pairs) => void;
}

/** Header lines, as they stand in a message. */
export function HeadersField({ label, pairs, direction, onPairs }: Props) {
  const t = useStrings().request;
  const [text, setText] = useTextOf(pairs, textOfPairs, (typed) => pairsOfText(typed).pairs);
  const [unread] = pairsOfText(text).unread;
  return (
    <Editor
      label={label}
      hint={t.headersHint}
      language={`${direction}-headers`}
      value={text}
      wrong={unread === undefined ? null : fill(t.unread, { line: unread })}
      onText={(typed) => {
        setText(typed);
        onPairs(pairsOfText(typed).pairs);
      }}
    />
  );
}
