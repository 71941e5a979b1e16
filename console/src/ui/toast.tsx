import { cell, useCell } from "#/base/cell";
import { Button } from "./button";
import { Icon } from "./icon";

interface Toast {
  id: number;
  text: string;
  kind: "good" | "bad";
  action: { label: string; run: () => void } | undefined;
}

const toasts = cell<readonly Toast[]>([]);
const SHOWN_MS = 6_000;
let last = 0;

/** Says in a corner that something was done, or could not be: `toast("Cancelled 7 jobs.")`. What is bad stays until it is closed. */
export function toast(text: string, options: { kind?: "good" | "bad"; action?: { label: string; run: () => void } } = {}): void {
  const { kind = "good", action } = options;
  const id = ++last;
  toasts.update((all) => [...all.slice(-3), { id, text, kind, action }]);
  if (kind === "good") setTimeout(() => close(id), action ? 2 * SHOWN_MS : SHOWN_MS);
}

function close(id: number): void {
  toasts.update((all) => all.filter((one) => one.id !== id));
}

/** Where they are shown: once in the page, and always there, so that screen readers hear of what comes. */
export function Toasts() {
  const all = useCell(toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {all.map(({ id, text, kind, action }) => (
        <div key={id} className={`toast ${kind}`}>
          <Icon name={kind === "good" ? "tick" : "warning"} />
          <p>{text}</p>
          {action && <Button onClick={() => (close(id), action.run())}>{action.label}</Button>}
          <Button kind="quiet" icon="cross" label="Close" onClick={() => close(id)} />
        </div>
      ))}
    </div>
  );
}
