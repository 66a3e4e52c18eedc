import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { EditorLanguage, MountedEditor } from "./code-mirror.js";

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly language: EditorLanguage;
  readonly value: string;
  readonly wrong?: string | null;
  readonly onText: (text: string) => void;
}

/**
 * A text area that becomes an editor once that is there; it never changes under the hands of who writes in it. Where
 * fingers point, it stays the text area: the keyboards of phones know that better.
 */
export function Editor({ label, hint, language, value, wrong = null, onText }: Props) {
  const id = useId();
  const host = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const mounted = useRef<MountedEditor | null>(null);
  const latest = useRef({ value, onText });
  latest.current = { value, onText };
  const [isRich, setIsRich] = useState(false);

  useEffect(() => {
    if (matchMedia("(pointer: coarse)").matches) return;
    let gone = false;
    void whenIdle()
      .then(() => import("./code-mirror.js"))
      .then(async ({ mountEditor }) => {
        const element = area.current;
        while (!gone && element !== null && document.activeElement === element) await blurOf(element);
        if (gone || host.current === null) return;
        mounted.current = await mountEditor(host.current, {
          language,
          label,
          text: latest.current.value,
          describedBy: hint ?? "",
          onText: (text) => latest.current.onText(text),
        });
        setIsRich(true);
      });
    return () => {
      gone = true;
      mounted.current?.destroy();
      mounted.current = null;
    };
  }, [language, label, hint]);

  useEffect(() => mounted.current?.setText(value), [value, isRich]);
  useEffect(() => mounted.current?.setInvalid(wrong !== null), [wrong, isRich]);

  return (
    <div class="field">
      {isRich ? <span class="label">{label}</span> : <label for={id}>{label}</label>}
      <div ref={host} class="editor" hidden={!isRich} />
      {!isRich && (
        <textarea
          id={id}
          ref={area}
          class="code"
          rows={Math.min(14, Math.max(2, value.split("\n").length))}
          value={value}
          spellcheck={false}
          autocapitalize="off"
          aria-invalid={wrong !== null}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      )}
      {wrong !== null ? (
        <p class="wrong" role="status">
          {wrong}
        </p>
      ) : (
        hint !== undefined && (
          <p class="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}

function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 1500 });
    else setTimeout(resolve, 300);
  });
}

function blurOf(element: HTMLElement): Promise<void> {
  return new Promise((resolve) => element.addEventListener("blur", () => resolve(), { once: true }));
}
