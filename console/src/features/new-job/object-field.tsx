import { type ReactNode, useState } from "react";
import { SchemaField, type WidgetProps } from "./fields";
import { isWrongWithin, type Path, useForm } from "./form";
import { isObject, type Json } from "./json";
import type { Schema } from "./rules";
import { labelOf } from "./widget";

interface FieldsProps {
  path: Path;
  value: Json | undefined;
  /** What is shown at once, and what is folded. What has a value when the form comes is shown. */
  first: readonly string[];
  later: readonly string[];
  needed: readonly string[];
  schemaOf: (name: string) => Schema;
}

/** Fields of one object: the first at once, the others folded. */
export function Fields({ path, value, first, later, needed, schemaOf }: FieldsProps) {
  const given = isObject(value) ? value : {};
  const [raised] = useState(() => later.filter((name) => name in given));
  const shown = [...first, ...raised.filter((name) => !first.includes(name) && later.includes(name))];
  const field = (name: string) => <SchemaField key={name} path={[...path, name]} name={name} schema={schemaOf(name)} value={given[name]} isNeeded={needed.includes(name)} />;
  const rest = later.filter((name) => !shown.includes(name));
  return (
    <>
      <div className="fields">{shown.map(field)}</div>
      {rest.length > 0 && <Fold title={`${rest.length} more`} path={path} names={rest} given={given} field={field} />}
    </>
  );
}

interface FoldProps {
  title: string;
  path: Path;
  names: readonly string[];
  given: Record<string, Json>;
  field: (name: string) => ReactNode;
}

/** Opens by itself where something in it is wrong, and says what it has. */
function Fold({ title, path, names, given, field }: FoldProps) {
  const { problems } = useForm();
  const [isOpen, setOpen] = useState(false);
  const isShown = isOpen || names.some((name) => isWrongWithin(problems, [...path, name]));
  const set = names.filter((name) => name in given).map((name) => `${labelOf(name)} ${brief(given[name])}`);
  return (
    <div className="fold">
      <button type="button" className="fold-head" aria-expanded={isShown} onClick={() => setOpen(!isShown)}>
        <strong>{title}</strong> <span className="muted cut">{set.length > 0 ? set.join(" · ") : names.map(labelOf).join(", ")}</span>
      </button>
      {isShown && <div className="fields">{names.map(field)}</div>}
    </div>
  );
}

export function brief(value: Json | undefined): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > 40 ? `${text.slice(0, 38)}…` : text;
}

/** An object as a group of its own. */
export function ObjectField({ path, schema, value, common, isNeeded = false }: WidgetProps) {
  const names = Object.keys(schema.properties ?? {});
  const needed = schema.required ?? [];
  const isSmall = names.length <= 6;
  const [isOpen, setOpen] = useState(value !== undefined || isNeeded);
  const first = isSmall ? names : names.filter((name) => needed.includes(name) || ["target", "getTargetBy", "url", "selector", "attribute"].includes(name));
  const { problems } = useForm();
  const isShown = isOpen || isWrongWithin(problems, path);
  return (
    <fieldset className="group">
      <legend>
        <button type="button" className="fold-head" aria-expanded={isShown} onClick={() => setOpen(!isShown)}>
          <strong>{common.label}</strong> {!isShown && value !== undefined && <span className="muted cut">{brief(value)}</span>}
        </button>
      </legend>
      {common.hint && <p className="field-hint">{common.hint}</p>}
      {common.error && <p className="field-error">{common.error}</p>}
      {isShown && <Fields path={path} value={value} first={first} later={names.filter((name) => !first.includes(name))} needed={needed} schemaOf={(name) => schema.properties?.[name] ?? {}} />}
    </fieldset>
  );
}
