/** Which rows are chosen: by their ids, so that a choice outlives new data. Pure; `useSelection` keeps it for a page. */

import { useMemo, useRef, useState } from "react";

/** The choice after a press on `id`; with Shift, the rows from the last press to this one get its state. */
export function chosenAfter(
  chosen: ReadonlySet<string>,
  ids: readonly string[],
  id: string,
  anchor: string | undefined,
  isRange: boolean,
): Set<string> {
  const next = new Set(chosen);
  const isOn = !chosen.has(id);
  const from = anchor === undefined ? -1 : ids.indexOf(anchor);
  const to = ids.indexOf(id);
  const range = isRange && from >= 0 && to >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
  for (const one of range) {
    if (isOn) next.add(one);
    else next.delete(one);
  }
  return next;
}

/** How many of the rows of a page are chosen: `all`, `some` or `none`. */
export function chosenOf(chosen: ReadonlySet<string>, ids: readonly string[]): "all" | "some" | "none" {
  const count = ids.filter((id) => chosen.has(id)).length;
  return count === 0 ? "none" : count === ids.length ? "all" : "some";
}

export interface Selection {
  chosen: ReadonlySet<string>;
  toggle: (id: string, ids: readonly string[], isRange: boolean) => void;
  /** Chooses all of a page, or none of it where all were chosen. */
  toggleAll: (ids: readonly string[]) => void;
  clear: () => void;
}

/** `const selection = useSelection()` for `<Table selection={selection} …>`. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set());
  const anchor = useRef<string>(undefined);
  return useMemo(
    () => ({
      chosen,
      toggle(id, ids, isRange) {
        const from = anchor.current;
        anchor.current = id;
        setChosen((now) => chosenAfter(now, ids, id, from, isRange));
      },
      toggleAll(ids) {
        setChosen((now) => {
          const next = new Set(now);
          const isAll = chosenOf(now, ids) === "all";
          for (const id of ids) {
            if (isAll) next.delete(id);
            else next.add(id);
          }
          return next;
        });
      },
      clear: () => setChosen(new Set()),
    }),
    [chosen],
  );
}
