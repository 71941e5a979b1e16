import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { api } from "#/api/api";
import { save } from "#/api/download";
import type { Search } from "./search";

/** What the address says, as both calls take it. */
export function filtersOf({ actor = "", action = "", resource = "", outcome, client = "", from, to }: Search) {
  return {
    actor,
    action,
    resource,
    outcome: outcome ?? "",
    clientId: client,
    ...(from && { occurredAfter: timestampFromMs(Date.parse(from)) }),
    ...(to && { occurredBefore: timestampFromMs(Date.parse(to)) }),
  };
}

/** All events that match, as a file: one JSON object on each line. */
export async function exportEvents(given: Search): Promise<void> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const { data } of api.audit.exportAuditEvents(filtersOf(given))) pieces.push(data as Uint8Array<ArrayBuffer>);
  save(new Uint8Array(await new Blob(pieces).arrayBuffer()), "audit.ndjson");
}
