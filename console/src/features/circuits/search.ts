import { oneOf, type Place, place, text } from "#/ui/search-params";

export const STATES = ["open", "half_open", "closed"] as const;
export const KINDS = ["site", "receiver", "proxy", "storage"] as const;
export type CircuitState = (typeof STATES)[number];
export type Kind = (typeof KINDS)[number];

/** What the address of the page says. */
export interface Search extends Place {
  state?: CircuitState | undefined;
  kind?: Kind | undefined;
  /** What names begin with. */
  name?: string | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  return {
    ...place(given),
    state: oneOf(given["state"], STATES),
    kind: oneOf(given["kind"], KINDS),
    name: text(given["name"], 300),
  };
}
