import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AddressSpace } from "../../../src/core/infrastructure/response.js";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";
import { addressSpaceOf, localNetworkAccessFailure } from "../../../src/core/policy/local-network-access.js";

test.each([
  ["localhost", "loopback"],
  ["app.localhost", "loopback"],
  ["localhost.", "loopback"],
  ["127.0.0.1", "loopback"],
  ["127.255.1.2", "loopback"],
  ["0.0.0.0", "loopback"],
  ["0.0.0.1", "local"],
  ["10.1.2.3", "local"],
  ["172.16.0.1", "local"],
  ["172.31.255.255", "local"],
  ["172.32.0.1", "public"],
  ["192.168.1.1", "local"],
  ["192.169.1.1", "public"],
  ["169.254.0.1", "local"],
  ["100.64.0.1", "local"],
  ["100.128.0.1", "public"],
  ["8.8.8.8", "public"],
  ["[::1]", "loopback"],
  ["[::]", "loopback"],
  ["[fc00::1]", "local"],
  ["[fdff::1]", "local"],
  ["[fe80::1]", "local"],
  ["[fec0::1]", "local"],
  ["[ff02::1]", "public"],
  ["[2001:db8::1]", "local"],
  ["[2001:db9::1]", "public"],
  ["[3fff:fff::1]", "local"],
  ["[3fff:1000::1]", "public"],
  ["[2606:4700::1]", "public"],
  ["[::ffff:c0a8:101]", "local"],
  ["[::ffff:7f00:1]", "loopback"],
  ["printer.local", "local"],
  ["printer.local.", "local"],
  ["localhost.example", null],
  ["api.example", null],
] as [string, AddressSpace | null][])("address space of %s → %s", (hostname, space) => {
  expect(addressSpaceOf(hostname)).toBe(space);
});

describe("gating", () => {
  const ON = {
    localNetworkAccess: true,
    localNetworkNeedsSecureContext: true,
    localNetworkRelaxesMixedContent: true,
    localNetworkHasAlias: true,
  };
  interface Given {
    readonly page?: string;
    readonly from?: AddressSpace | null;
    readonly to?: AddressSpace | null;
    readonly permissions?: Record<string, string>;
  }
  function failure(target: string, given: Given = {}, dialect = ON) {
    const { page = "https://app.example/", from = "public", to = null, permissions = {} } = given;
    return localNetworkAccessFailure(
      { url: parseUrl(page)!, addressSpace: from, permissions },
      parseUrl(target)!,
      to,
      dialect,
    );
  }

  test.each([
    ["a public target", "https://api.example/", {}, false],
    ["a local target", "https://192.168.0.1/", {}, true],
    ["a loopback target", "http://localhost:3000/", {}, true],
    ["a domain that turns out to be local", "https://api.example/", { to: "local" }, true],
    ["an address that the server is said to have", "https://192.168.0.1/", { to: "public" }, false],
    ["a local page", "http://localhost/", { from: "local" }, false],
    ["a loopback page", "https://192.168.0.1/", { from: "loopback" }, false],
    ["not considered", "http://localhost/", { from: null }, false],
    ["a file", "http://localhost/", { page: "file:///a.html" }, false],
    ["granted", "https://192.168.0.1/", { permissions: { "local-network": "granted" } }, false],
    ["granted for the other one", "http://localhost/", { permissions: { "local-network": "granted" } }, true],
    ["granted for loopback", "http://localhost/", { permissions: { "loopback-network": "granted" } }, false],
    ["granted by its old name", "http://localhost/", { permissions: { "local-network-access": "granted" } }, false],
    ["denied", "https://192.168.0.1/", { permissions: { "local-network": "denied" } }, true],
    [
      "no prompt for insecure pages",
      "http://192.168.0.1/",
      { page: "http://app.example/", permissions: { "local-network": "granted" } },
      true,
    ],
  ] as [string, string, Given, boolean][])("%s: %s, %j → %s", (_title, target, given, blocked) => {
    expect(failure(target, given) !== null).toBe(blocked);
  });

  test("only where the browser has it", () => {
    expect(failure("http://localhost/", {}, { ...ON, localNetworkAccess: false })).toBeNull();
  });

  test("insecure pages are asked where no secure context is needed", () => {
    const dialect = { ...ON, localNetworkNeedsSecureContext: false };
    const given = { page: "http://app.example/", permissions: { "local-network": "granted" } };
    expect(failure("http://192.168.0.1/", given, dialect)).toBeNull();
    expect(failure("http://192.168.0.1/", { ...given, permissions: {} }, dialect)?.member).toBe("local-network");
  });

  test("the permission of old, where there never was one", () => {
    const given = { permissions: { "local-network-access": "granted" } };
    expect(failure("http://localhost/", given, { ...ON, localNetworkHasAlias: false })).not.toBeNull();
  });

  test("a failure says from where to where", () => {
    expect(failure("https://192.168.0.1/", { permissions: { "local-network": "denied" } })).toEqual({
      ok: false,
      reason: "local-network-access",
      from: "public",
      to: "local",
      member: "local-network",
      value: "denied",
      url: "https://192.168.0.1/",
    });
    expect(failure("http://localhost/", { page: "http://app.example/" })?.member).toBe("secure-context");
  });
});

test("never throws", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.ipV4(),
        fc.ipV6().map((ip) => `[${ip}]`),
      ),
      (host) => void addressSpaceOf(host),
    ),
  );
});
