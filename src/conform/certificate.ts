import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/**
 * A self-signed certificate for some hosts, gone with the process.
 * @throws when there is no openssl
 */
export function certificateFor(hosts: readonly string[]): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "whycors-certificate-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  const names = hosts.map((host) => `DNS:${host}`).join();
  const request = ["req", "-x509", ...curve, "-nodes", "-days", "2", "-subj", `/CN=${hosts[0]}`];
  try {
    execFileSync("openssl", [...request, "-addext", `subjectAltName=${names}`, "-keyout", key, "-out", cert], {
      stdio: "ignore",
    });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new Error("openssl was not found: the servers need it to make a certificate for https");
    }
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
