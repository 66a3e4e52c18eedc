import type { ReadCase } from "../../cases/case.js";
import { APIS } from "../../core/infrastructure/request.js";
import { type Setup, setupAt, withPage, withSetup } from "../model/edit.js";
import { AreaField, Check, SelectField, TextField } from "../parts/fields.js";
import { HeadersField } from "../parts/headers-field.js";
import { useTextOf } from "../parts/text-state.js";
import { useStrings } from "../strings/strings.js";
import { BodyFields } from "./body-fields.js";

interface Props {
  readonly given: ReadCase;
  readonly at: number;
  readonly onChange: (given: ReadCase) => void;
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const ELEMENTS: ReadonlySet<string> = new Set([
  "img",
  "script",
  "module-script",
  "stylesheet",
  "video",
  "audio",
  "track",
  "webgl-texture",
  "manifest",
]);
const UPLOAD_EVENTS = ["loadstart", "progress", "load", "abort", "error", "timeout", "loadend"] as const;

/** What the page does, as a form: only what the API that it calls can take. */
export function RequestForm({ given, at, onChange }: Props) {
  const t = useStrings().request;
  const setup = setupAt(given, at);
  const { api } = setup;
  const change = (patch: Partial<Setup>) => onChange(withSetup(given, at, patch));
  const isFetch = api === "fetch";
  const isXhr = api === "xhr";
  return (
    <div class="form">
      <TextField
        label={t.page}
        hint={t.pageHint}
        type="url"
        value={given.page.url}
        onText={(url) => onChange(withPage(given, { url }))}
      />
      <div class="row">
        <SelectField label={t.api} value={api} options={APIS} onChoice={(next) => change({ api: next })} />
        {(isFetch || isXhr || api === "form" || api === "xdr") && (
          <TextField
            label={t.method}
            value={setup.method ?? "GET"}
            suggestions={METHODS}
            onText={(method) => change({ method })}
          />
        )}
      </div>
      <TextField label={t.url} type="url" value={setup.url} onText={(url) => change({ url })} />
      {(isFetch || isXhr) && (
        <HeadersField
          label={t.headers}
          pairs={setup.headers}
          direction="request"
          onPairs={(headers) => change({ headers })}
        />
      )}
      {isFetch && <FetchOptions setup={setup} change={change} />}
      {isXhr && <XhrOptions setup={setup} change={change} />}
      {api === "eventsource" && (
        <Check
          label={t.withCredentials}
          checked={setup.withCredentials}
          onChange={(withCredentials) => change({ withCredentials })}
        />
      )}
      {ELEMENTS.has(api) && <Crossorigin setup={setup} change={change} />}
      {(isFetch || isXhr || api === "beacon") && <BodyFields setup={setup} change={change} />}
      <PageOptions given={given} onChange={onChange} />
    </div>
  );
}

interface OptionProps {
  readonly setup: Setup;
  readonly change: (patch: Partial<Setup>) => void;
}

function FetchOptions({ setup, change }: OptionProps) {
  const t = useStrings().request;
  return (
    <div class="row">
      <SelectField
        label={t.credentials}
        className="mono"
        value={setup.credentials}
        options={["same-origin", "include", "omit"]}
        onChoice={(credentials) => change({ credentials })}
      />
      <SelectField
        label={t.mode}
        className="mono"
        value={setup.mode}
        options={["cors", "no-cors", "same-origin"]}
        onChoice={(mode) => change({ mode })}
      />
      <SelectField
        label={t.redirect}
        className="mono"
        value={setup.redirect}
        options={["follow", "error", "manual"]}
        onChoice={(redirect) => change({ redirect })}
      />
    </div>
  );
}

function XhrOptions({ setup, change }: OptionProps) {
  const t = useStrings().request;
  const { uploadListeners } = setup;
  return (
    <>
      <Check
        label={t.withCredentials}
        checked={setup.withCredentials}
        onChange={(withCredentials) => change({ withCredentials })}
      />
      <fieldset class="checks">
        <legend>{t.uploadListeners}</legend>
        {UPLOAD_EVENTS.map((event) => (
          <Check
            key={event}
            label={event}
            checked={uploadListeners.includes(event)}
            onChange={(checked) =>
              change({
                uploadListeners: checked
                  ? [...uploadListeners, event]
                  : uploadListeners.filter((listener) => listener !== event),
              })
            }
          />
        ))}
      </fieldset>
    </>
  );
}

const ABSENT = "\0absent";

function Crossorigin({ setup, change }: OptionProps) {
  const t = useStrings().request;
  return (
    <SelectField
      label={t.crossorigin}
      className="mono"
      value={setup.crossorigin ?? ABSENT}
      options={[{ value: ABSENT, label: t.absent }, "anonymous", "use-credentials"]}
      onChoice={(value) => change({ crossorigin: value === ABSENT ? null : value })}
    />
  );
}

function PageOptions({ given, onChange }: Omit<Props, "at">) {
  const t = useStrings().request;
  const { page } = given;
  const change = (patch: Partial<ReadCase["page"]>) => onChange(withPage(given, patch));
  const [cookies, setCookies] = useTextOf(page.cookies, textOfCookies, cookiesOfText);
  return (
    <details class="more">
      <summary>{t.more}</summary>
      <div class="form">
        <Check label={t.opaque} checked={page.opaque} onChange={(opaque) => change({ opaque })} />
        <TextField
          label={t.csp}
          className="mono"
          value={page.csp ?? ""}
          onText={(csp) => change({ csp: csp || null })}
        />
        <div class="row">
          <SelectField
            label={t.coep}
            value={page.coep}
            options={["unsafe-none", "require-corp", "credentialless"]}
            onChoice={(coep) => change({ coep })}
          />
          <SelectField
            label={t.thirdPartyCookies}
            value={page.thirdPartyCookies}
            options={[
              { value: "allow", label: t.allow },
              { value: "block", label: t.block },
            ]}
            onChoice={(thirdPartyCookies) => change({ thirdPartyCookies })}
          />
        </div>
        <AreaField
          label={t.cookies}
          hint={t.cookiesHint}
          rows={2}
          value={cookies}
          onText={(text) => {
            setCookies(text);
            change({ cookies: cookiesOfText(text) });
          }}
        />
      </div>
    </details>
  );
}

type Cookies = ReadCase["page"]["cookies"];

function textOfCookies(cookies: Cookies): string {
  return Object.entries(cookies)
    .flatMap(([origin, lines]) => [lines].flat().map((line) => `${origin} ${line}`))
    .join("\n");
}

function cookiesOfText(text: string): Cookies {
  const cookies: Record<string, string[]> = {};
  for (const line of text.split("\n")) {
    const [, origin, cookie] = /^\s*(\S+)\s+(.+?)\s*$/.exec(line) ?? [];
    if (origin === undefined || cookie === undefined) continue;
    cookies[origin] = [...(cookies[origin] ?? []), cookie];
  }
  return cookies;
}
