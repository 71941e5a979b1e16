/** Links inside the console are the router's, typed by its routes: `<Link to="/jobs/$jobId" params={{ jobId }}>`. */

import type { ReactNode } from "react";
import { Icon } from "./icon";

export { Link } from "@tanstack/react-router";

/** A link that leads off the console, in a tab of its own, which learns nothing of where it was opened. */
export function OutLink({ href, children }: { href: string; children: ReactNode }) {
  // An address of a job may be of any scheme: only those that a browser opens as a page become a link.
  if (!/^https?:\/\//i.test(href)) return <>{children}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className="out">
      {children}
      <Icon name="link" label="opens in a new tab" />
    </a>
  );
}
