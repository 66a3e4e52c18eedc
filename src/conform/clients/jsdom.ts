import type { Client, ClientModule } from "../client.js";
import { versionOf } from "../peers.js";

type Jsdom = typeof import("jsdom");

export function clientFor({ JSDOM, CookieJar, VirtualConsole }: Jsdom, from: string): ClientModule {
  return {
    name: `jsdom ${versionOf(from)}`,
    supports: ["cookies"],
    createClient({ url, cookies }) {
      const cookieJar = new CookieJar();
      for (const [origin, lines] of Object.entries(cookies)) {
        for (const line of [lines].flat()) cookieJar.setCookieSync(line, origin, { ignoreError: true });
      }
      const { window } = new JSDOM("", { url, cookieJar, virtualConsole: new VirtualConsole() });
      const { XMLHttpRequest, FormData, Blob } = window as Client;
      return { XMLHttpRequest, FormData, Blob, close: () => window.close() } as Client;
    },
  };
}
