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

/** A whole number from `least` to `most`, or undefined. */
export function whole(value: unknown, least = 1, most = 1_000_000): number | undefined {
  const number = Number(value);
  return value !== "" && value != null && Number.isInteger(number) && number >= least && number <= most ? number : undefined;
}

/** Whether it is set. */
export function flag(value: unknown): true | undefined {
  return value === true || value === "1" || value === "true" ? true : undefined;
}

/** What an address says of the page of a list. */
export interface Place {
  /** Its number, from 1, and what it is asked for with. Default: the first. */
  page?: number | undefined;
  token?: string | undefined;
}

/** The page that an address names, for `search` of a list. The one without the other names none. */
export function place(given: Values): Place {
  const page = whole(given["page"], 2);
  const token = text(given["token"], 1000);
  return page !== undefined && token !== undefined ? { page, token } : {};
}
