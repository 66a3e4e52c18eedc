import { afterAll, afterEach, beforeAll, describe, test } from "vitest";
import { systemBrowser } from "../system-browser.js";
import { firefoxTests } from "./firefox-tests.js";
import { labTests } from "./lab-tests.js";
import { pageTests } from "./page-tests.js";
import { playgroundTests } from "./playground-tests.js";
import { recordingTests } from "./recording-tests.js";
import { Session } from "./session.js";

/** The built page as people use it: in one Chromium, then in Firefox. */

const executable = systemBrowser("chromium", "the playground");

const firefox = systemBrowser("firefox", "the playground");

describe.skipIf(executable === undefined)("in Chromium", () => {
  let session: Session;
  const current = () => session;

  beforeAll(async () => {
    session = await Session.start(executable ?? "");
  });
  afterAll(() => session?.close());
  afterEach(() => session.done());

  playgroundTests(current, test);
  pageTests(current, test);
  recordingTests(current, test);
  labTests(current, test);
});

describe.skipIf(firefox === undefined)("in Firefox", () => {
  firefoxTests(() => firefox ?? "", test);
});
