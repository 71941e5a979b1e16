/** Which rows are shown: those that came first, until somebody asks for newer ones or does not look at the rows. */

import { useRef, useState } from "react";
import type { Job } from "tabwright";

export interface Shown {
  rows: readonly Job[] | undefined;
  /** How many of the newest are not shown yet. */
  newer: number;
  /** Shows them. */
  show: () => void;
}

/**
 * @param list Names the list: another one is shown at once.
 * @param latest What was read last.
 * @param isFree Whether rows may come and go now: the list is at its top, nothing is chosen, no pointer is over a row.
 */
export function useShown(list: string, latest: readonly Job[] | undefined, isFree: boolean): Shown {
  const [, draw] = useState(0);
  const kept = useRef<{ list: string; rows: readonly Job[] | undefined }>({ list, rows: latest });
  if (kept.current.list !== list || !kept.current.rows?.length || isFree) kept.current = { list, rows: latest };
  const { rows } = kept.current;
  const known = new Set(rows?.map(({ id }) => id));
  const newer = rows === latest ? 0 : (latest?.filter(({ id }) => !known.has(id)).length ?? 0);
  const show = () => {
    kept.current = { list, rows: latest };
    draw((count) => count + 1);
  };
  return { rows, newer, show };
}
