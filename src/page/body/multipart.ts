import { isBlob } from "./payload.js";

/** What a FormData of whatever implementation gives out. */
export interface FormEntries {
  entries(): Iterable<readonly [string, unknown]>;
}

/** multipart/form-data encoding algorithm — https://html.spec.whatwg.org/#multipart/form-data-encoding-algorithm */
export function multipart(form: FormEntries, boundary: string): (string | Blob)[] {
  const parts: (string | Blob)[] = [];
  let text = "";
  for (const [name, value] of form.entries()) {
    text += `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(normalizeLines(name))}"`;
    if (!isBlob(value)) {
      text += `\r\n\r\n${normalizeLines(String(value))}\r\n`;
      continue;
    }
    const filename = "name" in value && typeof value.name === "string" ? value.name : "blob";
    text += `; filename="${escapeName(filename)}"\r\nContent-Type: ${value.type || "application/octet-stream"}\r\n\r\n`;
    parts.push(text, value);
    text = "\r\n";
  }
  parts.push(`${text}--${boundary}--\r\n`);
  return parts;
}

function escapeName(name: string): string {
  return name.replace(/\n/g, "%0A").replace(/\r/g, "%0D").replace(/"/g, "%22");
}

function normalizeLines(text: string): string {
  return text.replace(/\r\n?|\n/g, "\r\n");
}
