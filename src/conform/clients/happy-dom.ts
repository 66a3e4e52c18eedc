import { Cookie } from "tough-cookie";
import type { Client, ClientModule, ClientPage } from "../client.js";
import { versionOf } from "../peers.js";

type HappyDom = typeof import("happy-dom");
type CookieContainer = InstanceType<HappyDom["Browser"]>["defaultContext"]["cookieContainer"];
type AddedCookie = Parameters<CookieContainer["addCookies"]>[0][number];

export function clientFor({ Browser, URL }: HappyDom, from: string): ClientModule {
  return {
    name: `happy-dom ${versionOf(from)}`,
    supports: ["cookies"],
    createClient(page) {
      const browser = new Browser({ settings: { fetch: { disableStrictSSL: true } } });
      const { mainFrame, context } = browser.newPage();
      mainFrame.url = page.url;
      context.cookieContainer.addCookies(cookiesOf(page).map((cookie) => withUrl(cookie, URL)));
      const { window } = mainFrame;
      return {
        ...apisOf(window as unknown as Client),
        close: () => browser.close(),
      };
    },
  };
}

interface PageCookie {
  readonly origin: string;
  readonly cookie: Cookie;
}

function cookiesOf({ cookies }: ClientPage): PageCookie[] {
  return Object.entries(cookies).flatMap(([origin, lines]) =>
    [lines].flat().flatMap((line) => {
      const cookie = Cookie.parse(line);
      return cookie === undefined ? [] : [{ origin, cookie }];
    }),
  );
}

const SAME_SITE: Readonly<Record<string, string>> = { strict: "Strict", lax: "Lax", none: "None" };

function withUrl({ origin, cookie }: PageCookie, Url: HappyDom["URL"]): AddedCookie {
  const { key, value, domain, path, secure, httpOnly, sameSite, expires } = cookie;
  return {
    key,
    value,
    originURL: new Url(origin),
    domain: domain ?? "",
    path: path ?? "/",
    secure,
    httpOnly,
    sameSite: (SAME_SITE[sameSite ?? ""] ?? "Lax") as NonNullable<AddedCookie["sameSite"]>,
    expires: expires instanceof Date ? expires : null,
  };
}

/** Of the window, in whose name they are called. */
function apisOf(window: Client): Client {
  const { XMLHttpRequest, FormData, Blob, URLSearchParams, ReadableStream, AbortController, navigator } = window;
  const all = { XMLHttpRequest, FormData, Blob, URLSearchParams, ReadableStream, AbortController, navigator };
  return { ...all, fetch: (url, init) => window.fetch!(url, init) } as Client;
}
