import { type Place, place } from "#/ui/search-params";

/** What the address of the page says. */
export type Search = Place;

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  return place(given);
}
