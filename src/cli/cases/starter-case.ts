import { InputError } from "../errors.js";
import type { Io } from "../io.js";

/** Writes a case to start from; what is there already stays. */
export async function writeStarterCase(io: Io, path: string): Promise<void> {
  if (!/\.jsonc?$/i.test(path)) {
    throw new InputError(`--init: ${path}: a case with comments is a .jsonc or .json file`, `Try --init ${path}.jsonc`);
  }
  if (!(await io.files.create(path, STARTER))) {
    throw new InputError(`--init: ${path}: is there already`, "Choose another name, or remove it first.");
  }
  io.err(`Wrote ${path}. Judge it: whycors cases ${path}\n`);
}

const STARTER = `{
  // A case says what a page does and how the server answers; whycors says what the browser makes of it.
  "id": "put-with-custom-header",
  "title": "PUT with a custom header, which the server does not allow",

  // The page that makes the request. Its origin is what the server has to allow.
  "page": { "url": "https://app.example/index.html" },

  // What its code does: fetch("https://api.example/items/1", { method: "PUT", headers: { "X-Custom": "1" } })
  "setup": {
    "api": "fetch", // or xhr, eventsource, beacon, img, script, module-script, stylesheet, font, form …
    "url": "https://api.example/items/1",
    "method": "PUT",
    "headers": [["X-Custom", "1"]],
    "credentials": "same-origin" // include: with cookies; for xhr write "withCredentials": true
    // "body": { "type": "text", "value": "{}", "contentType": null }
  },

  // How the server answers. The first rule that matches answers; a request that none matches gets no answer.
  "server": [
    {
      "when": { "preflight": true },
      "respond": {
        "status": 204,
        "headers": [
          ["Access-Control-Allow-Origin", "https://app.example"],
          ["Access-Control-Allow-Methods", "PUT"]
        ]
      }
    },
    {
      "respond": {
        "status": 200,
        "headers": [["Access-Control-Allow-Origin", "https://app.example"]],
        "body": "ok"
      }
    }
  ],

  // What should come of it, as far as it is to be checked: any part of what --format json prints. Remove it to be told only.
  "expect": {
    "outcome": "blocked",
    "reason": "header-not-allowed",
    "stage": "preflight"
    // "chromium": { "reason": "…" } overrides for one browser
  }
}
`;
