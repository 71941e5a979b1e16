import { useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useMay } from "#/api/session";
import { Button } from "#/ui/button";
import { Icon } from "#/ui/icon";
import { Link } from "#/ui/link";
import { Places } from "./rail";

/** What the rail has, within reach of a thumb. */
export function BottomBar({ waiting, foot }: { waiting: number; foot: ReactNode }) {
  const all = useRef<HTMLDivElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const mayCreate = useMay("member");
  useEffect(() => all.current?.hidePopover(), [path]);
  const current = { activeProps: { "aria-current": "page" as const } };
  return (
    <nav className="bottom-bar" aria-label="Console, short">
      <Link to="/jobs" className="bottom-place" activeOptions={{ exact: true, includeSearch: false }} {...current}>
        <Icon name="jobs" />
        Jobs
      </Link>
      <Link to="/interventions" className="bottom-place" {...current}>
        <Icon name="hand" />
        {waiting > 0 ? <span className="badge">{waiting > 99 ? "99+" : waiting}</span> : null}
        Needs you
      </Link>
      {mayCreate && (
        <Link to="/jobs/new" className="bottom-place" {...current}>
          <Icon name="plus" />
          New
        </Link>
      )}
      <Button kind="quiet" icon="menu" className="bottom-place" popoverTarget="all-places">
        More
      </Button>
      <div id="all-places" ref={all} popover="auto" className="all-places">
        <Places waiting={waiting} />
        {foot}
      </div>
    </nav>
  );
}
