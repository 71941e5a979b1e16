import type { UrlPolicy } from "tabwright/v1/url_policy";
import { api } from "#/api/api";
import { attempt } from "#/features/shared/attempt";
import { reloadQueries } from "#/store/query";
import { confirm } from "#/ui/confirm";
import { Menu, MenuItem } from "#/ui/menu";
import { StateBadge } from "#/ui/state-badge";
import type { State } from "#/ui/states";
import type { Column } from "#/ui/table";
import { RelativeTime } from "#/ui/time";

const FORBIDS: State = { word: "Forbids", icon: "slashed", tone: "bad" };
const ALLOWS: State = { word: "Allows only", icon: "tick", tone: "good" };
const OFF: State = { word: "Inactive", icon: "ring", tone: "off" };

function stateOf({ isActive, type }: UrlPolicy): State {
  if (!isActive) return OFF;
  return type === "whitelist" ? ALLOWS : type === "blacklist" ? FORBIDS : { word: type, icon: "ring", tone: "off" };
}

export function columnsOf(mayAct: boolean, isAdmin: boolean, onOpen: (policy: UrlPolicy) => void): Column<UrlPolicy>[] {
  const all: Column<UrlPolicy>[] = [
    { id: "state", head: "Does", cell: (one) => <StateBadge state={stateOf(one)} /> },
    { id: "pattern", head: "URLs", cell: (one) => <Pattern policy={one} />, isWide: true },
    { id: "type", head: "Type", cell: (one) => one.type, hide: "small" },
    { id: "whose", head: "Applies to", cell: (one) => (one.isGlobal ? "all clients" : "this client"), hide: "small" },
    { id: "changed", head: "Changed", cell: (one) => <RelativeTime at={one.updatedAt} />, hide: "medium" },
    { id: "act", head: "", align: "end", cell: (one) => <Act policy={one} onOpen={onOpen} /> },
  ];
  return all.filter(({ id }) => (id !== "act" || mayAct) && (id !== "whose" || isAdmin));
}

function Pattern({ policy: { pattern, description } }: { policy: UrlPolicy }) {
  return (
    <span className="policy" title={pattern}>
      <code>{pattern}</code>
      {description && <span className="muted" title={description}>{description}</span>}
    </span>
  );
}

function Act({ policy, onOpen }: { policy: UrlPolicy; onOpen: (policy: UrlPolicy) => void }) {
  return (
    <Menu
      label={`Actions for ${policy.pattern}`}
      kind="quiet"
      items={
        <>
          <MenuItem onClick={() => onOpen(policy)}>Change…</MenuItem>
          <MenuItem onClick={() => void turn(policy)}>{policy.isActive ? "Make inactive" : "Make active"}</MenuItem>
          <MenuItem isDanger onClick={() => void remove(policy)}>Delete…</MenuItem>
        </>
      }
    />
  );
}

async function turn({ id, pattern, isActive }: UrlPolicy): Promise<void> {
  await attempt(() => api.urlPolicies.updateUrlPolicy({ id, isActive: !isActive }), `The policy ${pattern} is ${isActive ? "inactive" : "active"}.`);
  reloadQueries("policies");
}

async function remove({ id, pattern, type, isActive }: UrlPolicy): Promise<void> {
  const then = type === "whitelist" ? "Without any whitelist policy, jobs may open what no other policy forbids." : "Jobs may open these URLs about two seconds later.";
  if (!(await confirm({ title: `Delete the policy ${pattern}?`, ...(isActive && { text: then }), action: "Delete the policy", isDestructive: true }))) return;
  await attempt(() => api.urlPolicies.deleteUrlPolicy({ id }), `The policy ${pattern} is deleted.`);
  reloadQueries("policies");
}
