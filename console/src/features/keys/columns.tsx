import { timestampMs } from "@bufbuild/protobuf/wkt";
import type { ApiKey } from "tabwright/v1/api_key";
import { api } from "#/api/api";
import { attempt } from "#/features/shared/attempt";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { confirm } from "#/ui/confirm";
import { shortId } from "#/ui/copy";
import { Link } from "#/ui/link";
import { StateBadge } from "#/ui/state-badge";
import type { State } from "#/ui/states";
import type { Column } from "#/ui/table";
import { RelativeTime } from "#/ui/time";

const ACTIVE: State = { word: "Active", icon: "tick", tone: "good" };
const EXPIRED: State = { word: "Expired", icon: "clock", tone: "bad" };
const REVOKED: State = { word: "Revoked", icon: "slashed", tone: "off" };

export function isExpired({ expiresAt }: ApiKey): boolean {
  return expiresAt !== undefined && timestampMs(expiresAt) <= Date.now();
}

function stateOf(key: ApiKey): State {
  return !key.isActive ? REVOKED : isExpired(key) ? EXPIRED : ACTIVE;
}

/** What it may, beyond what every key of the client may. */
function rights({ isAdmin, mayEvaluate }: ApiKey): string {
  return [isAdmin && "administers", mayEvaluate && "own JavaScript"].filter(Boolean).join(", ") || "–";
}

const COLUMNS: readonly Column<ApiKey>[] = [
  { id: "name", head: "Name", cell: (one) => <Name apiKey={one} />, isWide: true },
  { id: "client", head: "Client", cell: (one) => one.clientId, hide: "small" },
  { id: "state", head: "State", cell: (one) => <StateBadge state={stateOf(one)} isPlain /> },
  { id: "rights", head: "Rights", cell: rights, hide: "small" },
  { id: "rate", head: "Requests", align: "end", cell: (one) => (one.rateLimit === 0 ? "no limit" : String(one.rateLimit)), hide: "medium" },
  { id: "used", head: "Last used", cell: (one) => <RelativeTime at={one.lastUsedAt} none="never" />, hide: "small" },
  { id: "expires", head: "Expires", cell: (one) => <RelativeTime at={one.expiresAt} none="never" />, hide: "medium" },
  { id: "revoke", head: "", align: "end", cell: (one) => <Revoke apiKey={one} /> },
];

const OF_ONE_CLIENT = COLUMNS.filter(({ id }) => id !== "client");

/** An administrator sees keys of all clients. */
export function columnsOf(isAdmin: boolean): readonly Column<ApiKey>[] {
  return isAdmin ? COLUMNS : OF_ONE_CLIENT;
}

/** The id is what the audit trail has of it. */
function Name({ apiKey: { name, id } }: { apiKey: ApiKey }) {
  return (
    <>
      <Link to="/audit" search={{ actor: id }} title="What was done with it">{name}</Link> <code className="muted" title={id}>{shortId(id)}</code>
    </>
  );
}

function Revoke({ apiKey }: { apiKey: ApiKey }) {
  if (!apiKey.isActive) return null;
  return <Button label={`Revoke ${apiKey.name}`} onClick={() => void revoke(apiKey)}>Revoke</Button>;
}

async function revoke({ id, name }: ApiKey): Promise<void> {
  const text = "Within 5 seconds no server takes it any more, for good. What was made with it stays.";
  if (!(await confirm({ title: `Revoke the key “${name}”?`, text, action: "Revoke the key", isDestructive: true }))) return;
  await attempt(() => api.apiKeys.revokeApiKey({ id }), `The key “${name}” is revoked.`);
  reloadQueries("keys");
}
