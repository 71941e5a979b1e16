import { oneOf, type Place, place, text } from "#/ui/search-params";

export const STATUSES = ["pending", "delivered", "failed"] as const;

/** What the address of the page says. */
export interface Search extends Place {
  status?: (typeof STATUSES)[number] | undefined;
  /** The delivery whose attempts are shown. */
  delivery?: string | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  return { ...place(given), status: oneOf(given["status"], STATUSES), delivery: text(given["delivery"], 100) };
}
