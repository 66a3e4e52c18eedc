import { useEffect, useRef, useState } from "preact/hooks";
import type { ReadCase } from "../../cases/case.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import type { Order, Report, Row } from "./messages.js";

export interface RecordingState {
  readonly phase: "idle" | "reading" | "done" | "stopped" | "failed";
  readonly rows: readonly Row[];
  readonly bytes: number;
  readonly entries: number;
  readonly skipped: number;
  readonly message: string;
}

const IDLE: RecordingState = { phase: "idle", rows: [], bytes: 0, entries: 0, skipped: 0, message: "" };

const start = (order: Order, onReport: (report: Report) => void): Worker => {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<Report>) => onReport(data));
  worker.addEventListener("error", (event) => onReport({ kind: "failed", message: event.message }));
  worker.postMessage(order);
  return worker;
};

/** The verdicts on a file, as they come from the worker. */
export function useRecording(file: File | null, profile: ProfileName, lang: string) {
  const [state, setState] = useState(IDLE);
  const worker = useRef<Worker | null>(null);
  useEffect(() => {
    if (file === null) return setState(IDLE);
    setState({ ...IDLE, phase: "reading" });
    const rows: Row[] = [];
    worker.current = start({ file, profile, lang, entry: null }, (report) => {
      if (report.kind === "rows") rows.push(...report.rows);
      setState((before) => next(before, report, rows));
    });
    return () => worker.current?.terminate();
  }, [file, profile, lang]);
  const stop = () => {
    worker.current?.terminate();
    setState((before) => ({ ...before, phase: "stopped" }));
  };
  return { state, stop };
}

function next(state: RecordingState, report: Report, rows: readonly Row[]): RecordingState {
  switch (report.kind) {
    case "progress":
      return { ...state, bytes: report.bytes, entries: report.entries };
    case "rows":
      return { ...state, rows: [...rows] };
    case "done":
      return { ...state, phase: "done", skipped: report.skipped };
    case "failed":
      return { ...state, phase: "failed", message: report.message };
    case "case":
      return state;
  }
}

/** One entry of a file as a case. */
export function caseOfEntry(file: File, entry: number, profile: ProfileName, lang: string): Promise<ReadCase> {
  return new Promise((resolve, reject) => {
    const worker = start({ file, profile, lang, entry }, (report) => {
      if (report.kind === "case") resolve(report.given);
      else if (report.kind === "failed") reject(new Error(report.message));
      else return;
      worker.terminate();
    });
  });
}
