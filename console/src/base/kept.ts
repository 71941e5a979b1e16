/** Small wishes of a person that this browser keeps: colours, whether keys act. Never anything that must stay secret. */

/** Undefined: there is none, or the browser keeps nothing for this site. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined; // it was told to keep nothing: then the wish lasts as long as the page
  }
}

/** Undefined takes it back. */
export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // As above.
  }
}
