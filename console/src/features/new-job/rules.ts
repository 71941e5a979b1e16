/** What the protos say of a job's request: `make gen` writes it from them into gen/forms, as JSON Schemas and the table of actions. */

import data from "../../../../gen/forms/job.json" with { type: "json" };
import { nearest } from "./nearest";

/** The part of JSON Schema that forms are made from. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  title?: string;
  description?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
  maxProperties?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  contentEncoding?: string;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

interface ActionRule {
  action: string;
  does: string;
  needs: string[];
  takes: string[];
  formats?: string[];
  about?: Record<string, string>;
}

const rules = data as unknown as { schemas: Record<string, Schema>; companions: Record<string, string>; actions: ActionRule[] };

export const ACTIONS: readonly ActionRule[] = rules.actions;
const byName = new Map(rules.actions.map((rule) => [rule.action, rule]));
const OF_ALL = fieldsWith("action");
const OF_TARGET = fieldsWith("target");

export function messageSchema(name: "CreateJobRequest" | "RunTaskRequest" | "CreateScheduleRequest" | "Action"): Schema {
  return { ...rules.schemas[name], $ref: `#/components/schemas/${name}` };
}

/** A schema without its references: to what the protos name, or to a definition of the document that it is in. */
export function resolved(schema: Schema, document?: Schema): Schema {
  const [, where, name = ""] = /^#\/(components\/schemas|\$defs)\/(.+)$/.exec(schema.$ref ?? "") ?? [];
  const named = where === "$defs" ? document?.$defs?.[name] : rules.schemas[name];
  if (named) return { ...named, ...described(schema), $ref: schema.$ref ?? "" };
  // What may be null as well is told by leaving it out.
  const ways = (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.filter((one) => one.type !== "null");
  if (ways?.length === 1 && ways[0]) return { ...resolved(ways[0], document), ...described(schema) };
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((one) => one !== "null");
    if (types.length === 1 && types[0]) return { ...schema, type: types[0] };
  }
  return schema;
}

function described({ title, description, default: value }: Schema): Schema {
  return { ...(title ? { title } : {}), ...(description ? { description } : {}), ...(value !== undefined ? { default: value } : {}) };
}

export function actionRule(action: unknown): ActionRule | undefined {
  return byName.get(String(action));
}

/** The field that another one belongs to, if it goes only with that. */
function companionOf(field: string): string | undefined {
  return rules.companions[field];
}

/** All fields that an action takes beside `action`: those that it is about first, those that all take last. */
export function fieldsOf(rule: ActionRule): string[] {
  const own = [...rule.needs, ...rule.takes];
  const beside = own.filter((one) => one !== "target").flatMap((one) => fieldsWith(one));
  return unique([...own, ...beside, ...(own.includes("target") ? OF_TARGET : []), ...OF_ALL]);
}

/** Of these, what is shown at once: what it needs, and what mostly says what it does. */
export function firstFieldsOf(rule: ActionRule): string[] {
  const own = [...rule.needs, ...rule.takes];
  const early = rule.takes.filter((one, index) => EARLIER.has(one) || (index < (rule.needs.length > 1 ? 1 : 2) && !LATER.has(one)));
  const first = unique([...rule.needs, ...early]);
  return own.includes("target") && (first.includes("target") || rule.needs.length === 0) ? unique(["target", "getTargetBy", ...first]) : first;
}

/** Wherever they stand among what an action takes, they are what it is often for. */
const EARLIER = new Set(["extractors", "format", "url"]);
/** Taken by many, and seldom meant. */
const LATER = new Set(["force", "position", "delayMs", "modifiers", "clickCount", "item", "sensitive", "waitUntil", "referer", "secret"]);

/** The schema of one field of an action: with what it says of this one. */
export function actionField(action: unknown, field: string): Schema {
  const rule = actionRule(action);
  const schema = rules.schemas["Action"]?.properties?.[field] ?? {};
  const about = rule?.about?.[field];
  return { ...schema, ...(about ? { description: about } : {}), ...(field === "format" && rule?.formats ? { enum: rule.formats } : {}) };
}

/** What is wrong with fields of an action that there may be, but not in this one. */
export function actionProblems(value: Record<string, unknown>): [field: string, text: string][] {
  const rule = actionRule(value["action"]);
  if (!rule) return [];
  const taken = new Set(["action", ...fieldsOf(rule)]);
  const found: [string, string][] = [];
  for (const field of Object.keys(value)) {
    const companion = companionOf(field);
    if (!(field in (rules.schemas["Action"]?.properties ?? {}))) continue;
    if (!taken.has(field)) found.push([field, `${rule.action} does not take it${hint(field, taken)}`]);
    else if (companion && !(companion in value)) found.push([field, `is about ${companion}, so it needs it`]);
  }
  return found;
}

function hint(field: string, taken: ReadonlySet<string>): string {
  const near = nearest(field, taken);
  return near ? `: is ${near} meant?` : `; it takes ${[...taken].slice(1, 12).join(", ")}${taken.size > 12 ? "…" : ""}`;
}

function fieldsWith(field: string): string[] {
  return Object.keys(rules.companions).filter((one) => rules.companions[one] === field);
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
