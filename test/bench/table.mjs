/**
 * A table as plain text: the first column to the left, figures to the right.
 * @param {string[]} titles
 * @param {string[][]} rows
 */
export function table(titles, rows) {
  const lines = [titles, ...rows];
  const widths = titles.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const line = (cells) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return [line(titles), rule, ...rows.map(line)].join("\n");
}

/** With thousands apart, and as many decimals as asked for. */
export function figure(value, decimals = 0) {
  return value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** For a ratio that should not be above its goal; `goal` is null where there is none. */
export function goalCells({ goal, met }) {
  return goal === null ? ["", ""] : [`≤ ${goal}×`, metOrMissed({ met })];
}

export function metOrMissed({ met }) {
  return met ? "met" : "missed";
}
