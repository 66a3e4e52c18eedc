/** A real browser of this machine, ready to record. */
import { executableOf } from "../drivers/executables.mjs";
import { openRecorder } from "./recorder.mjs";

/** @throws when it can't be had here, with what to do */
export async function driverOf(name) {
  const driver = await import(`./${name}.mjs`);
  const executable = executableOf(driver.program);
  const lacking = driver.lacking?.() ?? null;
  if (lacking !== null) throw new Error(`${lacking}: ${driver.program.install}`);
  return { ...driver, name, start: (how) => driver.start({ ...how, executable }) };
}

/** @param driver as `driverOf` gives it */
export async function openBrowser(driver, { width = 8, log = false } = {}) {
  const told = log ? (line) => console.error(line) : undefined;
  return { name: driver.name, recorder: await openRecorder(driver, { width, log: told, ...driver.pace }) };
}
