import { whole } from "#/ui/search-params";

/** What the address of the page says. */
export interface Search {
  /** Default: the newest. */
  version?: number | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  return { version: whole(given["version"]) };
}
