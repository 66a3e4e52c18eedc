import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A self-signed certificate that nothing keeps.
 * @param {string[]} names as in a subjectAltName: `DNS:localhost`, `IP:127.0.0.1`
 * @returns {{ key: string, cert: string }} in PEM
 */
export function certificate(...names) {
  const folder = mkdtempSync(join(tmpdir(), "whycors-certificate-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  try {
    const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=whycors.test"];
    const made = ["-addext", `subjectAltName=${names.join()}`, "-keyout", key, "-out", cert];
    execFileSync("openssl", [...request, ...made], { stdio: "ignore" });
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
