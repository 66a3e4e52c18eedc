// The examples with the sources in the place of the installed package.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const adapters = fileURLToPath(new URL("../../src/adapters/", import.meta.url));

export default defineConfig({
  cacheDir: join(tmpdir(), "whycors-examples"),
  resolve: { alias: [{ find: /^whycors\/(.+)$/, replacement: `${adapters}$1.ts` }] },
  test: { include: ["**/*.test.js"], reporters: ["default"], watch: false },
});
