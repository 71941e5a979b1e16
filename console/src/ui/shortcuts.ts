/** Keys of the console: each is listed by `?`, and dead while somebody types or a dialog is open. */

import { useEffect, useEffectEvent } from "react";
import { cell } from "#/base/cell";
import { keep, kept } from "#/base/kept";

interface Shortcut {
  /** One key, such as `n` or `/`, or two after each other, such as `g j`. */
  keys: string;
  /** What it does, for the list. */
  does: string;
}

interface Bound extends Shortcut {
  run: (event: KeyboardEvent) => void;
}

const SEQUENCE_MS = 1000;
const KEPT = "tabwright.shortcuts";

/** What is bound now, the newest first: a page may give a key another meaning. */
export const shortcuts = cell<readonly Bound[]>([]);
/** Whether keys act at all: some people's aids send keys of their own. */
export const areShortcutsOn = cell(kept(KEPT) !== "off");

export function setShortcuts(isOn: boolean): void {
  areShortcutsOn.set(isOn);
  keep(KEPT, isOn ? undefined : "off");
}

let before = { key: "", at: 0 };

/** Binds a key as long as the component is there: `useShortcut("n", "New job", () => navigate({ to: "/jobs/new" }))`. */
export function useShortcut(keys: string, does: string, run: (event: KeyboardEvent) => void, isOn = true): void {
  const act = useEffectEvent(run);
  useEffect(() => {
    if (!isOn) return;
    const bound: Bound = { keys, does, run: (event) => act(event) };
    shortcuts.update((all) => [bound, ...all]);
    return () => shortcuts.update((all) => all.filter((one) => one !== bound));
  }, [keys, does, isOn]);
}

/** Listens for all of them, once for the page. Returns what ends it. */
export function listenForShortcuts(): () => void {
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}

function press(event: KeyboardEvent): void {
  if (!areShortcutsOn.get() || !isFree(event)) return;
  const key = event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key;
  const isSequence = event.timeStamp - before.at < SEQUENCE_MS;
  const found =
    (isSequence && shortcuts.get().find(({ keys }) => keys === `${before.key} ${key}`)) || shortcuts.get().find(({ keys }) => keys === key);
  before = found ? { key: "", at: 0 } : { key, at: event.timeStamp };
  if (!found) return;
  event.preventDefault();
  found.run(event);
}

function isFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (document.querySelector("dialog[open], [popover]:popover-open")) return false;
  const on = event.target as HTMLElement;
  if (on.isContentEditable || on.closest("textarea, select, [data-keys]")) return false;
  const input = on.closest("input");
  return !input || ["checkbox", "radio", "button"].includes(input.type);
}
