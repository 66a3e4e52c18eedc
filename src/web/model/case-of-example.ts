import type { ReadCase } from "../../cases/case.js";
import type { Example } from "../../explain/example.js";
import { BLANK_PAGE, BLANK_RULE, BLANK_SETUP } from "./blank.js";
import type { Setup } from "./edit.js";

/** An example, written short, with all that a case has. */
export function caseOfExample({ page, setup, server, then = [] }: Example): ReadCase {
  return {
    page: { ...BLANK_PAGE, ...page },
    setup: setupOf(setup),
    server: server.map((rule) => ({ ...BLANK_RULE, ...rule, respond: { ...BLANK_RULE.respond, ...rule.respond } })),
    // biome-ignore lint/suspicious/noThenProperty: the public format names it so
    then: then.map(({ after = 0, ...later }) => ({ ...setupOf(later), after })),
  };
}

function setupOf({ body, ...setup }: Example["setup"]): Setup {
  return { ...BLANK_SETUP, ...setup, body: body == null ? null : { contentType: null, ...body } };
}
