import { type Place, place, text } from "#/ui/search-params";

/** What the address of the page says. */
export interface Search extends Place {
  /** Only users of this client: for administrators. */
  client?: string | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  return { ...place(given), client: text(given["client"], 255) };
}
