import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** Labelled form fields; each passes on what is in it, as it is typed. */

interface Labelled {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly className?: string;
}

function Field({
  label,
  hint,
  className = "",
  id,
  children,
}: Labelled & { readonly id: string; readonly children: ComponentChildren }) {
  return (
    <div class={`field ${className}`}>
      <label for={id}>{label}</label>
      {children}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface TextProps extends Labelled {
  readonly value: string;
  readonly onText: (value: string) => void;
  readonly suggestions?: readonly string[];
  readonly type?: "text" | "number" | "url";
  readonly placeholder?: string;
}

export function TextField({ value, onText, suggestions, type = "text", placeholder, ...labelled }: TextProps) {
  const id = useId();
  return (
    <Field {...labelled} id={id}>
      <input
        id={id}
        type={type === "number" ? "number" : "text"}
        inputMode={type === "url" ? "url" : undefined}
        value={value}
        placeholder={placeholder}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        list={suggestions === undefined ? undefined : `${id}-list`}
        aria-describedby={labelled.hint === undefined ? undefined : `${id}-hint`}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      {suggestions !== undefined && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option value={each} key={each} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

interface SelectProps<Value extends string> extends Labelled {
  readonly value: Value;
  readonly options: readonly (Value | { readonly value: Value; readonly label: string })[];
  readonly onChoice: (value: Value) => void;
}

export function SelectField<Value extends string>({ value, options, onChoice, ...labelled }: SelectProps<Value>) {
  const id = useId();
  const known = options.map((option) => (typeof option === "string" ? { value: option, label: option } : option));
  // What is not on the list can still be in a case.
  const all = known.some((option) => option.value === value) ? known : [...known, { value, label: value }];
  return (
    <Field {...labelled} id={id}>
      <select id={id} value={value} onChange={(event) => onChoice(event.currentTarget.value as Value)}>
        {all.map((option) => (
          <option value={option.value} key={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface AreaProps extends Labelled {
  readonly value: string;
  readonly onText: (value: string) => void;
  readonly rows?: number;
  readonly wrong?: string | null;
}

export function AreaField({ value, onText, rows = 3, wrong = null, ...labelled }: AreaProps) {
  const id = useId();
  return (
    <Field {...labelled} id={id}>
      <textarea
        id={id}
        class="code"
        rows={rows}
        value={value}
        spellcheck={false}
        autocapitalize="off"
        aria-describedby={labelled.hint === undefined ? undefined : `${id}-hint`}
        aria-invalid={wrong !== null}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      {wrong !== null && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
    </Field>
  );
}

export function Check({
  label,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
