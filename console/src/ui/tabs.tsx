import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, ReactNode } from "react";

interface TabProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** How many things are behind it. */
  count?: number | string | undefined;
  isChosen: boolean;
  children: ReactNode;
}

function Anchor({ count, isChosen, children, className = "", ...rest }: TabProps) {
  return (
    // The router has a class of its own for the page that is shown.
    <a {...rest} className={`tab ${className}`} aria-current={isChosen ? "true" : undefined}>
      {children}
      {count !== undefined && <span className="count">{count}</span>}
    </a>
  );
}

/** One of `Tabs`: a link, so that it can be opened elsewhere, and the way back leads to it. */
export const Tab = createLink(Anchor);

/** Views of one thing: `<Tabs label="…"><Tab to="." search={{ tab: "log" }} isChosen={tab === "log"} count={9}>Log</Tab></Tabs>`. Counts that filter are tabs, too. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className="tabs" aria-label={label}>
      {children}
    </nav>
  );
}
