import type { ReactNode } from "react";
import { useMayAdmit } from "#/api/session";
import { Icon } from "#/ui/icon";
import { Link } from "#/ui/link";
import { Mark } from "#/ui/mark";
import { PLACES } from "./places";

interface RailProps {
  /** How many jobs wait for a person. */
  waiting: number;
  foot: ReactNode;
}

/** The places at the side; narrow windows have the bar at the bottom. */
export function Rail({ waiting, foot }: RailProps) {
  return (
    <nav className="rail" aria-label="Console">
      <Link to="/jobs" className="rail-name">
        <Mark />
        Tabwright
      </Link>
      <div className="rail-places">
        <Places waiting={waiting} />
      </div>
      {foot}
    </nav>
  );
}

/** All places, in their groups. */
export function Places({ waiting }: { waiting: number }) {
  const mayAdmit = useMayAdmit();
  return PLACES.map(({ group, places }) => (
    <section key={group} aria-label={group}>
      <p className="rail-group" aria-hidden>
        {group}
      </p>
      <ul>
        {places.filter((place) => mayAdmit || !place.isForAdmitting).map(({ to, word, icon }) => (
          <li key={to}>
            <Link to={to} className="rail-place" title={word} activeProps={{ "aria-current": "page" }} activeOptions={{ includeSearch: false }}>
              <Icon name={icon} />
              <span>{word}</span>
              {to === "/interventions" && waiting > 0 && (
                <span className="badge" aria-label={`${waiting} wait for a person`}>
                  {waiting > 99 ? "99+" : waiting}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}
