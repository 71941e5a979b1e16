/** What the address of the page says. */
export interface Search {}

/** Never throws: what is wrong is left out. */
export function search(_given: Record<string, unknown>): Search {
  return {};
}
