import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { Button, type ButtonProps } from "./button";

interface MenuProps extends Pick<ButtonProps, "icon" | "kind" | "children"> {
  /** What it is a menu of: needed where the button shows only an icon. */
  label: string;
  /** `MenuItem`s, or links with the class `menu-item`. */
  items: ReactNode;
}

/** A button that opens a list of actions. Arrows move in it, Escape closes it. */
export function Menu({ label, icon = "more", kind, children, items }: MenuProps) {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const place = () => {
    const box = button.current?.getBoundingClientRect();
    const list = popover.current;
    if (!box || !list) return;
    // Below the button, its end under the button's end; above where there is no room.
    const isBelow = box.bottom + list.offsetHeight < innerHeight;
    list.style.top = `${isBelow ? box.bottom + 4 : Math.max(4, box.top - list.offsetHeight - 4)}px`;
    list.style.left = `${Math.max(4, Math.min(box.right - list.offsetWidth, innerWidth - list.offsetWidth - 4))}px`;
    list.querySelector<HTMLElement>(ITEMS)?.focus();
  };
  return (
    <>
      <Button ref={button} icon={icon} {...(kind ? { kind } : {})} label={label} popoverTarget={id} aria-haspopup="menu">
        {children}
      </Button>
      <div
        id={id}
        ref={popover}
        popover="auto"
        className="menu"
        role="menu"
        aria-label={label}
        onToggle={(event) => event.newState === "open" && place()}
        onClick={(event) => event.target !== popover.current && popover.current?.hidePopover()}
        onKeyDown={move}
      >
        {items}
      </div>
    </>
  );
}

const ITEMS = '[role="menuitem"]:not(:disabled)';

function move(event: KeyboardEvent<HTMLDivElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEMS)];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}

/** One action of a menu. */
export function MenuItem({ children, onClick, disabled, isDanger }: { children: ReactNode; onClick: () => void; disabled?: boolean; isDanger?: boolean }) {
  return (
    <button type="button" role="menuitem" className={`menu-item${isDanger ? " danger" : ""}`} disabled={disabled} onClick={onClick}>
      {children}
    </button>
  );
}
