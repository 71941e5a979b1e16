import { text, whole } from "#/ui/search-params";

/** What the address of the page says. */
export interface Search {
  /** Number of the page, from 1, and what it is asked for with. */
  page?: number | undefined;
  after?: string | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  const page = whole(given["page"], 2);
  const after = text(given["after"], 100);
  return page !== undefined && after !== undefined ? { page, after } : {};
}
