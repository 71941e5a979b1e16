import { oneOf, type Place, place } from "#/ui/search-params";

export const ALERT_STATES = ["firing", "pending", "resolved"] as const;
const HOURS = ["1", "24", "168", "336"] as const;
type AlertState = (typeof ALERT_STATES)[number];
export type Hours = (typeof HOURS)[number];

/** What the address of the page says. */
export interface Search extends Place {
  /** Which alerts are listed. Default: all. */
  alerts?: AlertState | undefined;
  /** Of how many past hours fallbacks are counted. Default: 24. */
  hours?: Hours | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  return {
    ...place(given),
    alerts: oneOf(given["alerts"], ALERT_STATES),
    hours: oneOf(String(given["hours"]), HOURS),
  };
}
