/** Firefox as the recorder wants it. Its console is read in the chrome context. */
import { FIREFOX } from "../drivers/executables.mjs";
import { startFirefox } from "../drivers/firefox.mjs";

export const program = FIREFOX;

const PREFERENCES = {
  // A host that is looked up again loses its kept preflights.
  "network.dnsCacheExpiration": 86_400,
  "network.dns.upgrade_with_https_rr": false,
  "network.dns.use_https_rr_as_altsvc": false,
};

/** @param onEntry is told each console message, with the texts that may name its case */
export async function start({ executable, thirdPartyCookies, onEntry }) {
  const preferences = { ...PREFERENCES, "network.cookie.cookieBehavior": thirdPartyCookies === "block" ? 1 : 0 };
  const { version, marionette, ended, close } = await startFirefox({ executable, preferences });
  await marionette.inChrome(LISTEN);
  return {
    version,
    async open(url) {
      await marionette.inContext("content");
      await marionette.send("WebDriver:Navigate", { url });
    },
    /** Runs a function's body in the page that is open; a promise is waited for. */
    async evaluate(script) {
      await marionette.inContext("content");
      return marionette.execute(script);
    },
    clearCookies: () => marionette.inChrome("Services.cookies.removeAll(); return true;"),
    async flush() {
      for (const { text, category, source, at, warning } of await marionette.inChrome("return heard.splice(0);")) {
        onEntry({ at, text, category, level: warning ? "warning" : "error", places: [text, source] });
      }
    },
    dead: ended,
    close,
  };
}

const LISTEN = `
  globalThis.heard = [];
  globalThis.listener = {
    observe(message) {
      if (!(message instanceof Ci.nsIScriptError)) return;
      const { errorMessage, category, sourceName, timeStamp, flags } = message;
      heard.push({ text: errorMessage.replace(/\\{[0-9a-f-]{36}\\}/, '{UUID}'), category, source: sourceName, at: timeStamp, warning: (flags & 1) !== 0 });
    },
  };
  Services.console.registerListener(globalThis.listener);
  return true;
`;
