import type { ReadCase } from "../../cases/case.js";
import type { Seen } from "../../perform/seen.js";
import type { SeenRequest } from "./compare.js";
import type { FrameMessage, PerformMessage } from "./messages.js";

/** The lab's ports, as the server that handed out this page names them; null: it has none. */
export function labPorts(): readonly number[] | null {
  const named = document.querySelector<HTMLMetaElement>('meta[name="whycors-lab"]')?.content;
  const ports = named?.split(" ").map(Number) ?? [];
  return ports.length === 3 && ports.every((port) => port > 0) ? ports : null;
}

/** A name that nobody can guess, and that paths can have in them. */
export function newRunId(): string {
  return crypto.randomUUID();
}

export interface LabRun {
  readonly observed: Seen;
  readonly seen: readonly SeenRequest[];
}

/** Milliseconds. */
const PATIENCE = 8000;
/** What is still on its way when script has heard all. */
const STRAGGLERS = 120;

/** Stages a case and performs it in a frame of this page. @throws Error when the lab is silent */
export async function runInLab(given: ReadCase, id: string): Promise<LabRun> {
  await ask(`lab/runs/${id}`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(given),
  });
  const frame = document.createElement("iframe");
  frame.hidden = true;
  if (given.page.opaque) frame.setAttribute("sandbox", "allow-scripts");
  try {
    const ready = heard(frame, (message) => ("ready" in message ? true : null));
    frame.src = given.page.url;
    document.body.append(frame);
    await ready;
    let before = 0;
    let observed = await perform(frame, given.setup);
    for (const { after, expect: _, ...setup } of given.then) {
      await pause(Math.max(after * 1000, STRAGGLERS));
      before = (await seenOf(id)).length;
      observed = await perform(frame, setup);
    }
    await pause(STRAGGLERS);
    return { observed, seen: (await seenOf(id)).slice(before) };
  } finally {
    frame.remove();
  }
}

function perform(frame: HTMLIFrameElement, setup: ReadCase["setup"]): Promise<Seen> {
  const observed = heard(frame, (message) => ("observed" in message ? message.observed : null));
  const message: PerformMessage = { perform: setup, patience: PATIENCE };
  frame.contentWindow?.postMessage(message, "*");
  return observed;
}

function heard<Value>(frame: HTMLIFrameElement, wanted: (message: FrameMessage) => Value | null): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      removeEventListener("message", listen);
      clearTimeout(timer);
    };
    const listen = ({ source, data }: MessageEvent<FrameMessage>) => {
      if (source !== frame.contentWindow || typeof data !== "object") return;
      const value = wanted(data);
      if (value === null) return;
      stop();
      resolve(value);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error("the page of the case is silent"));
    }, PATIENCE + 2000);
    addEventListener("message", listen);
  });
}

async function seenOf(id: string): Promise<readonly SeenRequest[]> {
  const { seen } = await ask(`lab/runs/${id}`, {});
  return seen as readonly SeenRequest[];
}

async function ask(path: string, init: RequestInit): Promise<{ seen?: unknown }> {
  const response = await fetch(path, { cache: "no-store", ...init });
  const answer = (await response.json()) as { error?: string; seen?: unknown };
  if (!response.ok) throw new Error(answer.error ?? String(response.status));
  return answer;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
