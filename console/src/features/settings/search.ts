import { flag, text } from "#/ui/search-params";

/** What the address of the page says. */
export interface Search {
  /** What name, description or value contain. */
  q?: string | undefined;
  /** Only those that the environment says. */
  set?: true | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  return { q: text(given["q"]), set: flag(given["set"]) };
}
