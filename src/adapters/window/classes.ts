import type { DocumentClasses } from "../../page/documents.js";

type EventTargetClass = new () => EventTarget;
type EventClass = new (type: string, init?: object) => Event;
type BlobClass = new (parts: readonly unknown[], options?: { type?: string }) => Blob;

export interface WindowForm {
  append(name: string, value: unknown, filename?: string): void;
  entries(): Iterable<readonly [string, unknown]>;
}

/** Classes of a window as they were before; its objects are told apart by them. */
export interface Classes {
  readonly EventTarget: EventTargetClass;
  readonly Event: EventClass;
  readonly ProgressEvent: EventClass;
  readonly MessageEvent: EventClass;
  readonly Blob: BlobClass;
  readonly File: new (parts: readonly unknown[], name: string, options?: { type?: string }) => File;
  readonly FormData: new () => WindowForm;
  readonly FileReader: (new () => WindowFileReader) | null;
  readonly AbortSignal: (abstract new () => AbortSignal) | null;
  readonly Response: (new (body: Uint8Array, init: { headers: Record<string, string> }) => Response) | null;
  readonly URL: object;
  readonly DOMException: new (message: string, name: string) => Error;
  readonly DOMParser: DocumentClasses["DOMParser"];
  readonly XMLSerializer: DocumentClasses["XMLSerializer"];
  readonly navigator: object | null;
}

export interface WindowFileReader {
  readonly result: unknown;
  readonly error: unknown;
  onload: unknown;
  onerror: unknown;
  readAsArrayBuffer(blob: Blob): void;
}

/** Where a window lacks one, the globals' serves. */
export function classesOf(window: object): Classes {
  const own = window as { readonly [Name in keyof Classes]?: Classes[Name] | undefined };
  return {
    EventTarget: own.EventTarget ?? EventTarget,
    Event: own.Event ?? Event,
    ProgressEvent: own.ProgressEvent ?? own.Event ?? Event,
    MessageEvent: own.MessageEvent ?? (MessageEvent as EventClass),
    Blob: own.Blob ?? (Blob as BlobClass),
    File: own.File ?? (File as Classes["File"]),
    FormData: own.FormData ?? FormData,
    FileReader: own.FileReader ?? null,
    AbortSignal: own.AbortSignal ?? null,
    Response: own.Response ?? (typeof Response === "function" ? (Response as Classes["Response"]) : null),
    URL: own.URL ?? URL,
    DOMException: own.DOMException ?? DOMException,
    DOMParser: own.DOMParser ?? null,
    XMLSerializer: own.XMLSerializer ?? null,
    navigator: typeof own.navigator === "object" ? own.navigator : null,
  };
}
