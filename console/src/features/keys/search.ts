import { flag, text } from "#/ui/search-params";

/** What the address of the page says. */
export interface Search {
  /** Keys that were revoked, too. */
  revoked?: true | undefined;
  /** Only keys of this client: for administrators. */
  client?: string | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  return { revoked: flag(given["revoked"]), client: text(given["client"], 255) };
}
