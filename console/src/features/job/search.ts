import { flag, oneOf, whole } from "#/ui/search-params";

const TABS = ["steps", "log", "details"] as const;
type TabName = (typeof TABS)[number];

/** What the address of a job's page says. A line of its log is behind `#L`. */
export interface Search {
  /** What a narrow page shows below the picture. */
  tab?: TabName | undefined;
  /** The step whose picture is shown, from 1; 0 is the opening of the page. */
  step?: number | undefined;
  /** Somebody has come to take control of the browser. */
  take?: true | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  return { tab: oneOf(given["tab"], TABS), step: whole(given["step"], 0, 10_000), take: flag(given["take"]) };
}
