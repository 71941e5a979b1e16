import { text, whole } from "#/ui/search-params";

/** What the address of the list says. */
export interface Search {
  /** What stands in the search box: all of the filter. */
  q?: string | undefined;
  /** Number of the page, from 1, and what it is asked for with. */
  page?: number | undefined;
  after?: string | undefined;
}

/** Other pages may link with one word alone, such as `?schedule=…`: it becomes a word of the box. */
const WORDS = ["status", "host", "task", "label", "schedule", "since"] as const;

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  const words = WORDS.flatMap((name) => {
    const value = text(Array.isArray(given[name]) ? given[name].join(",") : given[name]);
    return value ? [`${name}:${/\s/.test(value) ? `"${value.replace(/"/g, "")}"` : value}`] : [];
  });
  const page = whole(given["page"], 2);
  const after = text(given["after"], 1000);
  const isPaged = page !== undefined && after !== undefined;
  return { q: [text(given["q"], 2000), ...words].filter(Boolean).join(" ") || undefined, page: isPaged ? page : undefined, after: isPaged ? after : undefined };
}
