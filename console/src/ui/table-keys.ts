/** Keys in a table: `j` and `k` move from row to row, `x` chooses, Shift+J and Shift+K choose while they move. */

import type { RefObject } from "react";
import { useShortcut } from "./shortcuts";

type Toggle = ((id: string, isRange: boolean) => void) | undefined;

export function useTableKeys(body: RefObject<HTMLTableSectionElement | null>, toggle: Toggle): void {
  const rows = () => [...(body.current?.querySelectorAll<HTMLTableRowElement>("tr[data-id]") ?? [])];
  const here = () => document.activeElement?.closest("tr") ?? null;
  const move = (by: 1 | -1, isChoosing: boolean) => {
    const all = rows();
    const now = here();
    const at = now ? all.indexOf(now as HTMLTableRowElement) : -1;
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    if (!next) return;
    if (isChoosing && at >= 0 && now && !now.classList.contains("chosen")) toggle?.(now.dataset["id"] ?? "", false);
    const link = next.querySelector<HTMLElement>("td:not(.choose) a, td:not(.choose) button");
    if (!link) next.tabIndex = -1;
    (link ?? next).focus();
    if (isChoosing && !next.classList.contains("chosen")) toggle?.(next.dataset["id"] ?? "", false);
  };
  useShortcut("j", "Next row", () => move(1, false));
  useShortcut("k", "Row before", () => move(-1, false));
  useShortcut("J", "Choose this row and the next", () => move(1, true), toggle !== undefined);
  useShortcut("K", "Choose this row and the one before", () => move(-1, true), toggle !== undefined);
  useShortcut(
    "x",
    "Choose the row",
    () => {
      const id = here()?.dataset["id"];
      if (id) toggle?.(id, false);
    },
    toggle !== undefined,
  );
}
