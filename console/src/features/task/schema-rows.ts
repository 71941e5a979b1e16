/** A JSON Schema as lines of a table: one for each property, also of objects in objects and of lists. */

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";

export interface Row {
  /** Where it is, such as `items[].price`. */
  path: string;
  /** Such as `text`, `number or null`, `list of text`. */
  type: string;
  isRequired: boolean;
  /** As JSON. Empty: it has none. */
  usual: string;
  description: string;
  /** What it is bound to, such as `at most 50 characters`. */
  bounds: string;
}

/** Deeper ones are not shown. */
const DEPTH = 6;

export function schemaRows(schema: JsonObject | undefined): Row[] {
  return schema ? rowsOf(schema, schema, "", 0) : [];
}

function rowsOf(given: JsonObject, root: JsonObject, path: string, depth: number): Row[] {
  const schema = named(given, root);
  if (depth > DEPTH) return [];
  const items = object(schema["items"]);
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  // A Struct keeps no order: what has to be given stands first.
  const order = ([one]: [string, JsonValue], [other]: [string, JsonValue]) => Number(required.includes(other)) - Number(required.includes(one)) || one.localeCompare(other);
  const properties = Object.entries(object(schema["properties"]) ?? {}).sort(order);
  const own = properties.flatMap(([name, value]) => {
    const property = named(object(value) ?? {}, root);
    const place = path ? `${path}.${name}` : name;
    return [rowOf(property, root, place, required.includes(name)), ...rowsOf(property, root, place, depth + 1)];
  });
  return items ? [...own, ...rowsOf(items, root, `${path}[]`, depth + 1)] : own;
}

function rowOf(schema: JsonObject, root: JsonObject, path: string, isRequired: boolean): Row {
  const usual = schema["default"] === undefined ? "" : JSON.stringify(schema["default"]);
  return { path, type: typeOf(schema, root), isRequired, usual, description: text(schema["description"]) || text(schema["title"]), bounds: boundsOf(schema) };
}

const WORDS: Record<string, string> = { string: "text", boolean: "true or false", array: "list", integer: "whole number" };

function typeOf(given: JsonObject, root: JsonObject): string {
  const schema = named(given, root);
  if (Array.isArray(schema["enum"])) return schema["enum"].map((one) => JSON.stringify(one)).join(", ");
  if (schema["const"] !== undefined) return JSON.stringify(schema["const"]);
  const either = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(either)) return [...new Set(either.map((one) => typeOf(object(one) ?? {}, root)))].join(" or ");
  const types = ([schema["type"]].flat() as JsonValue[]).filter((type): type is string => typeof type === "string");
  const items = object(schema["items"]);
  return types.map((type) => (type === "array" && items ? `list of ${typeOf(items, root)}` : (WORDS[type] ?? type))).join(" or ") || "anything";
}

const BOUNDS: readonly (readonly [string, (value: string) => string])[] = [
  ["format", (value) => value],
  ["minLength", (value) => `at least ${value} characters`],
  ["maxLength", (value) => `at most ${value} characters`],
  ["pattern", (value) => `like ${value}`],
  ["minimum", (value) => `${value} or more`],
  ["exclusiveMinimum", (value) => `more than ${value}`],
  ["maximum", (value) => `${value} or less`],
  ["exclusiveMaximum", (value) => `less than ${value}`],
  ["minItems", (value) => `at least ${value}`],
  ["maxItems", (value) => `at most ${value}`],
];

function boundsOf(schema: JsonObject): string {
  return BOUNDS.flatMap(([name, words]) => (schema[name] === undefined ? [] : [words(String(schema[name]))])).join(", ");
}

/** What `$ref` names in the same schema, with what stands beside it. */
function named(schema: JsonObject, root: JsonObject): JsonObject {
  const name = /^#\/\$defs\/([^/]+)$/.exec(text(schema["$ref"]))?.[1];
  const found = name && object(object(root["$defs"])?.[name]);
  return found ? { ...found, ...schema } : schema;
}

function object(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

function text(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}
