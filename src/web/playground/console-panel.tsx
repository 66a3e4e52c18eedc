import type { Verdict } from "../../cases/verdict.js";
import { ENGINES } from "../model/engine.js";
import { CopyButton } from "../parts/copy-button.js";
import { fill, useStrings } from "../strings/strings.js";

/** The engine's own lines, as they stand in its console. */
export function ConsolePanel({ verdict }: { readonly verdict: Verdict }) {
  const t = useStrings();
  const { console: lines, profile } = verdict;
  const speaks = ENGINES.some((engine) => engine === profile);
  if (lines.length === 0) {
    return (
      <p class="muted">
        {speaks ? fill(t.verdict.consoleEmpty, { browser: t.profiles[profile] }) : t.verdict.consoleNone}
      </p>
    );
  }
  return (
    <div class="console">
      {lines.map((line, index) => (
        <p key={index} class="console-line" lang="en">
          {line}
        </p>
      ))}
      <CopyButton text={lines.join("\n")} />
    </div>
  );
}
