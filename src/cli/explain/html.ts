import { sequenceSvg } from "../../explain/sequence/svg.js";
import type { Report } from "./report.js";
import type { Line, Section } from "./sections.js";

/** One file that stands alone: no script, nothing from elsewhere. */
export function htmlPage(reports: readonly Report[], lang: string): string {
  const title = reports.map((report) => report.title).join(", ");
  return `<!doctype html>
<html lang="${escaped(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${reports.map(articleOf).join("\n")}
</main>
</body>
</html>
`;
}

function articleOf(report: Report, index: number): string {
  const { label, title, outcome, outcomeText, sentence, before, after, sequence, sequenceHeading } = report;
  const picture =
    sequence === null
      ? ""
      : `<section><h2>${escaped(sequenceHeading)}</h2><div class="picture" tabindex="0" role="group" aria-label="${escaped(sequenceHeading)}">${sequenceSvg(sequence, { id: `sequence-${index}` })}</div></section>`;
  return `<article>
${label === null ? "" : `<p class="label">${escaped(label)}</p>`}
<h1>${escaped(title)}${outcomeText === "" ? "" : ` <span class="${outcome ?? ""}">${escaped(outcomeText)}</span>`}</h1>
<p class="sentence">${escaped(sentence)}</p>
${before.map(sectionHtml).join("\n")}
${picture}
${after.map(sectionHtml).join("\n")}
</article>`;
}

function sectionHtml({ heading, lines }: Section): string {
  return `<section><h2>${escaped(heading)}</h2>${lines.map(lineHtml).join("")}</section>`;
}

function lineHtml(line: Line): string {
  if ("code" in line) return `<pre tabindex="0"><code>${escaped(line.code)}</code></pre>`;
  if ("block" in line) return `<pre tabindex="0"><code>${escaped(line.block)}</code></pre>`;
  if ("rule" in line) return `<p><a href="${escaped(line.url)}">${escaped(line.rule)}</a></p>`;
  return `<p>${escaped(line.text)}</p>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `:root{color-scheme:light dark;--paper:#fff;--ink:#1c1e21;--sequence-quiet:#5b616b;--sequence-bad:#b3261e;--good:#1a7f45;--odd:#8a5a00;--sequence-line:#c4c9d1;--sequence-box:#f3f5f8;--link:#1d4ed8}
@media (prefers-color-scheme:dark){:root{--paper:#16181c;--ink:#e8eaed;--sequence-quiet:#a2a9b4;--sequence-bad:#ff8a80;--good:#6fd695;--odd:#f2c063;--sequence-line:#464c56;--sequence-box:#22262c;--link:#9db7ff}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:62rem;margin:0 auto;padding:2rem 1.25rem}
article+article{margin-top:4rem;border-top:1px solid var(--sequence-line);padding-top:2rem}
h1{font-size:1.35rem;line-height:1.3;overflow-wrap:anywhere}
h2{font-size:.95rem;margin:1.75rem 0 .4rem;color:var(--sequence-quiet)}
p{margin:.3rem 0;overflow-wrap:anywhere}
.sentence{font-size:1.1rem;max-width:46rem}
.label{color:var(--sequence-quiet)}
.allowed{color:var(--good)}.blocked,.failed{color:var(--sequence-bad)}.opaque,.unknown{color:var(--odd)}
a{color:var(--link)}
pre{margin:.3rem 0;padding:.5rem .75rem;background:var(--sequence-box);border-radius:6px;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere;font:.875rem/1.5 ui-monospace,monospace}
.picture{overflow-x:auto}
.picture svg{max-width:none}`;
