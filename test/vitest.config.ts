import { defineConfig } from "vitest/config";
import LeftOut from "./left-out.js";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/own-temporary.ts"],
    setupFiles: ["test/repeatable.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ["default", new LeftOut()],
  },
});
