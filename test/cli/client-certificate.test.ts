import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createSecureServer } from "node:http2";
import { createServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "./run-cli.js";

const { certificate } = (await import(new URL("../certificate.mjs", import.meta.url).href)) as {
  certificate(...names: string[]): { key: string; cert: string };
};
const PAGE = "https://app.example";
const server = certificate("DNS:localhost", "IP:127.0.0.1");
const client = certificate("DNS:client.test");
const other = certificate("DNS:other.test");
const PASSPHRASE = "correct horse";
const LOCKED = { WHYCORS_PASSPHRASE: PASSPHRASE };

const folder = mkdtempSync(join(tmpdir(), "whycors-client-"));
const at = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: "pipe" });

/** Who showed what: `METHOD PATH`, and a `+` for a certificate that the server trusts. */
let asked: string[] = [];
const servers: Server[] = [];

interface Incoming {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket: unknown;
}
interface Outgoing {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(): unknown;
}

async function listen(http: "1.1" | "2", isRequired: boolean, redirectTo?: () => string): Promise<string> {
  const listener = ({ method, url, headers, socket }: Incoming, response: Outgoing) => {
    asked.push(`${method} ${url}${(socket as TLSSocket).authorized ? " +" : ""}`);
    const { origin = "*" } = headers as { origin?: string };
    const allowed = {
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Allow-Credentials": "true",
      "Access-Control-Allow-Methods": "PUT",
      Vary: "Origin",
    };
    if (redirectTo === undefined) response.writeHead(200, allowed);
    else response.writeHead(307, { ...allowed, Location: `${redirectTo()}/moved` });
    response.end();
  };
  const options = { ...server, ca: client.cert, requestCert: true, rejectUnauthorized: isRequired };
  const made = http === "1.1" ? createServer(options, listener) : createSecureServer(options, listener);
  servers.push(made);
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  return `https://localhost:${(made.address() as AddressInfo).port}`;
}

let asking: Record<"1.1" | "2", string>;
let requiring: Record<"1.1" | "2", string>;
let redirecting: string;

beforeAll(async () => {
  asking = { "1.1": await listen("1.1", false), "2": await listen("2", false) };
  requiring = { "1.1": await listen("1.1", true), "2": await listen("2", true) };
  redirecting = await listen("1.1", false, () => asking["1.1"]);
  writeFileSync(at("ca.pem"), server.cert);
  writeFileSync(at("cert.pem"), client.cert);
  writeFileSync(at("key.pem"), client.key);
  writeFileSync(at("both.pem"), `${client.cert}${client.key}`);
  writeFileSync(at("other-key.pem"), other.key);
  openssl("pkcs8", "-topk8", "-in", at("key.pem"), "-out", at("locked-key.pem"), "-passout", `pass:${PASSPHRASE}`);
  const pack = ["pkcs12", "-export", "-in", at("cert.pem"), "-inkey", at("key.pem")];
  openssl(...pack, "-out", at("locked.p12"), "-passout", `pass:${PASSPHRASE}`);
  openssl(...pack, "-out", at("open.p12"), "-passout", "pass:");
});
afterAll(() => {
  for (const each of servers) each.close();
});

const BOTH = ["--cert", "both.pem"];
const WITH_CREDENTIALS = ["--credentials", "include"];
const PUT = ["-X", "PUT", "--send"];

async function check(url: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  asked = [];
  return runCli(["check", url, "--origin", PAGE, "--ca", "ca.pem", ...args], { directory: folder, env });
}

describe.each(["1.1", "2"] as const)("over HTTP/%s", (http) => {
  test.each([
    // Client certificates are credentials, which a preflight has none of.
    ["spec", [], ["GET /"]],
    ["spec", WITH_CREDENTIALS, ["GET / +"]],
    ["firefox", [...PUT, ...WITH_CREDENTIALS], ["OPTIONS /", "PUT / +"]],
    // These show it to whoever asks.
    ["chromium", [], ["GET / +"]],
    ["chromium", ["--credentials", "omit"], ["GET / +"]],
    ["webkit", [...PUT, ...WITH_CREDENTIALS], ["OPTIONS / +", "PUT / +"]],
    ["safari", PUT, ["OPTIONS / +", "PUT / +"]],
  ])("%s with %j", async (profile, args, expected) => {
    const { code, err } = await check(`${asking[http]}/`, [...BOTH, "--profile", profile, ...args]);
    expect([asked, code, err]).toEqual([expected, 0, ""]);
  });

  test("each engine is asked for apart where they differ", async () => {
    await check(`${asking[http]}/`, [...BOTH, "--profile", "chromium", "--profile", "firefox"]);
    expect(asked.sort()).toEqual(["GET /", "GET / +"]);
  });

  test("a server that requires one", async () => {
    const without = await check(`${requiring[http]}/`, WITH_CREDENTIALS);
    expect([asked, without.code]).toEqual([[], 1]);
    expect(without.err).toContain("it wants to be shown a client certificate");
    expect(without.err).toContain("Give one with --cert FILE and --key FILE, or with --pfx FILE.");
    expect(without.out).toContain("failed");
    const shown = await check(`${requiring[http]}/`, [...BOTH, ...WITH_CREDENTIALS]);
    expect([asked, shown.code]).toEqual([["GET / +"], 0]);
    // Firefox has none to show with its preflight, and so the PUT never leaves.
    const firefox = await check(`${requiring[http]}/`, [...BOTH, ...PUT, ...WITH_CREDENTIALS, "--profile", "firefox"]);
    expect([asked, firefox.code]).toEqual([[], 1]);
    expect(firefox.out).toContain("at the preflight");
  });
});

test.each([
  ["certificate and key", ["--cert", "cert.pem", "--key", "key.pem"], {}],
  ["both in one file", ["-E", "both.pem"], {}],
  ["a key that is locked", ["--cert", "cert.pem", "--key", "locked-key.pem"], LOCKED],
  ["PKCS #12", ["--pfx", "open.p12"], {}],
  ["PKCS #12 that is locked", ["--pfx", "locked.p12"], LOCKED],
])("%s", async (_what, args, env) => {
  const { code, err } = await check(`${asking["1.1"]}/`, args, env);
  expect([asked, code, err]).toEqual([["GET / +"], 0, ""]);
});

test("it is for the server that was named, and those of --also", async () => {
  await check(`${redirecting}/`, BOTH);
  expect(asked).toEqual(["GET / +", "GET /moved"]);
  await check(`${redirecting}/`, [...BOTH, "--also", "localhost"]);
  expect(asked).toEqual(["GET / +", "GET /moved +"]);
});

const ONE_OF = "  A PKCS #12 file has both in it.\n";
test.each([
  [["--key", "key.pem"], {}, "--key: whose key is it?\n  Give the certificate with --cert FILE.\n"],
  [["--pfx", "open.p12", "--cert", "cert.pem"], {}, `--pfx and --cert: give one of them\n${ONE_OF}`],
  [["--pfx", "open.p12", "--key", "key.pem"], {}, `--pfx and --key: give one of them\n${ONE_OF}`],
  [["--cert", "none.pem"], {}, "none.pem: no such file\n  Check the path; - reads stdin.\n"],
  [
    ["--cert", "key.pem"],
    {},
    "--cert key.pem: there is no certificate in it\n  It should be PEM: -----BEGIN CERTIFICATE----- …; a .p12 or .pfx file is for --pfx.\n",
  ],
  [["--cert", "cert.pem"], {}, "--cert cert.pem: there is no private key in it\n  Give it with --key FILE.\n"],
  [
    ["--cert", "cert.pem", "--key", "ca.pem"],
    {},
    "--key ca.pem: there is no private key in it\n  It should be PEM: -----BEGIN PRIVATE KEY----- …\n",
  ],
  [
    ["--cert", "cert.pem", "--key", "other-key.pem"],
    {},
    "--key other-key.pem: is not the key of the certificate in cert.pem\n",
  ],
  [
    ["--cert", "cert.pem", "--key", "locked-key.pem"],
    {},
    "locked-key.pem is locked with a passphrase\n  Put it into the environment variable WHYCORS_PASSPHRASE.\n",
  ],
  [
    ["--cert", "cert.pem", "--key", "locked-key.pem"],
    { WHYCORS_PASSPHRASE: "wrong" },
    "locked-key.pem: the passphrase in WHYCORS_PASSPHRASE does not open it\n",
  ],
  [
    ["--pfx", "locked.p12"],
    {},
    "locked.p12 is locked with a passphrase\n  Put it into the environment variable WHYCORS_PASSPHRASE.\n",
  ],
  [
    ["--pfx", "locked.p12"],
    { WHYCORS_PASSPHRASE: "wrong" },
    "locked.p12: the passphrase in WHYCORS_PASSPHRASE does not open it\n",
  ],
] as const)("%j is refused before anyone is asked", async (args, env, message) => {
  const { err, code } = await check(`${asking["1.1"]}/`, args, env);
  expect([err, code, asked]).toEqual([`whycors: ${message}`, 2, []]);
});

test("audit shows it to all but preflights", async () => {
  asked = [];
  const args = ["audit", `${asking["1.1"]}/`, "--origin", PAGE, "--ca", "ca.pem", "--rate", "100000", ...BOTH];
  const { code, err } = await runCli(args, { directory: folder });
  expect([code, err]).toEqual([0, ""]);
  const [preflights, others] = [
    asked.filter((one) => /^OPTIONS/.test(one)),
    asked.filter((one) => !/^OPTIONS/.test(one)),
  ];
  expect(preflights.length).toBeGreaterThan(3);
  expect(preflights.filter((one) => one.endsWith("+"))).toEqual([]);
  expect(others.filter((one) => !one.endsWith("+"))).toEqual([]);
});

test("audit finds a server whose preflights would need one", async () => {
  const args = ["audit", `${requiring["1.1"]}/`, "--origin", PAGE, "--ca", "ca.pem", "--rate", "100000", ...BOTH];
  const { out } = await runCli([...args, "--format", "json"], { directory: folder });
  const { findings } = JSON.parse(out) as { findings: { code: string; severity: string }[] };
  expect(
    findings.filter(({ code }) => code.startsWith("preflight")).map(({ code, severity }) => [code, severity]),
  ).toEqual([["preflight-behind-certificate", "medium"]]);
});

test("audit of a server that requires one", async () => {
  const { err, code } = await runCli(["audit", `${requiring["1.1"]}/`, "--ca", "ca.pem"], { directory: folder });
  expect([err.split("\n")[0]?.replace(/localhost:\d+/, "host"), code]).toEqual([
    "whycors: https://host: it wants to be shown a client certificate",
    2,
  ]);
});

/** Runs the CLI where the files are. */
async function whycors(...args: readonly string[]) {
  asked = [];
  return runCli([...args, "--ca", "ca.pem"], { directory: folder });
}

const FETCH = (url: string) => `fetch("${url}/", { credentials: "include" })`;

describe.each([[[]], [["--run"]]])("explain --live %j", (more) => {
  test("shows it where the code leads", async () => {
    const { code } = await whycors("explain", FETCH(asking["1.1"]), "--origin", PAGE, "--live", ...BOTH, ...more);
    expect([new Set(asked), code]).toEqual([new Set(["GET / +"]), 0]);
  });

  test("and not where a redirect does", async () => {
    await whycors("explain", FETCH(redirecting), "--origin", PAGE, "--live", ...BOTH, ...more);
    expect([...new Set(asked)]).toEqual(["GET / +", "GET /moved"]);
  });
});

test("replay --against shows it to the servers that are named", async () => {
  const request = { method: "GET", url: "https://api.example/", headers: [{ name: "Origin", value: PAGE }] };
  const response = { status: 200, headers: [{ name: "Access-Control-Allow-Origin", value: PAGE }] };
  writeFileSync(at("one.ndjson"), JSON.stringify({ request, response }));
  const args = ["replay", "one.ndjson", "--profile", "chromium", "--against"];
  const { code } = await whycors(...args, asking["1.1"], ...BOTH);
  expect([asked, code]).toEqual([["GET / +"], 0]);
  await whycors(...args, redirecting, ...BOTH);
  expect(asked).toEqual(["GET / +"]);
  await whycors(...args, redirecting, "--against", `other.example=${asking["1.1"]}`, ...BOTH);
  expect(asked).toEqual(["GET / +", "GET /moved +"]);
});

test("conform --server shows it with all but preflights, where the profile does", async () => {
  writeFileSync(at("policy.json"), JSON.stringify({ origins: "*" }));
  await whycors("conform", "--server", asking["1.1"], "--policy", "policy.json", "--profile", "chromium", ...BOTH);
  expect([...new Set(asked.filter((one) => !one.endsWith("+")))]).toEqual([]);
  await whycors("conform", "--server", asking["1.1"], "--policy", "policy.json", "--profile", "spec", ...BOTH);
  expect([...new Set(asked.filter((one) => one.startsWith("OPTIONS")))]).toEqual(["OPTIONS /"]);
});

test.each([
  [["explain", "fetch('/')", ...BOTH], "--cert needs --live"],
  [["explain", "fetch('/')", "--no-proxy"], "--proxy needs --live"],
  [["replay", "one.ndjson", "--unix-socket", "socket"], "--unix-socket needs --against URL"],
  [["conform", "--client", "node", "--pfx", "open.p12"], "--pfx needs --server URL"],
])("%j is refused", async (args, message) => {
  const { err, code } = await runCli(args, { directory: folder });
  expect([err, code]).toEqual([`whycors: ${message}\n`, 2]);
});

test("none of it is in what is printed", async () => {
  const { out } = await check(
    `${asking["1.1"]}/`,
    ["--cert", "cert.pem", "--key", "locked-key.pem", "--format", "json"],
    LOCKED,
  );
  expect(out).not.toMatch(/BEGIN|correct horse/);
});
