import { expect, test } from "vitest";
import { API, answer, ORIGIN, verdictFor } from "./cases.js";

const FETCH = "Failed to execute 'fetch' on 'Window': ";

test.each<[Parameters<typeof verdictFor>[1], string | null, string | null, string | null]>([
  [
    {},
    "TypeError: Failed to fetch",
    "TypeError: NetworkError when attempting to fetch resource.",
    "TypeError: Load failed",
  ],
  [
    { url: "http://[bad" },
    `TypeError: ${FETCH}Failed to parse URL from http://[bad`,
    "TypeError: Window.fetch: http://[bad is not a valid URL.",
    "TypeError: URL is not valid or contains user credentials.",
  ],
  [
    { method: "TRACE" },
    `TypeError: ${FETCH}'TRACE' HTTP method is unsupported.`,
    "TypeError: Window.fetch: Invalid request method TRACE.",
    "TypeError: Method is forbidden.",
  ],
  [
    { method: "PUT", mode: "no-cors" },
    `TypeError: ${FETCH}'PUT' is unsupported in no-cors mode.`,
    "TypeError: Window.fetch: Invalid request method PUT.",
    "TypeError: Method must be GET, POST or HEAD in no-cors mode.",
  ],
  [
    { headers: [["X-Bad", "a\nb"]] },
    `TypeError: ${FETCH}Invalid value`,
    "TypeError: Window.fetch: a\nb is an invalid header value.",
    "TypeError: Header 'X-Bad' has invalid value: 'a\nb'",
  ],
  [
    { mode: "corse" },
    `TypeError: ${FETCH}Failed to read the 'mode' property from 'RequestInit': The provided value 'corse' is not a valid enum value of type RequestMode.`,
    "TypeError: Window.fetch: 'corse' (value of 'mode' member of RequestInit) is not a valid value for enumeration RequestMode.",
    "TypeError: Type error",
  ],
  [
    { body: { type: "text", value: "x" } },
    `TypeError: ${FETCH}Request with GET/HEAD method cannot have body.`,
    "TypeError: Window.fetch: HEAD or GET Request cannot have a body.",
    "TypeError: Request has method 'GET' and cannot have a body",
  ],
  [{ api: "xhr" }, null, null, null],
  [
    { api: "xhr", method: "TRACE" },
    "SecurityError: Failed to execute 'open' on 'XMLHttpRequest': 'TRACE' HTTP method is unsupported.",
    "SecurityError: The operation is insecure.",
    "SecurityError: The operation is insecure.",
  ],
  [
    { api: "xhr", async: false },
    `NetworkError: Failed to execute 'send' on 'XMLHttpRequest': Failed to load '${API}'.`,
    "NetworkError: A network error occurred.",
    "NetworkError:  A network error occurred.",
  ],
  [
    { api: "font" },
    "NetworkError: A network error occurred.",
    "NetworkError: A network error occurred.",
    null, // this engine loads fonts without CORS
  ],
  [
    { api: "beacon", url: "ftp://api.example/" },
    "TypeError: Failed to execute 'sendBeacon' on 'Navigator': Beacons are only supported over HTTP(S).",
    "TypeError: Navigator.sendBeacon: Beacon URL ftp://api.example/ must be either http:// or https://.",
    "TypeError: Beacons can only be sent over HTTP(S)",
  ],
  [{ api: "img", crossorigin: "" }, null, null, null],
])("%o", (setup, ...expected) => {
  const server = [answer(200, ["Content-Type", "font/ttf"])];
  const errors = (["chromium", "firefox", "webkit"] as const).map((profile) => {
    const { error } = verdictFor(
      profile,
      setup,
      setup.api === "font" ? [{ respond: { status: 200, body: "(font)" } }] : server,
    );
    return error === undefined ? null : `${error.name}: ${error.message}`;
  });
  expect(errors).toEqual(expected);
});

test("the standard has names and no messages", () => {
  expect(verdictFor("spec", {}, [answer(200)]).error).toEqual({ name: "TypeError", message: "" });
  expect(verdictFor("spec", {}, [answer(200, ORIGIN)]).error).toBeUndefined();
});
