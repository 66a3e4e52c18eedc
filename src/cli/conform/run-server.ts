import { conformServer } from "../../conform/server/conform-server.js";
import type { HttpRequest } from "../../core/fetching/outcome.js";
import { LiveServer } from "../../live/check/live-server.js";
import { InputError } from "../errors.js";
import { exitWith, type Io } from "../io.js";
import { connect } from "../options/connect.js";
import { originOf, targetOf, trouble } from "../options/live.js";
import { profilesOf } from "../options/shared.js";
import { Progress } from "../progress.js";
import type { ConformGiven } from "./options.js";
import { policyFrom } from "./policy-file.js";
import { CONFORM_SERVER_FORMATS } from "./server-formats.js";

/** Tries on a server what its policy promises. */
export async function runConformServer(io: Io, given: ConformGiven, address: string): Promise<void> {
  if (given.policy === undefined) {
    throw new InputError("--server: what should the server allow?", "Say so with --policy FILE, as for corsServer().");
  }
  const target = targetOf(address);
  const { policy, origins } = await policyFrom(io, given.policy);
  const own = given.origin === undefined ? [...origins] : [originOf(given.origin), ...origins];
  if (own.length === 0 && policy.isPublic) own.push("https://app.example");
  if (own.length === 0)
    throw new InputError(`${given.policy} names no origin`, "Give one that it lets in: --origin ORIGIN.");
  const stranger = own.find((origin) => !policy.allows(origin));
  if (stranger !== undefined) throw new InputError(`--origin: ${given.policy} does not let ${stranger} in`);
  const [profile, ...others] = profilesOf([given.profile]);
  if (profile === undefined || others.length > 0) throw new InputError("--profile: expected one");

  const { routes, options, clientCertificate } = await connect(io, given);
  const server = new LiveServer({
    ...options,
    withhold: (request) => withheld(request, given.send === true),
    clientCertificate: ({ origin }) => (origin === target.origin ? clientCertificate : null),
  });
  const progress = new Progress(io);
  try {
    const report = await conformServer(policy, target.href, own, server, {
      profile,
      ...(given.failing !== undefined && { failing: new URL(given.failing, target).href }),
      onProgress: (done, of) => progress.report(() => `case ${done} of ${of}`),
    });
    progress.clear();
    if (report.results.every(({ outcome }) => outcome === "unanswered"))
      throw trouble("connection-refused", target, routes.trouble);
    await io.out(CONFORM_SERVER_FORMATS[given.format](report, { width: io.width, colour: io.colour }));
    if (report.passed < report.results.length) exitWith(io, 1);
  } finally {
    server.close();
    routes.close();
  }
}

/** What may change something is asked for, and not sent. */
function withheld({ kind, method }: HttpRequest, maySend: boolean): "unsafe" | null {
  return kind === "preflight" || maySend || /^(?:GET|HEAD|OPTIONS)$/.test(method) ? null : "unsafe";
}
