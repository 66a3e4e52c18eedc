import { fork } from "node:child_process";
import { once } from "node:events";

/** CPU time of this process so far, user and system, in microseconds. */
export function cpuTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/**
 * Runs a module in a process of its own, so that no measurement warms up another.
 * @param {string | URL} module it answers by `process.send`, once
 * @param {string[]} args
 * @returns {Promise<unknown>} the answer
 */
export async function inChild(module, args) {
  const child = fork(module, args, { stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let stderr = "";
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  let answer;
  child.on("message", (message) => {
    answer = message;
  });
  const [code, signal] = await once(child, "close");
  if (code !== 0 || answer === undefined) {
    throw new Error(`${[module, ...args].join(" ")} ended with ${signal ?? code}: ${stderr.trim()}`);
  }
  return answer;
}
