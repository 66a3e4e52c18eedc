/** Programs and folders that go with this process, however it goes. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";

/** Each with its group, which is what is killed. */
const children = new Map();
const folders = new Set();
/** The process that made it is in a folder's name, so that what was killed leaves nothing for ever. */
const OURS = /^browsers-\w+-(\d+)-/;

export function temporaryFolder(what) {
  if (folders.size === 0) sweep();
  const folder = mkdtempSync(join(tmpdir(), `browsers-${what}-${process.pid}-`));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  folders.delete(folder);
}

/** A program that is the first of a group of its own, so that what it starts ends with it. */
export function startProgram(executable, args, options) {
  const child = spawn(executable, args, { ...options, detached: true });
  return endWithUs(child);
}

/** @returns the child, first of its group, with `gone`, which resolves when it has ended or could not be started */
export function endWithUs(child) {
  children.set(child, -child.pid);
  const gone = new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", resolve);
  }).then(() => {
    kill(child); // others of its group may live on
    children.delete(child);
  });
  return Object.assign(child, { gone });
}

/** Asks it to end, and sees to it. */
export async function endProgram(child, { patience = 5000, ask = () => child.kill("SIGTERM") } = {}) {
  const timer = setTimeout(kill, patience, child);
  ask();
  await child.gone;
  clearTimeout(timer);
}

function kill(child) {
  try {
    process.kill(children.get(child), "SIGKILL");
  } catch {
    // It has ended.
  }
}

process.on("exit", () => {
  for (const child of children.keys()) kill(child);
  for (const folder of folders) {
    try {
      removeFolder(folder);
    } catch {
      // Who still writes there is killed; the next run takes it away.
    }
  }
});

/** For a program of its own: Ctrl-C and the like leave nothing. */
export function endOnSignals() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
}

function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const owner = OURS.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) {
      rmSync(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 2 });
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
