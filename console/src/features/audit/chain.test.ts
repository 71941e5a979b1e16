import assert from "node:assert/strict";
import { test } from "node:test";
import type { AuditEvent } from "tabwright/v1/audit";
import { linksOf } from "./chain.ts";

function event(sequence: bigint | undefined, previousHash: string, hash: string): AuditEvent {
  return { sequence, previousHash, hash } as AuditEvent;
}

test("neighbours of the chain are compared, whatever stands between them", () => {
  const events = [event(undefined, "", ""), event(9n, "h8", "h9"), event(4n, "h3", "h4"), event(8n, "h7", "h8")];
  assert.deepEqual(linksOf(events), { checked: 1, broken: [] });
});

test("an event that does not follow the one before it is named", () => {
  const events = [event(3n, "h2", "h3"), event(2n, "another", "h2"), event(1n, "", "h1")];
  assert.deepEqual(linksOf(events), { checked: 2, broken: [2n] });
});
