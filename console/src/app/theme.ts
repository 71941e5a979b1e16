/** Light, dark, or as the system has it. public/theme.js sets it before the first paint. */

import { keep } from "#/base/kept";

const KEPT = "tabwright.theme";
const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

export function themeNow(): Theme {
  return THEMES.find((theme) => theme === document.documentElement.dataset["theme"]) ?? "system";
}

/** Changes to the next one, and keeps it for this browser. */
export function nextTheme(): Theme {
  const next = THEMES[(THEMES.indexOf(themeNow()) + 1) % THEMES.length] ?? "system";
  if (next === "system") {
    delete document.documentElement.dataset["theme"];
    keep(KEPT, undefined);
  } else {
    document.documentElement.dataset["theme"] = next;
    keep(KEPT, next);
  }
  return next;
}
