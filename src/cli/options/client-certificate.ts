import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import type { ClientCertificate } from "../../page/network/http-call.js";
import { InputError } from "../errors.js";
import type { Io } from "../io.js";

/** What the key or the file is locked with: on a command line everyone would see it. */
const PASSPHRASE = "WHYCORS_PASSPHRASE";

interface Given {
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly pfx?: string | undefined;
}

/** `--cert`, `--key` and `--pfx`, tried before anyone is asked; null: none is given. */
export async function clientCertificateOf(io: Io, { cert, key, pfx }: Given): Promise<ClientCertificate | null> {
  const passphrase = io.env[PASSPHRASE];
  const locked = passphrase === undefined ? {} : { passphrase };
  if (pfx !== undefined) {
    if (cert !== undefined || key !== undefined) {
      throw new InputError(
        `--pfx and --${cert === undefined ? "key" : "cert"}: give one of them`,
        "A PKCS #12 file has both in it.",
      );
    }
    return fromPkcs12(pfx, await io.files.readBytes(pfx), locked);
  }
  if (cert === undefined) {
    if (key === undefined) return null;
    throw new InputError("--key: whose key is it?", "Give the certificate with --cert FILE.");
  }
  return fromPem({ cert, key: key ?? cert }, io, locked);
}

type Locked = Pick<ClientCertificate, "passphrase">;

async function fromPem(files: { cert: string; key: string }, io: Io, locked: Locked): Promise<ClientCertificate> {
  const cert = await io.files.read(files.cert);
  const certificate = certificateIn(cert, files.cert);
  const key = await io.files.read(files.key);
  if (!certificate.checkPrivateKey(keyIn(key, files, locked))) {
    throw new InputError(`--key ${files.key}: is not the key of the certificate in ${files.cert}`);
  }
  return { cert, key, ...locked };
}

function certificateIn(text: string, file: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    throw new InputError(
      `--cert ${file}: there is no certificate in it`,
      "It should be PEM: -----BEGIN CERTIFICATE----- …; a .p12 or .pfx file is for --pfx.",
    );
  }
}

function keyIn(text: string, files: { cert: string; key: string }, locked: Locked): KeyObject {
  if (!/-----BEGIN (?:\w+ )*PRIVATE KEY-----/.test(text)) {
    throw files.key === files.cert
      ? new InputError(`--cert ${files.cert}: there is no private key in it`, "Give it with --key FILE.")
      : new InputError(
          `--key ${files.key}: there is no private key in it`,
          "It should be PEM: -----BEGIN PRIVATE KEY----- …",
        );
  }
  try {
    return createPrivateKey({ key: text, ...locked });
  } catch (error) {
    throw unlocking(files.key, error, locked);
  }
}

function fromPkcs12(file: string, pfx: Uint8Array, locked: Locked): ClientCertificate {
  try {
    createSecureContext({ pfx: Buffer.from(pfx), ...locked });
  } catch (error) {
    throw unlocking(file, error, locked);
  }
  return { pfx, ...locked };
}

/** What OpenSSL says, as what to do. */
function unlocking(file: string, error: unknown, { passphrase }: Locked): InputError {
  const text = error instanceof Error ? error.message : String(error);
  if (/mac verify|bad decrypt|passphrase|bad password|interrupted or cancelled/i.test(text)) {
    return passphrase === undefined
      ? new InputError(`${file} is locked with a passphrase`, `Put it into the environment variable ${PASSPHRASE}.`)
      : new InputError(`${file}: the passphrase in ${PASSPHRASE} does not open it`);
  }
  if (/unsupported/i.test(text)) {
    return new InputError(
      `${file} is encrypted in a way that this Node.js no longer reads`,
      "openssl pkcs12 -legacy -in OLD -nodes -out NEW.pem makes a file for --cert of it.",
    );
  }
  return new InputError(`${file}: can't be read as a key or PKCS #12 file (${text})`);
}
