import { useState } from "react";
import { Button } from "#/ui/button";
import { SchemaField, type WidgetProps } from "./fields";
import { useForm } from "./form";
import { isObject, type Json, type JsonObject } from "./json";
import { resolved } from "./rules";

/** A list of any things, one below the other. */
export function ListField({ path, name, schema, value, common }: WidgetProps) {
  const { edit, document } = useForm();
  const items = resolved(schema.items ?? {}, document);
  const list = Array.isArray(value) ? value : [];
  const one = name.replace(/ies$/, "y").replace(/(?<=[a-z])s$/, "");
  const blank: Json = items.type === "object" ? {} : items.type === "integer" || items.type === "number" ? 0 : "";
  return (
    <fieldset className="group wide-field">
      <legend>{common.label}</legend>
      {common.hint && <p className="field-hint">{common.hint}</p>}
      {list.map((item, index) => (
        <div key={index} className="list-item">
          <SchemaField path={[...path, index]} name={`${one} ${index + 1}`} schema={{ ...items, description: "" }} value={item} />
          <Button kind="quiet" icon="cross" label={`Remove ${one} ${index + 1}`} onClick={() => edit([...path, index], undefined)} />
        </div>
      ))}
      {common.error && <p className="field-error">{common.error}</p>}
      <div>
        <Button kind="quiet" icon="plus" onClick={() => edit([...path, list.length], blank)}>
          {`Add ${one}`}
        </Button>
      </div>
    </fieldset>
  );
}

/** Names with a text each. A name that is there twice, or is empty, stays in its row until it is one. */
export function MapField({ path, name, value, common }: WidgetProps) {
  const { edit } = useForm();
  const given = isObject(value) ? value : {};
  const [rows, setRows] = useState<readonly (readonly [string, string])[]>([]);
  // What is typed as JSON, or filled in, is another map than that of these rows.
  const mine = rows.length > 0 && same(mapOf(rows), given) ? rows : Object.entries(given).map(([key, one]) => [key, typeof one === "string" ? one : JSON.stringify(one)] as const);
  const change = (next: readonly (readonly [string, string])[]) => {
    setRows(next);
    const map = mapOf(next);
    edit(path, Object.keys(map).length > 0 ? map : undefined);
  };
  const set = (index: number, key: string, text: string) => change(mine.map((row, at) => (at === index ? [key, text] : row)));
  return (
    <fieldset className="group wide-field">
      <legend>{common.label}</legend>
      {common.hint && <p className="field-hint">{common.hint}</p>}
      {mine.map(([key, text], index) => (
        <div key={index} className="pair">
          <input aria-label={`Name ${index + 1} of ${name}`} placeholder="name" spellCheck={false} value={key} onChange={(event) => set(index, event.target.value, text)} />
          <input aria-label={`Value ${index + 1} of ${name}`} placeholder="value" spellCheck={false} value={text} onChange={(event) => set(index, key, event.target.value)} />
          <Button kind="quiet" icon="cross" label={`Remove ${key || `pair ${index + 1}`}`} onClick={() => change(mine.filter((_, at) => at !== index))} />
        </div>
      ))}
      {common.error && <p className="field-error">{common.error}</p>}
      <div>
        <Button kind="quiet" icon="plus" onClick={() => setRows([...mine, ["", ""]])}>
          Add one
        </Button>
      </div>
    </fieldset>
  );
}

function mapOf(rows: readonly (readonly [string, string])[]): JsonObject {
  return Object.fromEntries(rows.filter(([key]) => key !== ""));
}

function same(one: JsonObject, other: JsonObject): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
