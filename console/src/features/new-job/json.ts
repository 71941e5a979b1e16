/** JSON values, places in them, and changes that leave the old value as it is. */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };
export type Path = readonly (string | number)[];

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** As the server names places: `actions[2].options.viewport`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => (typeof step === "number" ? `${text}[${step}]` : !text ? step : /^[\w$-]+$/.test(step) ? `${text}.${step}` : `${text}["${step}"]`), "");
}

export function valueAt(value: unknown, path: Path): unknown {
  let one: unknown = value;
  for (const step of path) one = Array.isArray(one) ? one[Number(step)] : isObject(one) && Object.hasOwn(one, step) ? one[String(step)] : undefined;
  return one;
}

/** A copy with another value at a place. Undefined takes the place out, and the objects around it that it leaves empty. */
export function withValue(value: Json | undefined, path: Path, next: Json | undefined): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  if (typeof step === "number") {
    const list = Array.isArray(value) ? [...value] : [];
    const item = withValue(list[step], rest, next);
    // Something in a list keeps its place, also if nothing is left of it.
    if (item === undefined && rest.length === 0) list.splice(step, 1);
    else list[step] = item ?? {};
    return list.length > 0 ? list : undefined;
  }
  const changed = withValue(isObject(value) ? value[step] : undefined, rest, next);
  if (changed !== undefined) return { ...(isObject(value) ? value : {}), [step]: changed };
  const { [step]: _, ...others } = isObject(value) ? value : {};
  return Object.keys(others).length > 0 ? (others as JsonObject) : undefined;
}

/** A list with one item at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}
