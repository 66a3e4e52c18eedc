import type { Verdict } from "../../cases/verdict.js";
import { useStrings } from "../strings/strings.js";

/** What page code has in its hands afterwards. */
export function ResponsePanel({ verdict }: { readonly verdict: Verdict }) {
  const t = useStrings().response;
  const { response, hiddenHeaders, settles, error, events, xhr, element, thrownBy } = verdict;
  const facts: [string, string][] = [[t.settles, settlingText(settles, t)]];
  if (thrownBy !== undefined) facts.push([t.throws, thrownBy]);
  if (error !== undefined) facts.push([t.error, `${error.name}: ${error.message}`]);
  if (response !== null) {
    if (response.type !== undefined) facts.push([t.type, response.type]);
    facts.push([t.status, `${response.status} ${response.statusText}`.trim()]);
    facts.push([t.url, response.url === "" ? "“”" : response.url]);
    facts.push([t.body, response.bodyReadable ? t.readable : t.unreadable]);
  } else if (xhr !== undefined) {
    facts.push(["readyState", String(xhr.readyState)], ["status", String(xhr.status)]);
  }
  if (element !== undefined) {
    for (const [key, value] of Object.entries(element)) {
      facts.push([(t.elementKeys as Readonly<Record<string, string>>)[key] ?? key, String(value)]);
    }
  }
  return (
    <>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {response !== null && (
        <>
          <h3 class="minor">{t.visible}</h3>
          {response.headers.length === 0 ? (
            <p class="muted">{t.none}</p>
          ) : (
            <dl class="lines">
              {response.headers.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
        </>
      )}
      {hiddenHeaders.length > 0 && (
        <>
          <h3 class="minor">{t.hidden}</h3>
          <ul class="chips">
            {hiddenHeaders.map((name) => (
              <li key={name}>
                <code>{name}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {events !== undefined && events.length > 0 && (
        <>
          <h3 class="minor">{t.events}</h3>
          <ol class="chips">
            {events.map((event, index) => (
              <li key={index}>
                <code>{event}</code>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function settlingText(settles: string, t: { [key: string]: unknown }): string {
  const text = t[settles];
  return typeof text === "string" ? text : settles;
}
