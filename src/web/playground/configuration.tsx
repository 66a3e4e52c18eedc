import { useState } from "preact/hooks";
import type { Verdict } from "../../cases/verdict.js";
import { CONFIGURATION_TARGETS, configurationFor } from "../../explain/configurations/configurations.js";
import { PolicyError } from "../../explain/configurations/policy.js";
import { policyFor } from "../../explain/configurations/policy-for.js";
import { CopyButton } from "../parts/copy-button.js";
import { SelectField } from "../parts/fields.js";
import { fill, useStrings } from "../strings/strings.js";

/** The fix as configuration of a server, framework or service; those that were really run come first. */
export default function ConfigurationPanel({ verdict }: { readonly verdict: Verdict }) {
  const { fixes: t, language } = useStrings();
  const [target, setTarget] = useState(TARGETS[0]!.name);
  const policy = policyFor(verdict);
  if (policy === null) return null;
  const written = configured(target, policy, { lang: language });
  return (
    <div class="configuration">
      <SelectField
        label={t.configure}
        value={target}
        options={TARGETS.map(({ name, title }) => ({ value: name, label: title }))}
        onChoice={setTarget}
      />
      {typeof written === "string" ? (
        <p class="wrong" lang="en">
          {written}
        </p>
      ) : (
        <>
          <p class="hint">{written.tested === null ? t.untested : fill(t.tested, { version: written.tested })}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
          <pre class="code" tabIndex={0}>
            <code>{written.text}</code>
          </pre>
          {written.notes.map((note) => (
            <p class="hint" key={note}>
              {note}
            </p>
          ))}
          <CopyButton text={written.text} />
        </>
      )}
    </div>
  );
}

const TARGETS = [...CONFIGURATION_TARGETS].sort((a, b) => Number(a.tested === null) - Number(b.tested === null));

function configured(...args: Parameters<typeof configurationFor>): ReturnType<typeof configurationFor> | string {
  try {
    return configurationFor(...args);
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
}
