import { type Place, place, text } from "#/ui/search-params";

/** What the address of the list says. */
export interface Search extends Place {
  /** What stands in the search box: all of the filter. */
  q?: string | undefined;
}

/** Other pages may link with one word alone, such as `?schedule=…`: it becomes a word of the box. */
const WORDS = ["status", "host", "task", "label", "schedule", "since"] as const;

/** Never throws: what is wrong is left out. */
export function search(given: Record<string, unknown>): Search {
  const words = WORDS.flatMap((name) => {
    const value = text(Array.isArray(given[name]) ? given[name].join(",") : given[name]);
    return value ? [`${name}:${/\s/.test(value) ? `"${value.replace(/"/g, "")}"` : value}`] : [];
  });
  return { ...place(given), q: [text(given["q"], 2000), ...words].filter(Boolean).join(" ") || undefined };
}
