import { oneOf, text } from "#/ui/search-params";

const VIEWS = ["form", "request", "explore"] as const;

/** What the address of the page says. */
export interface Search {
  /** The job whose request is filled in. */
  from?: string | undefined;
  /** The task type that is run. Not there: a job of actions. */
  task?: string | undefined;
  /** What is opened first. */
  url?: string | undefined;
  /** What is shown beside the form, or in its place where there is no room. */
  view?: (typeof VIEWS)[number] | undefined;
}

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  return { from: text(given["from"], 100), task: text(given["task"], 200), url: text(given["url"], 8192), view: oneOf(given["view"], VIEWS) };
}
