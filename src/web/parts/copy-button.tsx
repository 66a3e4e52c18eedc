import { useEffect, useState } from "preact/hooks";
import { useStrings } from "../strings/strings.js";

export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const t = useStrings();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <button type="button" class="quiet" onClick={() => void copy()} aria-live="polite">
      {copied ? t.fixes.copied : (label ?? t.fixes.copy)}
    </button>
  );
}
