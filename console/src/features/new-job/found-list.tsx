import { useState } from "react";
import { TextField } from "#/ui/field";
import type { Found } from "./picking";

interface FoundListProps {
  found: readonly Found[];
  near: Found | undefined;
  onNear: (one: Found | undefined) => void;
  onPick: (one: Found) => void;
}

/** All that can be picked, by name. */
export function FoundList({ found, near, onNear, onPick }: FoundListProps) {
  const [filter, setFilter] = useState("");
  const wanted = filter.trim().toLowerCase();
  const shown = found.filter(({ name, kind }) => `${kind} ${name}`.toLowerCase().includes(wanted));
  return (
    <>
      <TextField label="Filter" value={filter} onChange={setFilter} hint={`${shown.length} of ${found.length} things`} type="search" />
      <ul className="found" aria-label="What can be picked">
        {shown.map((one, index) => (
          <li key={index}>
            <button
              type="button"
              className={one === near ? "near" : undefined}
              disabled={!one.action}
              title={one.action ? undefined : "It is disabled, or no locator finds it alone."}
              onFocus={() => onNear(one)}
              onPointerEnter={() => onNear(one)}
              onPointerLeave={() => onNear(undefined)}
              onClick={() => onPick(one)}
            >
              <span className="muted">{one.kind}</span>
              <span className="cut">{one.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
