/** Cases and recordings on disk. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { CaseError, parseCase, stripComments } from "../sources.mjs";
import { caseFolder, isOnStage, originsOf } from "./origins.mjs";

/** So many broken cases are named. */
const MOST_NAMED = 5;

/**
 * The cases of a file, as they are written.
 * @throws Error that names each that can't be performed
 */
export function readCaseFile(file) {
  const cases = readValues(file);
  const wrong = [];
  const ids = new Set();
  for (const [index, { value, line }] of cases.entries()) {
    try {
      checkCase(value, ids);
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      const id = typeof value?.id === "string" ? ` ${value.id}` : ` number ${index + 1}`;
      wrong.push(`${file}${line === null ? "" : `:${line}`}: case${id}: ${error.message}`);
    }
  }
  if (wrong.length === 0 && cases.length > 0) return cases.map(({ value }) => value);
  if (cases.length === 0) throw new Error(`${file}: there are no cases in it`);
  const rest = wrong.length > MOST_NAMED ? [`and ${wrong.length - MOST_NAMED} more`] : [];
  throw new Error([...wrong.slice(0, MOST_NAMED), ...rest].join("\n"));
}

function checkCase(value, ids) {
  const { id, page } = parseCase(value);
  if (id === undefined) throw new CaseError(`/id: expected a name, for the paths of its URLs`);
  if (ids.has(id)) throw new CaseError("/id: an earlier case has it");
  ids.add(id);
  if (!isOnStage(page.url) || !page.url.includes(caseFolder(id))) {
    const example = `${originsOf("http").page}${caseFolder(id)}index.html`;
    throw new CaseError(`/page/url: ${page.url} is not where cases are recorded: expected such as ${example}`);
  }
}

/** A recording; packed ones too. */
export function readLines(file) {
  return readValues(file).map(({ value }) => value);
}

function readValues(file) {
  const text = readText(file);
  if (/^\s*(?:\[|\/|\{\s*[\n/])/.test(text)) {
    const value = parsed(stripComments(text), file);
    return [value].flat().map((each) => ({ value: each, line: null }));
  }
  return text
    .split("\n")
    .map((each, index) => ({ each, line: index + 1 }))
    .filter(({ each }) => each.trim() !== "")
    .map(({ each, line }) => ({ value: parsed(each, `${file}:${line}`), line }));
}

function readText(file) {
  const path = existsSync(file) ? file : `${file}.gz`;
  if (!existsSync(path)) throw new Error(`${file}: there is no such file`);
  const bytes = readFileSync(path);
  return (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString();
}

function parsed(text, where) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${where}: not JSON: ${error.message}`);
  }
}

export function writeLines(file, values, { gzip = false } = {}) {
  const text = values.map((value) => `${JSON.stringify(value)}\n`).join("");
  if (gzip) writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
  else writeFileSync(file, text);
}
