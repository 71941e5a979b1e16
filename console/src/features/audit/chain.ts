import type { AuditEvent } from "tabwright/v1/audit";

export interface Links {
  /** How many neighbours of the chain are among the events. */
  checked: number;
  /** Numbers of events that do not name the hash of the one before them. */
  broken: bigint[];
}

/** Whether events that follow each other in the chain say so. That no event was changed only their hashes computed anew show. */
export function linksOf(events: readonly AuditEvent[]): Links {
  const bySequence = new Map(events.flatMap((one) => (one.sequence === undefined ? [] : [[one.sequence, one] as const])));
  const links: Links = { checked: 0, broken: [] };
  for (const [sequence, event] of bySequence) {
    const before = bySequence.get(sequence - 1n);
    if (!before) continue;
    links.checked += 1;
    if (before.hash !== event.previousHash) links.broken.push(sequence);
  }
  return links;
}
