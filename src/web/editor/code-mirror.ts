import { autocompletion, type CompletionSource, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, type StreamParser, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { HEADER_VALUES, REQUEST_HEADERS, RESPONSE_HEADERS } from "./header-names.js";

export type EditorLanguage = "request-headers" | "response-headers" | "javascript" | "json";

export interface MountedEditor {
  setText(text: string): void;
  setInvalid(invalid: boolean): void;
  destroy(): void;
}

interface Options {
  readonly language: EditorLanguage;
  readonly label: string;
  readonly describedBy: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** In a shadow tree: there the editor brings its style as an object, which the page's policy permits. */
export async function mountEditor(host: HTMLElement, options: Options): Promise<MountedEditor> {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const validity = new Compartment();
  let isOurs = false;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        history(),
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-label": options.label,
          ...(options.describedBy === "" ? {} : { "aria-description": options.describedBy }),
          spellcheck: "false",
          autocorrect: "off",
          autocapitalize: "off",
        }),
        validity.of([]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isOurs) options.onText(update.state.doc.toString());
        }),
        syntaxHighlighting(COLOURS),
        THEME,
        await languageOf(options.language),
      ],
    }),
  });
  return {
    setText(text) {
      const { doc } = view.state;
      if (doc.toString() === text) return;
      isOurs = true;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
      isOurs = false;
    },
    setInvalid(invalid) {
      const attributes = EditorView.contentAttributes.of({ "aria-invalid": String(invalid) });
      view.dispatch({ effects: validity.reconfigure(attributes) });
    },
    destroy() {
      view.destroy();
      root.replaceChildren();
    },
  };
}

async function languageOf(language: EditorLanguage): Promise<Extension> {
  switch (language) {
    case "javascript":
      return (await import("@codemirror/lang-javascript")).javascript();
    case "json":
      return (await import("@codemirror/lang-json")).json();
    case "request-headers":
      return [HEADERS, autocompletion({ override: [completeHeaders(REQUEST_HEADERS)], icons: false })];
    case "response-headers":
      return [HEADERS, autocompletion({ override: [completeHeaders(RESPONSE_HEADERS)], icons: false })];
  }
}

const headerLines: StreamParser<{ inValue: boolean }> = {
  name: "headers",
  startState: () => ({ inValue: false }),
  token(stream, state) {
    if (stream.sol()) state.inValue = false;
    if (!state.inValue) {
      if (stream.match(/^[^:]+(?=:)/)) return "propertyName";
      if (stream.match(/^:\s*/)) {
        state.inValue = true;
        return "punctuation";
      }
      stream.skipToEnd();
      return "invalid";
    }
    if (stream.match(/^[,;]\s*/)) return "punctuation";
    if (stream.match(/^https?:\/\/[^\s,;]+/)) return "string";
    stream.match(/^[^,;]+/) || stream.next();
    return "string";
  },
};
const HEADERS = StreamLanguage.define(headerLines);

function completeHeaders(names: readonly string[]): CompletionSource {
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const named = /^([\w-]+):\s*(.*)$/.exec(before);
    if (named !== null) {
      const values = HEADER_VALUES[named[1]!.toLowerCase()];
      if (values === undefined) return null;
      return { from: context.pos - named[2]!.length, options: values.map((label) => ({ label })) };
    }
    if (before === "" && !context.explicit) return null;
    return {
      from: line.from,
      options: names.map((label) => ({ label, apply: `${label}: ` })),
      validFor: /^[\w-]*$/,
    };
  };
}

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.variableName)], color: "var(--code-name)" },
  { tag: [tags.string, tags.number, tags.bool, tags.null, tags.regexp], color: "var(--code-value)" },
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--code-word)" },
  { tag: [tags.comment], color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.punctuation, tags.bracket, tags.operator], color: "var(--muted)" },
  { tag: tags.invalid, color: "var(--bad)" },
]);

const THEME = EditorView.theme({
  "&": { fontSize: "0.875rem", backgroundColor: "transparent", color: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
  ".cm-content": { padding: "0.5rem 0", caretColor: "var(--accent)", minHeight: "2.6rem" },
  ".cm-line": { padding: "0 0.75rem" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, ::selection": {
    backgroundColor: "var(--selection)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--line)",
    borderRadius: "8px",
    overflow: "hidden",
    boxShadow: "0 8px 24px rgb(0 0 0 / 0.18)",
  },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "0.8125rem" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "0.25rem 0.6rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
});
