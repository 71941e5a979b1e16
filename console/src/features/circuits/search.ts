import { oneOf, text, whole } from "#/ui/search-params";

export const STATES = ["open", "half_open", "closed"] as const;
export const KINDS = ["site", "receiver", "proxy", "storage"] as const;
export type CircuitState = (typeof STATES)[number];
export type Kind = (typeof KINDS)[number];

/** What the address of the page says. */
export interface Search {
  state?: CircuitState | undefined;
  kind?: Kind | undefined;
  /** What names begin with. */
  name?: string | undefined;
  /** Number of the page, from 1, and what it is asked for with. */
  page?: number | undefined;
  after?: string | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  const page = whole(given["page"], 2);
  const after = text(given["after"], 1000);
  const isPaged = page !== undefined && after !== undefined;
  return {
    state: oneOf(given["state"], STATES),
    kind: oneOf(given["kind"], KINDS),
    name: text(given["name"], 300),
    page: isPaged ? page : undefined,
    after: isPaged ? after : undefined,
  };
}
