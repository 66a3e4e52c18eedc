import { availableParallelism } from "node:os";
import type { ReadCase } from "../../cases/case.js";
import { readCases } from "../../cases/read-cases.js";
import { ClientError } from "../../conform/client-process.js";
import { type ClientReport, ClientTally } from "../../conform/client-report.js";
import { conformClient } from "../../conform/conform-client.js";
import { CLIENT_NAMES, type ClientSource } from "../../conform/messages.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import { InputError } from "../errors.js";
import { bundledCases, caseFiles } from "../input/case-files.js";
import { exitWith, type Io } from "../io.js";
import { amount } from "../options/live.js";
import { profilesOf } from "../options/shared.js";
import { Progress } from "../progress.js";
import { number } from "../text/counts.js";
import { didYouMean } from "../text/suggest.js";
import { VERSION } from "../version.js";
import { CONFORM_FORMATS } from "./client-formats.js";
import type { ConformGiven } from "./options.js";

const MOST_JOBS = 4;

/** Performs the cases with each client, one client after the other. */
export async function runConformClient(io: Io, given: ConformGiven, clients: readonly string[]): Promise<void> {
  const sources = [];
  for (const client of clients.flatMap((each) => each.split(","))) sources.push(await sourceOf(io, client));
  const [profile, ...others] = profilesOf([given.profile]);
  if (profile === undefined || others.length > 0) throw new InputError("--profile: expected one");
  const patience = amount("timeout", given.timeout);
  const jobs = given.jobs === undefined ? Math.min(MOST_JOBS, availableParallelism()) : amount("jobs", given.jobs);
  const show = given.show === "0" ? 0 : amount("show", given.show);
  const cases = await casesFor(io, given);
  const reports: ClientReport[] = [];
  for (const { label, source } of sources) {
    reports.push(await perform(io, label, source, cases, { profile, patience, jobs: Math.ceil(jobs) }));
  }
  await io.out(CONFORM_FORMATS[given.format](reports, { width: io.width, colour: io.colour, show }));
  if (reports.some(({ disagreements }) => disagreements.length > 0)) exitWith(io, 1);
}

async function perform(
  io: Io,
  label: string,
  source: ClientSource,
  cases: readonly ReadCase[],
  options: { readonly profile: ProfileName; readonly patience: number; readonly jobs: number },
): Promise<ClientReport> {
  const progress = new Progress(io);
  const tally = new ClientTally();
  const report = () => progress.report(() => `${label}: ${number(++tally.cases)} of ${number(cases.length)} cases`);
  try {
    const { name } = await conformClient(
      source,
      cases,
      { ...options, version: VERSION },
      {
        done: report,
        compared: (compared) => tally.compared(compared),
        notApplicable: (_id, why) => tally.notApplicable(why),
      },
    );
    return tally.report(name ?? label, options.profile);
  } catch (error) {
    if (error instanceof ClientError) throw new InputError(`--client ${label}: ${error.message}`);
    throw error;
  } finally {
    progress.clear();
  }
}

async function sourceOf(io: Io, label: string): Promise<{ label: string; source: ClientSource }> {
  const name = CLIENT_NAMES.find((known) => known === label);
  if (name !== undefined) return { label, source: { name } };
  if ((await io.files.kind(label)) === "file") return { label, source: { file: io.files.resolve(label) } };
  throw new InputError(
    `--client ${label}: no such file, and none of ${CLIENT_NAMES.join(", ")}`,
    didYouMean(label, CLIENT_NAMES),
  );
}

async function casesFor(io: Io, { paths, filter }: ConformGiven): Promise<ReadCase[]> {
  const found: ReadCase[] = [];
  const sources = paths.length === 0 ? [bundledCases(io)] : paths.map((path) => caseFiles(io, path));
  for (const files of sources) {
    for await (const { label, name, text } of files) {
      for (const result of readCases(text, name)) {
        if (result.error !== undefined) throw new InputError(`${label}: ${result.error.message}`);
        const { id = `${label} ${found.length + 1}`, title } = result.case;
        const isWanted = filter === undefined || id.includes(filter) || title?.includes(filter) === true;
        if (isWanted) found.push({ ...result.case, id });
      }
    }
  }
  if (found.length > 0) return found;
  throw new InputError(filter === undefined ? "there are no cases" : `no case has "${filter}" in its id or title`);
}
