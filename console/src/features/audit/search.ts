import { oneOf, type Place, place, text } from "#/ui/search-params";

export const OUTCOMES = ["ok", "denied", "unauthenticated"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the address of the page says. */
export interface Search extends Place {
  /** Id or name of who did it. */
  actor?: string | undefined;
  /** Such as `JobService.CreateJob`. */
  action?: string | undefined;
  /** Such as `job/019…`. */
  resource?: string | undefined;
  outcome?: Outcome | undefined;
  /** Whose things it was about: for administrators. */
  client?: string | undefined;
  /** From when, and before when: as a field of a form has it, in the time of the browser, such as `2026-11-30T07:00`. */
  from?: string | undefined;
  to?: string | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  return {
    ...place(given),
    actor: text(given["actor"], 1000),
    action: text(given["action"], 100),
    resource: text(given["resource"], 1000),
    outcome: oneOf(given["outcome"], OUTCOMES),
    client: text(given["client"], 255),
    from: moment(given["from"]),
    to: moment(given["to"]),
  };
}

function moment(value: unknown): string | undefined {
  const given = text(value, 40);
  return given && !Number.isNaN(Date.parse(given)) ? given : undefined;
}
