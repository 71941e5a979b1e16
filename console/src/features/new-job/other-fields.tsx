import { useId, useState } from "react";
import { Field, TextArea } from "#/ui/field";
import type { WidgetProps } from "./fields";
import { useForm } from "./form";
import type { Json } from "./json";
import { readJson } from "./json-text";
import { resolved } from "./rules";

/** Any number of a few words. */
export function ChoicesField({ path, schema, value, common }: WidgetProps) {
  const { edit, document } = useForm();
  const chosen = Array.isArray(value) ? value : [];
  const choices = (resolved(schema.items ?? {}, document).enum ?? []) as Json[];
  const toggle = (one: Json) => {
    const next = choices.filter((choice) => (choice === one ? !chosen.includes(one) : chosen.includes(choice)));
    edit(path, next.length > 0 ? next : undefined);
  };
  const id = useId();
  return (
    <fieldset className="group wide-field" aria-describedby={id}>
      <legend>{common.label}</legend>
      <p id={id} className="field-hint">
        {common.hint}
      </p>
      <div className="row">
        {choices.map((one) => (
          <label key={String(one)} className="row">
            <input type="checkbox" checked={chosen.includes(one)} onChange={() => toggle(one)} />
            {String(one)}
          </label>
        ))}
      </div>
      {common.error && <p className="field-error">{common.error}</p>}
    </fieldset>
  );
}

const MOST_BYTES = 8_388_608;

/** A file's bytes, as Base64. */
export function FileField({ path, value, common }: WidgetProps) {
  const { edit } = useForm();
  const [wrong, setWrong] = useState<string>();
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MOST_BYTES) return setWrong(`has ${file.size.toLocaleString()} bytes: at most ${MOST_BYTES.toLocaleString()}`);
    setWrong(undefined);
    edit(path, base64(new Uint8Array(await file.arrayBuffer())));
  };
  const size = typeof value === "string" ? Math.floor((value.length * 3) / 4) : 0;
  return (
    <Field {...common} error={wrong ?? common.error} hint={size > 0 ? `${size.toLocaleString()} bytes are chosen.` : common.hint}>
      {(attributes) => <input type="file" {...attributes} onChange={(event) => void take(event.target.files?.[0])} />}
    </Field>
  );
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}

/** Any JSON. What is none stays as it was typed, and says what is wrong. */
export function AnyField({ path, value, common }: WidgetProps) {
  const { edit } = useForm();
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? undefined : readJson(typed);
  const isMine = typed !== undefined && (read?.error !== undefined || typed.trim() === "" || JSON.stringify(read?.value) === JSON.stringify(value));
  const change = (text: string) => {
    setTyped(text);
    const next = readJson(text);
    if (text.trim() === "") edit(path, undefined);
    else if (!next.error) edit(path, next.value);
  };
  const error = isMine && read?.error && typed.trim() !== "" ? `line ${read.error.line}: ${read.error.text}` : common.error;
  const text = isMine ? typed : value === undefined ? "" : JSON.stringify(value, null, 2);
  return <TextArea {...common} error={error} rows={2} className="growing mono" placeholder="JSON" spellCheck={false} value={text} onChange={change} />;
}
