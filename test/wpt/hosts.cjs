// Loaded into every process of a run: host names below .test lead to this machine, but those that a test wants nowhere.
const dns = require("node:dns");

const NOWHERE = /^nonexistent\.|(?:^|\.)invalid$/;

/** @returns an address; null: there is no such host; undefined: not one of the tests' */
function addressOf(hostname) {
  if (!/(?:^|\.)(?:test|invalid)$/.test(hostname)) return undefined;
  return NOWHERE.test(hostname) ? null : "127.0.0.1";
}

const { lookup } = dns;

/** As `dns.lookup`, with its two forms of answer. */
function lookupHere(hostname, given, done) {
  const callback = typeof given === "function" ? given : done;
  const options = typeof given === "object" && given !== null ? given : {};
  const address = addressOf(hostname);
  if (address === undefined) return lookup(hostname, given, done);
  const error =
    address === null
      ? Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND", syscall: "getaddrinfo" })
      : null;
  process.nextTick(() => {
    if (error !== null) callback(error);
    else if (options.all) callback(null, [{ address, family: 4 }]);
    else callback(null, address, 4);
  });
}

dns.lookup = lookupHere;

module.exports = { addressOf };
