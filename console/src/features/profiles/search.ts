import { type Place, place, text } from "#/ui/search-params";

/** What the address of the page says. */
export interface Search extends Place {
  /** The profile whose fields are shown. */
  name?: string | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  return { ...place(given), name: text(given["name"], 64) };
}
