import type { IncomingMessage } from "node:http";
import { CaseError, parseCase } from "../../cases/read-cases.js";
import type { Lab } from "./lab.js";

/** An answer of the control endpoints, as JSON. */
export interface ControlAnswer {
  readonly status: number;
  readonly value: object;
}

const RUN = /^\/lab\/runs\/([\w-]{16,64})$/;
const LONGEST = 1024 * 1024;

/**
 * `PUT /lab/runs/ID` sets a case up, `GET /lab/runs/ID` tells what its servers have seen. Only for the playground's own
 * pages: whoever is another origin, or does not say who they are, is refused.
 */
export async function control(
  lab: Lab,
  request: IncomingMessage,
  origins: readonly string[],
): Promise<ControlAnswer | null> {
  const id = RUN.exec(request.url ?? "")?.[1];
  if (id === undefined) return null;
  if (request.method === "GET") {
    if (request.headers["sec-fetch-site"] !== "same-origin") return refusal(403, "only the playground may ask");
    const seen = lab.seen(id);
    return seen === null ? refusal(404, "no such run") : { status: 200, value: { seen } };
  }
  if (request.method !== "PUT") return refusal(405, "GET and PUT only");
  if (!origins.includes(request.headers.origin ?? "")) return refusal(403, "only the playground may ask");
  if (request.headers["content-type"] !== "application/json") return refusal(415, "expected application/json");
  const text = await textOf(request);
  if (text === null) return refusal(413, "the case is too long");
  try {
    const given = parseCase(JSON.parse(text));
    if (!new URL(given.page.url).pathname.startsWith(`/~${id}/`))
      return refusal(422, `the page must be under /~${id}/`);
    lab.add(id, given);
    return { status: 200, value: {} };
  } catch (error) {
    if (error instanceof CaseError || error instanceof SyntaxError) return refusal(422, error.message);
    throw error;
  }
}

function refusal(status: number, error: string): ControlAnswer {
  return { status, value: { error } };
}

async function textOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
