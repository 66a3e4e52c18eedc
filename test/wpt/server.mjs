import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as http from "node:http";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Starts the server of the checkout itself, on ports that are free. */
export async function startServer(checkout, { log = false } = {}) {
  const [http1, http2, https1, https2, ...others] = await freePorts(12);
  const ports = { http: [http1, http2], https: [https1, https2] };
  // What a newer checkout serves beside; an older one has no use for the names.
  const beside = [
    "http-local",
    "http-private",
    "http-public",
    "https-local",
    "https-private",
    "https-public",
    "ws",
    "wss",
  ];
  for (const [index, name] of beside.entries()) ports[name] = [others[index]];
  const folder = mkdtempSync(join(tmpdir(), "whycors-wpt-"));
  const config = join(folder, "config.json");
  writeFileSync(
    config,
    JSON.stringify({ ports, check_subdomains: false, server_host: "127.0.0.1", log_level: log ? "info" : "error" }),
  );
  const child = spawn("python3", [join(checkout, "wpt"), "serve", "--config", config, "--no-h2"], {
    cwd: checkout,
    stdio: ["ignore", "pipe", "pipe"],
    // Its own group: it starts a process per port.
    detached: true,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text) => {
      said = (said + text).slice(-20_000);
      if (log) process.stderr.write(text);
    });
  }
  let hasEnded = false;
  child.on("exit", () => {
    hasEnded = true;
  });
  const stop = () => {
    rmSync(folder, { recursive: true, force: true });
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // It has ended on its own.
    }
  };
  process.on("exit", stop);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
  for (let tries = 0; ; tries++) {
    if ((await answers(http1)) && (await Promise.all([http2, https1, https2].map(isOpen))).every(Boolean)) break;
    if (hasEnded || tries > 600) {
      stop();
      throw new Error(`the checkout's server did not start: python3 wpt serve\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { http: http1, http2, https: https1, https2, stop };
}

function answers(port) {
  return new Promise((resolve) => {
    const request = http.get(
      { port, host: "127.0.0.1", path: "/resources/testharness.js", headers: { host: `web-platform.test:${port}` } },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.on("error", () => resolve(false));
    request.setTimeout(2000, () => request.destroy());
  });
}

function isOpen(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((resolve, reject) => {
          const server = createServer();
          server.on("error", reject);
          server.listen(0, () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
