import type { Setup } from "../model/edit.js";
import { AreaField, SelectField, TextField } from "../parts/fields.js";
import { useStrings } from "../strings/strings.js";

const NONE = "none";
const TYPES = ["text", "urlencoded", "formdata", "blob", "bytes", "stream"] as const;

export function BodyFields({
  setup: { body },
  change,
}: {
  readonly setup: Setup;
  readonly change: (patch: Partial<Setup>) => void;
}) {
  const t = useStrings().request;
  const type = body?.type ?? NONE;
  return (
    <>
      <SelectField
        label={t.body}
        value={type}
        options={[{ value: NONE, label: t.none }, ...TYPES]}
        onChoice={(next) => {
          const wanted = TYPES.find((each) => each === next);
          change({ body: wanted === undefined ? null : { value: "", contentType: null, ...body, type: wanted } });
        }}
      />
      {body !== null && (
        <AreaField
          label={t.bodyText}
          rows={2}
          value={body.value}
          onText={(value) => change({ body: { ...body, value } })}
        />
      )}
      {body?.type === "blob" && (
        <TextField
          label={t.contentType}
          value={body.contentType ?? ""}
          onText={(contentType) => change({ body: { ...body, contentType: contentType || null } })}
        />
      )}
    </>
  );
}
