import { useState } from "preact/hooks";

/**
 * Text that stands for a value: what was typed stays as it was typed while it means the value that there is; when the
 * value changes from elsewhere, the text is written anew.
 */
export function useTextOf<Value>(
  value: Value,
  write: (value: Value) => string,
  read: (text: string) => Value,
): readonly [text: string, setText: (text: string) => void] {
  const [typed, setTyped] = useState<string | null>(null);
  const isStill = typed !== null && JSON.stringify(read(typed)) === JSON.stringify(value);
  return [isStill ? typed : write(value), setTyped];
}
