import { useRef } from "preact/hooks";

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** A mark before the label, with its words for those who don't see it. */
  readonly mark?: { readonly outcome: string; readonly label: string };
}

interface Props<Id extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly chosen: Id;
  readonly controls: string;
  readonly onChoice: (id: Id) => void;
}

/** Tabs after the pattern of the ARIA practices: arrows move, Home and End jump. */
export function Tabs<Id extends string>({ label, tabs, chosen, controls, onChoice }: Props<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === chosen);
    const to = nextIndex(event.key, at, tabs.length);
    if (to === null) return;
    event.preventDefault();
    onChoice(tabs[to]!.id);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[to]?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {tabs.map(({ id, label: text, mark }) => (
        <button
          type="button"
          role="tab"
          key={id}
          id={`${controls}-tab-${id}`}
          aria-selected={id === chosen}
          aria-controls={controls}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoice(id)}
        >
          {mark !== undefined && <OutcomeMark outcome={mark.outcome} label={mark.label} />}
          {text}
        </button>
      ))}
    </div>
  );
}

function nextIndex(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowLeft":
      return (at + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

const MARKS: Readonly<Record<string, string>> = {
  allowed: "M4 9.5 7.5 13 14 5.5",
  opaque: "M2.5 9S5 4.8 9 4.8 15.5 9 15.5 9 13 13.2 9 13.2 2.5 9 2.5 9ZM3.5 15 14.5 3",
  blocked: "M5 5l8 8M13 5l-8 8",
  failed: "M9 4v6.5M9 13.6v.4",
  unknown: "M6.5 7a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.8-1.1 1.8M9 13.6v.4",
};

/** An outcome as a shape, so that colour alone never tells it. */
export function OutcomeMark({ outcome, label }: { readonly outcome: string; readonly label?: string }) {
  return (
    <svg
      class={`mark ${outcome}`}
      viewBox="0 0 18 18"
      role={label === undefined ? "presentation" : "img"}
      aria-hidden={label === undefined}
      aria-label={label}
    >
      <path
        d={MARKS[outcome] ?? MARKS["unknown"]}
        fill="none"
        stroke="currentColor"
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
