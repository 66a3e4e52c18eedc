/** A comparison as people read it: agreement by field, and what the disagreements have in common. */

export function printComparison({ profile, total, counts, bad }, { verbose, max }) {
  console.log(`${profile}: ${total} verdicts`);
  const line = (name, agree, all) =>
    console.log(
      `  ${name.padEnd(22)} ${`${agree}/${all}`.padStart(13)}  ${((100 * agree) / (all || 1)).toFixed(2).padStart(6)} %`,
    );
  for (const [field, { agree, total: all }] of counts) if (all > 0) line(field, agree, all);
  line("in all fields", total - bad.length, total);
  const clusters = clustersOf(bad);
  if (clusters.length > 0) console.log(`\n${clusters.length} kinds of disagreement`);
  for (const { fields, shape, members, factors } of clusters) {
    console.log(
      `\n${members.length} × ${fields}   ${members.slice(0, 6).join(" ")}${factors ? `\n    common: ${factors}` : ""}`,
    );
    console.log(shape.map((text) => `    ${text}`).join("\n"));
  }
  if (!verbose) return;
  for (const { id, given, differences } of bad.slice(0, max)) {
    console.log(`\n${id}  ${given.title ?? ""}`);
    for (const [field, seen, told] of differences) console.log(`  ${field}\n    browser ${seen}\n    model   ${told}`);
  }
}

/** Disagreements of the same fields, with the same difference once names and numbers are taken out. */
export function clustersOf(bad) {
  const clusters = new Map();
  for (const { id, given, differences } of bad) {
    const fields = differences.map(([field]) => field).join(", ");
    const [field, seen, told] = differences[0];
    const shape = [`${field}:`, `browser ${shapeOf(seen)}`, `model   ${shapeOf(told)}`];
    const key = `${fields}\n${shape.join("\n")}`;
    if (!clusters.has(key)) clusters.set(key, { fields, shape, members: [], titles: [] });
    const cluster = clusters.get(key);
    cluster.members.push(id);
    cluster.titles.push(new Set((given.title ?? "").split("; ")));
  }
  return [...clusters.values()]
    .map(({ titles, ...cluster }) => ({
      ...cluster,
      factors: [...titles[0]].filter((factor) => titles.every((each) => each.has(factor))).join("; "),
    }))
    .sort((a, b) => b.members.length - a.members.length);
}

function shapeOf(value) {
  return String(value)
    .replaceAll(/\/c\/[\w.-]+\//g, "/c/ID/")
    .replaceAll(/https?:\/\/(?:(\w+)\.)?(page|far)\.test:\d+/g, (_all, sub, host) => `<${sub ?? host}>`)
    .slice(0, 600);
}
