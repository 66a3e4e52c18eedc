/** Stands for the reader of cases where a case has been read: what the page judges was checked when it came in. */
export function parseCase(): never {
  throw new TypeError("the page judges cases that are read");
}
