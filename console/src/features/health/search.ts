import { oneOf, text, whole } from "#/ui/search-params";

export const ALERT_STATES = ["firing", "pending", "resolved"] as const;
export const HOURS = ["1", "24", "168", "336"] as const;
export type AlertState = (typeof ALERT_STATES)[number];
export type Hours = (typeof HOURS)[number];

/** What the address of the page says. */
export interface Search {
  /** Which alerts are listed. Default: all. */
  alerts?: AlertState | undefined;
  /** Of how many past hours fallbacks are counted. Default: 24. */
  hours?: Hours | undefined;
  /** Number of the page of alerts, from 1, and what it is asked for with. */
  page?: number | undefined;
  after?: string | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  const page = whole(given["page"], 2);
  const after = text(given["after"], 100);
  const isPaged = page !== undefined && after !== undefined;
  return {
    alerts: oneOf(given["alerts"], ALERT_STATES),
    hours: oneOf(String(given["hours"]), HOURS),
    page: isPaged ? page : undefined,
    after: isPaged ? after : undefined,
  };
}
