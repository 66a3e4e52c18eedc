/**
 * Runs in a case's own document: performs one setup at a time with the real API, as the page above
 * asks for it, and tells what script could see.
 */
import { perform } from "../../src/perform/perform.ts";
import { ELEMENTS } from "./elements.js";

addEventListener("message", async ({ source, data }) => {
  const { setup, patience } = data;
  if (source !== parent || setup === undefined) return;
  const late = new Promise((resolve) => setTimeout(resolve, patience, { settles: "never", outcome: "never" }));
  const performed = async () => (ELEMENTS[setup.api] ?? ((given) => perform(window, given)))(setup);
  const result = await Promise.race([performed(), late]).catch((error) => ({ failed: String(error) }));
  parent.postMessage({ result }, "*");
});
parent.postMessage({ ready: true }, "*");
