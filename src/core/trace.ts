/** Receives each decision with raw values; `null` instead of a trace costs nothing. */
export interface Trace {
  /**
   * @param spec anchor of the algorithm in its standard
   * @param step step number in that algorithm
   * @param code what was looked at or decided
   * @param value the raw value
   */
  step(spec: string, step: string, code: string, value?: unknown): void;
}

export interface TraceStep {
  readonly spec: string;
  readonly step: string;
  readonly code: string;
  readonly value?: unknown;
}

/** Keeps every step, in order. */
export class TraceLog implements Trace {
  readonly steps: TraceStep[] = [];

  step(spec: string, step: string, code: string, value?: unknown): void {
    this.steps.push(value === undefined ? { spec, step, code } : { spec, step, code, value });
  }
}
