import type { AuditEvent } from "tabwright/v1/audit";
import { Code } from "#/ui/code";
import { ErrorBox } from "#/ui/error-box";
import { linksOf } from "./chain";

/** What the page can say of the chain, and what finds out whether all of it is whole. */
export function ChainWords({ events, isAdmin }: { events: readonly AuditEvent[]; isAdmin: boolean }) {
  const { checked, broken } = linksOf(events);
  const numbers = broken.map(String).join(", ");
  return (
    <>
      {broken.length > 0 && <ErrorBox error={{ title: `The chain is broken before event ${numbers}: it does not follow the hash of the one before it.` }} />}
      <details className="fold">
        <summary>Is the trail whole?</summary>
        <div className="audit-chain">
          {checked > 0 && broken.length === 0 && <p>The {checked} pairs of neighbours on this page follow each other in the chain.</p>}
          <p className="muted">
            Whether any event was changed or removed is found out where the database is, over the whole chain{isAdmin ? "" : ", by whoever runs the installation"}. It prints the
            head of the chain, to be kept where the database&apos;s administrators cannot write.
          </p>
          {isAdmin && <Code text="tabwright audit verify" label="Command" />}
        </div>
      </details>
    </>
  );
}
