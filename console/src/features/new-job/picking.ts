/** What an exploration has found, and where what is picked goes. */

import { isObject, type Json, type JsonObject, type Path, pathText, valueAt } from "./json";

export interface Found {
  /** What it is called, for people. */
  name: string;
  kind: "field" | "button" | "link" | "table" | "match";
  action: JsonObject | undefined;
  /** Where it is in the picture, in CSS pixels of the page. Undefined: nobody knows. */
  box: Box | undefined;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The words of a locator, in the order in which they are shown. */
const LOCATOR = ["target", "getTargetBy", "exact", "hasText", "nth", "frame"];

/** All that can be picked, in the order in which it is told. */
export function foundIn(exploration: JsonObject): Found[] {
  const list = (name: string, of: JsonObject = exploration) => (Array.isArray(of[name]) ? of[name].filter(isObject) : []);
  const forms = list("forms").flatMap((form) => list("fields", form).map((one) => found(one, "field", text(one["label"]) || text(one["name"]) || text(one["type"]))));
  return [
    ...list("matches").map((one) => found(one, "match", text(one["text"]))),
    ...forms,
    ...list("buttons").map((one) => found(one, "button", text(one["text"]))),
    ...list("tables").map((one) => found(one, "table", text(one["caption"]) || (Array.isArray(one["columns"]) ? one["columns"].join(", ") : ""))),
    ...list("links").map((one) => found(one, "link", text(one["text"]) || text(one["url"]))),
  ];
}

function found(one: JsonObject, kind: Found["kind"], name: string): Found {
  const [x, y, width, height] = Array.isArray(one["box"]) ? one["box"].map(Number) : [];
  const box = x !== undefined && y !== undefined && width && height ? { x, y, width, height } : undefined;
  return { name: name || `${kind} without a name`, kind, action: isObject(one["action"]) ? one["action"] : undefined, box };
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

export function hasLocator(action: JsonObject | undefined): boolean {
  return action !== undefined && typeof action["target"] === "string";
}

/** Another action with the same element. */
export function asAction(action: JsonObject, wanted: string): JsonObject {
  if (wanted === "" || !hasLocator(action)) return action;
  return { action: wanted, ...locatorOf(action) };
}

function locatorOf(action: JsonObject): JsonObject {
  return Object.fromEntries(LOCATOR.flatMap((name) => (action[name] === undefined ? [] : [[name, action[name]]]))) as JsonObject;
}

/** Where what was picked goes in a request, as what, and what is said of it. */
export function placed(request: JsonObject, target: Path | undefined, action: JsonObject): [path: Path, next: Json, said: string] {
  const at = target && valueAt(request, target);
  if (target && isObject(at) && hasLocator(action)) {
    const rest = Object.fromEntries(Object.entries(at).filter(([name]) => !LOCATOR.includes(name)));
    const locator = locatorOf(action);
    return [target, withSymbols(at, "action" in rest ? { action: rest["action"] as Json, ...locator, ...rest } : { ...locator, ...rest }), `The target of ${pathText(target)} is set.`];
  }
  const list = Array.isArray(request["actions"]) ? request["actions"] : [];
  return [["actions", list.length], { ...action }, `Action ${list.length + 1}, ${String(action["action"])}, was added.`];
}

/** A card stays the same card. */
function withSymbols(from: JsonObject, to: JsonObject): JsonObject {
  for (const symbol of Object.getOwnPropertySymbols(from)) Object.defineProperty(to, symbol, { value: Reflect.get(from, symbol), enumerable: true, writable: true });
  return to;
}
