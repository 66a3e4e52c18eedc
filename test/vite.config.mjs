// The playground: src/web to dist/web, files that any server can hand out under any path.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { offline } from "./web/offline-plugin.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const web = `${root}src/web/`;

/**
 * Modules that the page has in another form, or later: the list of public suffixes, the languages but English, what reads
 * files by their path, and the check of cases before they are judged: the page has them checked where it gets them.
 */
const INSTEAD = [
  { asked: /^tldts$/, by: /(?<!public-suffixes\.ts)$/, instead: `${web}model/site-list.ts` },
  { asked: /\/catalogs\/zh-cn\.js$/, by: /\/src\/explain\/language\.ts$/, instead: `${web}model/chinese.ts` },
  { asked: /^\.\/source\/open\.js$/, by: /\/src\/records\/replay\.ts$/, instead: `${web}model/no-files.ts` },
  { asked: /^\.\/read-cases\.js$/, by: /\/src\/cases\/judge\.ts$/, instead: `${web}model/no-reader.ts` },
];

function instead() {
  return {
    name: "instead",
    enforce: "pre",
    resolveId(source, importer) {
      const found = INSTEAD.find(({ asked, by }) => asked.test(source) && by.test(importer ?? ""));
      return found === undefined ? null : found.instead;
    },
  };
}

/** A constant that is written out wherever it is used makes the list of public suffixes twice as large. */
const OPTIMIZATION = { inlineConst: false };
const CHECKS = { pluginTimings: false };

export default defineConfig({
  root: web,
  base: "./",
  publicDir: `${web}public`,
  plugins: [instead(), offline()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: { format: "es", plugins: () => [instead()], rolldownOptions: { optimization: OPTIMIZATION, checks: CHECKS } },
  build: {
    outDir: `${root}dist/web`,
    emptyOutDir: true,
    target: "es2023",
    modulePreload: { polyfill: false },
    // A data: address would need a hole in the page's policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: `${web}index.html`, "lab-frame": `${web}lab/frame.ts` },
      // The lab's pages ask for their script by its name.
      output: { entryFileNames: ({ name }) => (name === "lab-frame" ? "[name].js" : "assets/[name]-[hash].js") },
      optimization: OPTIMIZATION,
      checks: CHECKS,
    },
  },
  logLevel: "warn",
});
