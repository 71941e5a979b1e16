/** A field for each kind of value that the rules know. */

import { type ReactNode, useState } from "react";
import { Field, Select, TextArea, TextField } from "#/ui/field";
import { CardList } from "./card-list";
import { type FieldProps, problemsWithin, useForm } from "./form";
import { HelpText } from "./help-text";
import { pathText } from "./json";
import { ListField, MapField } from "./list-fields";
import { ObjectField } from "./object-field";
import { AnyField, ChoicesField, FileField } from "./other-fields";
import { resolved, type Schema } from "./rules";
import { helpOf, instant, labelOf, localTime, numberOf, widgetOf } from "./widget";

/** What every field has: its name, its help from the protos, and what is wrong with it. */
export interface Common {
  label: string;
  hint: ReactNode;
  error: string | undefined;
}

export function SchemaField({ schema: given, ...rest }: FieldProps) {
  const { document, problems } = useForm();
  const schema = resolved(given, document);
  const help = helpOf(schema);
  const widget = widgetOf(schema, document);
  const isWhole = widget === "list" || widget === "object" || widget === "cards";
  const common: Common = {
    label: labelOf(rest.name) + (rest.isNeeded ? " *" : ""),
    hint: help.brief ? <HelpText help={help} /> : undefined,
    error: isWhole ? problems.get(pathText(rest.path)) : problemsWithin(problems, rest.path),
  };
  const Widget = WIDGETS[widget];
  return <Widget {...rest} schema={schema} common={common} otherwise={help.otherwise} />;
}

export interface WidgetProps extends FieldProps {
  common: Common;
  otherwise: string;
}

function Text({ path, name, schema, value, common, otherwise }: WidgetProps) {
  const { edit, focusTarget } = useForm();
  return (
    <TextField
      {...common}
      value={shown(value)}
      placeholder={otherwise.length < 40 ? otherwise : ""}
      spellCheck={false}
      autoComplete="off"
      inputMode={/url$/i.test(name) ? "url" : undefined}
     
      onFocus={() => name === "target" && focusTarget(path.slice(0, -1))}
      onChange={(next) => edit(path, textOf(next, schema))}
    />
  );
}

function Long({ path, schema, value, common, otherwise }: WidgetProps) {
  const { edit } = useForm();
  return (
    <TextArea
      {...common}
      rows={1}
      className="growing"
      value={shown(value)}
      placeholder={otherwise.length < 40 ? otherwise : ""}
      spellCheck={false}
     
      onChange={(next) => edit(path, textOf(next, schema))}
    />
  );
}

/** Where it may be empty, emptied is not the same as not given. */
function textOf(typed: string, schema: Schema): string | undefined {
  return typed === "" && !/may be empty/i.test(schema.description ?? "") ? undefined : typed;
}

function NumberField({ path, value, common, otherwise, schema }: WidgetProps) {
  const { edit } = useForm();
  const least = schema.minimum ?? schema.exclusiveMinimum;
  const most = schema.maximum ?? schema.exclusiveMaximum;
  return (
    <TextField
      {...common}
      value={shown(value)}
      inputMode={schema.type === "integer" && (least ?? -1) >= 0 ? "numeric" : "text"}
      placeholder={otherwise.length > 0 && otherwise.length < 40 ? otherwise : least !== undefined && most !== undefined ? `${least} to ${most}` : ""}
      autoComplete="off"
     
      onChange={(next) => edit(path, numberOf(next))}
    />
  );
}

/** Of three ways: not to say is not the same as no. */
function Switch({ path, value, common, otherwise }: WidgetProps) {
  const { edit } = useForm();
  const not = otherwise ? `Default: ${shortened(otherwise)}` : "Default";
  const wrong: [string, string][] = value !== undefined && typeof value !== "boolean" ? [[String(value), String(value)]] : [];
  return (
    <Select
      {...common}
      value={value === undefined ? "" : String(value)}
      options={[["", not], ["true", "Yes"], ["false", "No"], ...wrong]}
     
      onChange={(next) => edit(path, next === "" ? undefined : next === "true")}
    />
  );
}

function Choice({ path, schema, value, common, otherwise, isNeeded }: WidgetProps) {
  const { edit } = useForm();
  const choices = schema.enum ?? [schema.const];
  const known = choices.map((one) => JSON.stringify(one));
  const said = value === undefined ? "" : JSON.stringify(value);
  const options: [string, string][] = [["", otherwise ? `Default: ${shortened(otherwise)}` : isNeeded ? "Choose…" : "Default"], ...choices.map((one): [string, string] => [JSON.stringify(one), String(one)])];
  return (
    <Select
      {...common}
      value={said}
      options={said === "" || known.includes(said) ? options : [...options, [said, shown(value)]]}
     
      onChange={(next) => edit(path, next === "" ? undefined : JSON.parse(next))}
    />
  );
}

function Time({ path, value, common, otherwise }: WidgetProps) {
  const { edit } = useForm();
  const [isText] = useState(() => typeof value === "string" && localTime(value) === "");
  if (isText) return <Text {...{ path, value, common, otherwise, name: "", schema: {} }} />;
  return (
    <Field {...common}>
      {(attributes) => (
        <input type="datetime-local" {...attributes} value={localTime(shown(value))} onChange={(event) => edit(path, instant(event.target.value))} />
      )}
    </Field>
  );
}

function Cards({ path, value, common }: WidgetProps) {
  return (
    <div className="wide-field stack">
      <CardList path={path} value={value} label={common.label} />
      {common.error && <p className="field-error">{common.error}</p>}
    </div>
  );
}

const WIDGETS = {
  choice: Choice,
  switch: Switch,
  number: NumberField,
  text: Text,
  long: Long,
  time: Time,
  file: FileField,
  choices: ChoicesField,
  list: ListField,
  map: MapField,
  cards: Cards,
  object: ObjectField,
  any: AnyField,
};

function shown(value: unknown): string {
  return value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
}

function shortened(text: string): string {
  return text.length > 50 ? `${text.slice(0, 48)}…` : text;
}
