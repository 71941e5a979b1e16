/** What stands in an address after `?`: flat words, readable, and never a reason to fail. */

type Values = Record<string, unknown>;

/** `a=1&b=x,y`: every value as text. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Leaves out what is undefined, empty or false; lists have commas. */
export function stringifySearch(values: Values): string {
  const parts = Object.entries(values).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(",") : value === true ? "1" : value === false || value == null ? "" : String(value);
    return text === "" ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(text).replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/%2F/g, "/")}`];
  });
  return parts.length ? `?${parts.join("&")}` : "";
}

/** A text of at most `length` characters. Undefined: there is none. */
export function text(value: unknown, length = 500): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value).slice(0, length) || undefined : undefined;
}

/** One of the words, or undefined. */
export function oneOf<T extends string>(value: unknown, words: readonly T[]): T | undefined {
  return words.find((word) => word === value);
}

/** Those of a list that are among the words, each once. Undefined: none is. */
export function someOf<T extends string>(value: unknown, words: readonly T[]): T[] | undefined {
  const given = Array.isArray(value) ? value.map(String) : (text(value) ?? "").split(",");
  const found = words.filter((word) => given.includes(word));
  return found.length ? found : undefined;
}

/** Any words of a list, at most `most`. Undefined: there is none. */
export function words(value: unknown, most = 20): string[] | undefined {
  const given = Array.isArray(value) ? value.map(String) : (text(value, 4000) ?? "").split(",");
  const found = given.map((word) => word.trim()).filter(Boolean).slice(0, most);
  return found.length ? found : undefined;
}

/** A whole number from `least` to `most`, or undefined. */
export function whole(value: unknown, least = 1, most = 1_000_000): number | undefined {
  const number = Number(value);
  return value !== "" && value != null && Number.isInteger(number) && number >= least && number <= most ? number : undefined;
}

/** Whether it is set. */
export function flag(value: unknown): true | undefined {
  return value === true || value === "1" || value === "true" ? true : undefined;
}
