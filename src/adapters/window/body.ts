import { Buffer, Blob as NodeBlob, File as NodeFile } from "node:buffer";
import { MIMEType } from "whatwg-mimetype";
import { multipart } from "../../page/body/multipart.js";
import { bytesOfBlob, isBytes } from "../../page/body/payload.js";
import type { Page } from "../../page/page.js";
import type { Classes, WindowForm } from "./classes.js";

/** What a page takes for a Blob: it goes by what a thing is called. For one whose bytes have to be waited for. */
class BlobOfWindow {
  readonly size: number;
  readonly type: string;
  readonly name: string;
  readonly #read: () => Promise<Uint8Array>;

  constructor(size: number, type: string, name: string, read: () => Promise<Uint8Array>) {
    this.size = size;
    this.type = type;
    this.name = name;
    this.#read = read;
  }

  get [Symbol.toStringTag](): string {
    return "Blob";
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = await this.#read();
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  }
}

/** A body as the window's code gives it, as one that the page knows. */
export function windowBody(given: unknown, classes: Classes): unknown {
  if (typeof given !== "object" || given === null || given instanceof NodeBlob) return given;
  if (isWindowBlob(given, classes)) return blobOfWindow(given, classes);
  if (given instanceof classes.FormData) return formOfWindow(given, classes);
  return given;
}

/** A Blob of the window's, as the page's; anything else as it is. */
export function windowBlob(given: unknown, classes: Classes): Blob {
  const isOne = typeof given === "object" && given !== null && isWindowBlob(given, classes);
  return isOne ? blobOfWindow(given, classes) : (given as Blob);
}

function isWindowBlob(given: object, { Blob, File }: Classes): given is Blob {
  return !(given instanceof NodeBlob) && (given instanceof Blob || given instanceof File);
}

function blobOfWindow(blob: Blob, classes: Classes): Blob {
  const { size, type } = blob;
  const name = "name" in blob && typeof blob.name === "string" ? blob.name : null;
  const bytes = bytesHeldBy(blob);
  if (bytes === null)
    return new BlobOfWindow(size, type, name ?? "blob", () => bytesOf(blob, classes)) as unknown as Blob;
  return (name === null ? new NodeBlob([bytes], { type }) : new NodeFile([bytes], name, { type })) as Blob;
}

/**
 * NON-SPEC: a DOM that runs on Node has a Blob's bytes at hand, behind a symbol, and a page that stands still can't wait for
 * those that its methods give. Null: this one has them elsewhere.
 */
function bytesHeldBy(blob: Blob): Uint8Array | null {
  const isWhole = (value: unknown): value is Uint8Array => isBytes(value) && value.length === blob.size;
  for (const symbol of Object.getOwnPropertySymbols(blob)) {
    const held: unknown = (blob as unknown as Record<symbol, unknown>)[symbol];
    if (isWhole(held)) return held;
    if (typeof held !== "object" || held === null) continue;
    const inner = Object.values(held).find(isWhole);
    if (inner !== undefined) return inner;
  }
  return null;
}

async function bytesOf(blob: Blob, { FileReader }: Classes): Promise<Uint8Array> {
  return new Uint8Array(await bytesOfBlob(blob, FileReader ?? undefined));
}

let forms = 0;

/** As the page encodes one of its own, but for the bytes of files: they are read later. */
function formOfWindow(form: WindowForm, classes: Classes): Blob {
  const entries = [...form.entries()].map(([name, value]): [string, unknown] => {
    const isBlob = typeof value === "object" && value !== null && isWindowBlob(value, classes);
    return [name, isBlob ? blobOfWindow(value, classes) : value];
  });
  const boundary = `----formdata-${Date.now().toString(36)}w${(++forms).toString(36)}${Math.random().toString(36).slice(2, 12)}`;
  const parts = multipart({ entries: () => entries }, boundary);
  const type = `multipart/form-data; boundary=${boundary}`;
  if (parts.every((part) => typeof part === "string" || part instanceof NodeBlob)) {
    return new NodeBlob(parts as (string | NodeBlob)[], { type }) as Blob;
  }
  const size = parts.reduce((sum, part) => sum + (typeof part === "string" ? Buffer.byteLength(part) : part.size), 0);
  return new BlobOfWindow(size, type, "blob", async () =>
    Buffer.concat(
      await Promise.all(
        parts.map(async (part) =>
          typeof part === "string" ? Buffer.from(part) : Buffer.from(await part.arrayBuffer()),
        ),
      ),
    ),
  ) as unknown as Blob;
}

/** blob() and formData() of the page's give out the window's. */
export function returnWindowBodies(page: Page, classes: Classes): void {
  for (const { prototype } of [page.Response, page.Request]) {
    override(prototype, "blob", async function (this: typeof prototype) {
      const bytes = await this.bytes();
      return new classes.Blob([bytes], {
        type: MIMEType.parse(this.headers.get("content-type") ?? "")?.toString() ?? "",
      });
    });
    override(prototype, "formData", async function (this: typeof prototype) {
      return windowForm(await this.bytes(), this.headers.get("content-type"), classes);
    });
  }
}

/** @throws TypeError when it is none */
async function windowForm(bytes: Uint8Array, type: string | null, classes: Classes): Promise<object> {
  if (classes.Response === null) throw new TypeError("there is no Response whose parser of forms could be used");
  const read = await new classes.Response(bytes, { headers: { "content-type": type ?? "" } }).formData();
  const isWindows: boolean = read instanceof classes.FormData;
  if (isWindows) return read;
  const form = new classes.FormData();
  for (const [name, value] of (read as WindowForm).entries()) {
    if (typeof value === "string") form.append(name, value);
    else {
      const file = value as File;
      form.append(name, new classes.File([await bytesOf(file, classes)], file.name, { type: file.type }));
    }
  }
  return form;
}

function override(prototype: object, name: string, value: unknown): void {
  Object.defineProperty(prototype, name, { ...Object.getOwnPropertyDescriptor(prototype, name), value });
}
