/** A job's request while somebody writes it. */

import { isObject, type Json, type JsonObject } from "./json";
import { check, type Problem } from "./check";
import { actionRule, fieldsOf, messageSchema, resolved, type Schema } from "./rules";

/** What tells cards apart, wherever they are moved: it goes with copies, and JSON does not have it. */
const ID = Symbol("id");
/** What was typed for another action than the card now has. */
const KEPT = Symbol("kept");

type Card = JsonObject & { [ID]?: number; [KEPT]?: JsonObject };

let last = 0;

export function cardId(action: Json): number {
  if (!isObject(action)) return -1;
  const card = action as Card;
  return (card[ID] ??= ++last);
}

/** Another card with the same in it. */
export function copied(action: JsonObject): JsonObject {
  const copy = structuredClone(plain(action));
  // What it made has another name: two of one name are refused.
  delete copy["name"];
  return copy;
}

function plain(value: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** The same card with another action: what that does not take is kept for when it is chosen again. */
export function withAction(card: JsonObject, action: string): JsonObject {
  const all: JsonObject = { ...(card as Card)[KEPT], ...card };
  const taken = new Set(actionRule(action) ? fieldsOf(actionRule(action)!) : []);
  const next: Card = { action };
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(all)) if (name !== "action") (taken.has(name) && fits(action, name, value) ? next : kept)[name] = value;
  return Object.assign(next, { [ID]: cardId(card), [KEPT]: kept });
}

/** `format` has other values in each action. */
function fits(action: string, name: string, value: Json): boolean {
  const formats = actionRule(action)?.formats;
  return name !== "format" || !formats || formats.includes(String(value));
}

/** Has what was typed as JSON keep the cards that stand where they stood. */
export function adopted(next: Json, before: unknown): Json {
  if (Array.isArray(next)) return next.map((one, index) => adopted(one, Array.isArray(before) ? before[index] : undefined));
  if (!isObject(next)) return next;
  const old = isObject(before) ? before : {};
  const result = Object.fromEntries(Object.entries(next).map(([name, value]) => [name, adopted(value, old[name])])) as Card;
  if ("action" in next && isObject(before)) result[ID] = cardId(before);
  return result;
}

/** The fields whose values a sensitive action hides. */
const HIDDEN = new Set(["value", "values", "labels", "keys", "promptText", "script", "argument", "headers", "cookies", "files"]);
const MOST_CHARS = 200_000;

/** The request without what must not stay in the browser: what the server would answer as `***`, and files. */
export function withoutSecrets(value: Json, schema: Schema): Json | undefined {
  const known = resolved(schema);
  if (typeof value === "string" && value.length > MOST_CHARS) return undefined;
  if (Array.isArray(value)) return value.flatMap((one) => withoutSecrets(one, known.items ?? {}) ?? []);
  if (!isObject(value)) return value;
  const kept: JsonObject = {};
  for (const [name, one] of Object.entries(value)) {
    const own = known.properties?.[name] ?? (isObject(known.additionalProperties) ? (known.additionalProperties as Schema) : {});
    if (own.description?.includes("`***`") && name !== "sensitive") continue;
    if (value["sensitive"] === true && HIDDEN.has(name)) continue;
    const left = withoutSecrets(one, own);
    if (left !== undefined) kept[name] = left;
  }
  return kept;
}

export interface Again {
  request: JsonObject;
  /** What it has not, in words. */
  missing: string[];
}

/** The request of a job that there was, as far as its answer has it. */
export function requestOf(job: JsonObject): Again {
  const missing: string[] = [];
  const request: JsonObject = {};
  for (const name of Object.keys(resolved(messageSchema("CreateJobRequest")).properties ?? {})) {
    const value = job[name];
    if (value === undefined || NOT_AGAIN.has(name)) continue;
    const shown = withoutStars(value, name, missing);
    if (shown !== undefined) request[name] = shown;
  }
  const task = job["task"];
  if (isObject(task)) {
    for (const name of ["targetUrl", "actions", "waitUntil", "html", "baseUrl", "referer"]) delete request[name];
    return { request: { taskName: task["name"] ?? "", parameters: task["parameters"] ?? {}, ...request }, missing };
  }
  if (job["htmlBytes"]) missing.push(`html: no answer has it. It had ${Number(job["htmlBytes"]).toLocaleString()} bytes; paste it anew.`);
  if (request["targetUrl"] === "") delete request["targetUrl"];
  return { request, missing };
}

/** Of its own time, or told by the rest. */
const NOT_AGAIN = new Set(["actionType", "payload", "notBefore", "requestId"]);

function withoutStars(value: Json, path: string, missing: string[]): Json | undefined {
  if (value === "***" || value === "Kioq") {
    missing.push(`${path}: hidden in the answer. Enter it anew.`);
    return undefined;
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => withoutStars(one, `${path}[${index}]`, missing) ?? []);
  if (!isObject(value)) return value;
  const left: JsonObject = {};
  for (const [name, one] of Object.entries(value)) {
    const shown = withoutStars(one, `${path}.${name}`, missing);
    if (shown !== undefined) left[name] = shown;
  }
  return left;
}

/** What is wrong with a request to create a job. */
export function jobProblems(request: JsonObject): Problem[] {
  const found = check(request, messageSchema("CreateJobRequest"));
  const isWhole = request["targetUrl"] || request["html"] !== undefined || request["actionType"];
  if (!isWhole) found.unshift({ field: "targetUrl", text: "is needed", kind: "missing" });
  else if (typeof request["targetUrl"] === "string" && request["targetUrl"] && !/^(https?:\/\/[^/]|\$\{)/i.test(request["targetUrl"])) {
    found.unshift({ field: "targetUrl", text: "must begin with http:// or https://", kind: "wrong" });
  }
  return found;
}

/** What is wrong with a request to run a task. */
export function taskProblems(request: JsonObject, parameters: Schema | undefined): Problem[] {
  const found = check(request, messageSchema("RunTaskRequest"));
  return parameters ? [...found, ...check(request["parameters"] ?? {}, parameters, parameters, ["parameters"])] : found;
}
