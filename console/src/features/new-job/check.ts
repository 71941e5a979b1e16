/** What is wrong with a value, by a schema: the server's rules of single fields. What it says of several it says when it is asked. */

import { isObject, type Path, pathText } from "./json";
import { nearest } from "./nearest";
import { actionField, actionProblems, actionRule, resolved, type Schema } from "./rules";

export interface Problem {
  field: string;
  text: string;
  /** `missing` is not said of what nobody has come to yet. */
  kind: "wrong" | "missing" | "unknown";
}

export function check(value: unknown, schema: Schema, document: Schema = schema, path: Path = []): Problem[] {
  return [...problems(value, resolved(schema, document), document, path)];
}

function* problems(value: unknown, schema: Schema, document: Schema, path: Path): Generator<Problem> {
  const wrong = (text: string): Problem => ({ field: pathText(path), text, kind: "wrong" });
  const ways = schema.anyOf ?? schema.oneOf;
  if (ways) {
    const tried = ways.map((one) => check(value, one, document, path));
    if (!tried.some((one) => one.length === 0)) yield tried[0]?.[0] ?? wrong("has not the right form");
    return;
  }
  if (schema.enum && !schema.enum.includes(value)) {
    const near = typeof value === "string" ? nearest(value, schema.enum.map(String)) : undefined;
    yield wrong(`must be one of ${schema.enum.map(String).join(", ")}${near ? `: is ${near} meant?` : ""}`);
    return;
  }
  if ("const" in schema && schema.const !== value) yield wrong(`must be ${JSON.stringify(schema.const)}`);
  const mismatch = mistyped(value, schema.type);
  if (mismatch) yield wrong(mismatch);
  else if (typeof value === "string") for (const text of ofText(value, schema)) yield wrong(text);
  else if (typeof value === "number") for (const text of ofNumber(value, schema)) yield wrong(text);
  else if (Array.isArray(value)) yield* ofList(value, schema, document, path, wrong);
  else if (isObject(value)) yield* ofObject(value, schema, document, path, wrong);
}

const TYPES: Record<string, [string, (value: unknown) => boolean]> = {
  string: ["a text", (value) => typeof value === "string"],
  number: ["a number", (value) => typeof value === "number"],
  integer: ["a whole number", (value) => Number.isInteger(value)],
  boolean: ["true or false", (value) => typeof value === "boolean"],
  array: ["a list, […]", Array.isArray],
  object: ["an object, {…}", isObject],
  null: ["null", (value) => value === null],
};

function mistyped(value: unknown, type: Schema["type"]): string | undefined {
  const wanted = (type === undefined ? [] : [type].flat()).flatMap((one) => (TYPES[one] ? [TYPES[one]] : []));
  return wanted.length === 0 || wanted.some(([, is]) => is(value)) ? undefined : `must be ${wanted.map(([word]) => word).join(" or ")}`;
}

function* ofText(value: string, schema: Schema): Generator<string> {
  const length = [...value].length;
  if (length < (schema.minLength ?? 0)) yield schema.minLength === 1 ? "must not be empty" : `must have at least ${schema.minLength} characters`;
  else if (length > (schema.maxLength ?? Infinity)) yield `must have at most ${schema.maxLength} characters, and has ${length}`;
  else if (schema.pattern && !(pattern(schema.pattern)?.test(value) ?? true)) yield `must have the form ${schema.pattern}`;
  else if (schema.format === "date-time" && Number.isNaN(Date.parse(value))) yield "must be a time such as 2030-01-31T12:00:00Z";
  else if (schema.format === "uuid" && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)) yield "must be a UUID";
  else if (schema.format === "uri" && !URL.canParse(value)) yield "must be a URL";
}

const patterns = new Map<string, RegExp | undefined>();

/** Undefined: this browser does not know the pattern, and the server judges alone. */
export function pattern(source: string): RegExp | undefined {
  if (!patterns.has(source)) {
    try {
      patterns.set(source, new RegExp(source, "u"));
    } catch {
      patterns.set(source, undefined);
    }
  }
  return patterns.get(source);
}

function* ofNumber(value: number, { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): Generator<string> {
  if (minimum !== undefined && value < minimum) yield `must be at least ${minimum}`;
  if (maximum !== undefined && value > maximum) yield `must be at most ${maximum}`;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) yield `must be more than ${exclusiveMinimum}`;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) yield `must be less than ${exclusiveMaximum}`;
}

type Say = (text: string) => Problem;

function* ofList(value: unknown[], schema: Schema, document: Schema, path: Path, wrong: Say): Generator<Problem> {
  if (value.length < (schema.minItems ?? 0)) yield wrong(`must have at least ${schema.minItems}`);
  if (value.length > (schema.maxItems ?? Infinity)) yield wrong(`must have at most ${schema.maxItems}`);
  if (schema.uniqueItems && new Set(value.map((one) => JSON.stringify(one))).size < value.length) yield wrong("must have each only once");
  for (const [index, one] of value.entries()) if (schema.items) yield* check(one, schema.items, document, [...path, index]);
}

function* ofObject(value: Record<string, unknown>, schema: Schema, document: Schema, path: Path, wrong: Say): Generator<Problem> {
  const known = schema.properties ?? {};
  const others = schema.additionalProperties;
  const isAction = schema.$ref?.endsWith("/Action") ?? false;
  const needed = isAction ? ["action", ...(actionRule(value["action"])?.needs ?? [])] : (schema.required ?? []);
  for (const name of needed) if (!(name in value)) yield { field: pathText([...path, name]), text: "is needed", kind: "missing" };
  if (Object.keys(value).length > (schema.maxProperties ?? Infinity)) yield wrong(`must have at most ${schema.maxProperties}`);
  for (const [name, one] of Object.entries(value)) {
    const at = [...path, name];
    const own = known[name];
    if (own) yield* check(one, isAction ? actionField(value["action"], name) : own, document, at);
    else if (isObject(others)) yield* ofPair(name, one, schema, others as Schema, document, at);
    else if (others === false) yield { field: pathText(at), text: unknown(name, known), kind: "unknown" };
  }
  if (isAction) for (const [field, text] of actionProblems(value)) yield { field: pathText([...path, field]), text, kind: "wrong" };
}

function* ofPair(name: string, value: unknown, schema: Schema, others: Schema, document: Schema, path: Path): Generator<Problem> {
  for (const one of schema.propertyNames ? check(name, schema.propertyNames, document) : []) yield { ...one, field: pathText(path), text: `its name ${one.text}` };
  yield* check(value, others, document, path);
}

function unknown(name: string, known: Record<string, Schema>): string {
  const near = nearest(name, Object.keys(known));
  return near ? `unknown "${name}": is "${near}" meant?` : `unknown "${name}"`;
}
