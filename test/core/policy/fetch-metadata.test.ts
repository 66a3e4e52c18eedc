import { describe, expect, test } from "vitest";
import { headerPairs } from "../../../src/core/infrastructure/header-list.js";
import { OPAQUE_ORIGIN, originOf } from "../../../src/core/infrastructure/origin.js";
import type { Request } from "../../../src/core/infrastructure/request.js";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";
import { secFetchHeaders, secFetchSite } from "../../../src/core/policy/fetch-metadata.js";

const SPEC = { preflightAlwaysSendsFetchMode: false, sendsStorageAccess: false };
const CHROMIUM = { preflightAlwaysSendsFetchMode: true, sendsStorageAccess: true };
const siteOf = (hostname: string) => hostname.split(".").slice(-2).join(".");
const PAGE = "https://app.example.com";

/** Only what these algorithms look at. */
type Asked = Parameters<typeof secFetchHeaders>[1];
function request(urls: string[], part: Partial<Request> = {}): Asked {
  const urlList = urls.map((url) => parseUrl(url)!);
  const origin = originOf(parseUrl(PAGE)!);
  const url = urlList.at(-1)!;
  return { url, urlList, origin, mode: "cors", destination: "", credentialsMode: "same-origin", ...part };
}

const SELF = `${PAGE}/a`;
const PORT = "https://app.example.com:8443/";
const SITE = "https://api.example.com/";
const CROSS = "https://other.test/";

describe("Sec-Fetch-Site", () => {
  test.each([
    [[SELF], "same-origin"],
    [[PORT], "same-site"],
    [[SITE], "same-site"],
    [[CROSS], "cross-site"],
    [["http://localhost/"], "cross-site"],
    [[SELF, SELF], "same-origin"],
    [[SELF, SITE], "same-site"],
    [[SITE, SELF], "same-site"],
    [[SELF, SITE, CROSS, SELF], "cross-site"], // for ever
    [["http://app.example.com/", SELF], "cross-site"], // the scheme counts
  ])("%j → %s", (urls, site) => {
    expect(secFetchSite(request(urls), siteOf)).toBe(site);
  });

  test("an opaque origin is of no site", () => {
    expect(secFetchSite(request([SELF], { origin: OPAQUE_ORIGIN }), siteOf)).toBe("cross-site");
  });
});

describe("Fetch metadata headers", () => {
  const sent = (kind: "preflight" | "actual" | "redirect", asked: Asked, dialect = SPEC) =>
    Object.fromEntries(headerPairs(secFetchHeaders(kind, asked, siteOf, dialect)));

  test("step 1: only to potentially trustworthy URLs", () => {
    expect(sent("actual", request(["http://api.example.com/"]))).toEqual({});
    expect(sent("actual", request(["http://127.0.0.1:3000/"]))).not.toEqual({});
  });

  test("steps 2–4", () => {
    const image = request([CROSS], { mode: "no-cors", destination: "image", credentialsMode: "include" });
    const headers = { "Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Site": "cross-site" };
    expect(sent("actual", image)).toEqual(headers);
    expect(sent("redirect", image, CHROMIUM)).toEqual({ ...headers, "Sec-Fetch-Storage-Access": "none" });
    expect(sent("actual", request([SITE], { credentialsMode: "include" }), CHROMIUM)).toEqual({
      "Sec-Fetch-Dest": "empty",
      "Sec-Fetch-Mode": "cors",
      "Sec-Fetch-Site": "same-site",
    });
  });

  test("Chromium's preflights always say their mode", () => {
    const plain = request(["http://api.example.com/"]);
    expect(sent("preflight", plain)).toEqual({});
    expect(sent("preflight", plain, CHROMIUM)).toEqual({ "Sec-Fetch-Mode": "cors" });
    const secure = { "Sec-Fetch-Dest": "empty", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "cross-site" };
    expect(sent("preflight", request([CROSS], { credentialsMode: "include" }), CHROMIUM)).toEqual(secure);
  });
});
