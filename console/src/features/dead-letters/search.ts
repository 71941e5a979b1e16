import { oneOf, type Place, place, text, whole } from "#/ui/search-params";

/** How long ago a job may have failed, and how long that is. */
export const SINCE = { "1h": 3_600_000, "24h": 86_400_000, "7d": 604_800_000 } as const;
export type Since = keyof typeof SINCE;

/** What the address of the page says. */
export interface Search extends Place {
  /** A type of error. */
  reason?: string | undefined;
  since?: Since | undefined;
  /** A browser type. */
  browser?: number | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  const since = oneOf(given["since"], Object.keys(SINCE) as Since[]);
  return { ...place(given), reason: text(given["reason"], 40), since, browser: whole(given["browser"]) };
}
