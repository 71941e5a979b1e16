import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Setting } from "tabwright/v1/setting_service";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { NotForYou } from "#/features/shared/not-for-you";
import { useQuery } from "#/store/query";
import { Button } from "#/ui/button";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Checkbox, TextField } from "#/ui/field";
import { Page } from "#/ui/page";
import { StateBadge } from "#/ui/state-badge";
import type { State } from "#/ui/states";
import { type Column, Table } from "#/ui/table";

export default function Settings() {
  if (useMay("admin")) return <List />;
  return (
    <Page title="Settings">
      <NotForYou who="Administrators of the installation" what="see its settings" />
    </Page>
  );
}

function List() {
  const { q = "", set = false } = useSearch({ from: "/settings" });
  const navigate = useNavigate({ from: "/settings" });
  const list = useQuery(["settings"], (signal) => api.settings.listSettings({}, { signal }));
  const all = list.data?.data;
  const rows = all?.filter((one) => (!set || one.isSet) && matches(one, q));
  return (
    <Page title="Settings" state={all && `${all.length} settings of the server that answers; ${all.filter((one) => one.isSet).length} are set by its environment. Workers have their own.`}>
      <div className="list-filters">
        <TextField label="Filter" isLabelHidden placeholder="Name, value or description" type="search" data-search value={q} onChange={(value) => void navigate({ search: (old) => ({ ...old, q: value || undefined }), replace: true })} />
        <Checkbox label="Only those that are set" value={set} onChange={(value) => void navigate({ search: (old) => ({ ...old, set: value || undefined }) })} />
      </div>
      <ErrorBox error={list.error} what="The settings could not be read" onRetry={list.reload} />
      <Table
        label="Settings"
        columns={COLUMNS}
        rows={rows}
        id={(one) => one.name}
        isBusy={list.isLoading && !rows}
        isStale={list.isStale}
        detail={(one) => one.description && <p className="setting-about"><Described text={one.description} /></p>}
        empty={<Empty title={`No setting matches; ${all?.length ?? 0} are hidden.`} action={<Button onClick={() => void navigate({ search: {} })}>Show all</Button>} />}
      />
    </Page>
  );
}

function matches({ name, value, description }: Setting, q: string): boolean {
  const all = `${name} ${value} ${description}`.toLowerCase();
  return q.toLowerCase().split(/\s+/).every((word) => all.includes(word));
}

const SET: State = { word: "Set", icon: "tick", tone: "good" };
const DEFAULT: State = { word: "Default", icon: "ring", tone: "off" };

const COLUMNS: readonly Column<Setting>[] = [
  { id: "name", head: "Name", cell: (one) => <Name setting={one} />, isWide: true },
  { id: "value", head: "Value", cell: (one) => <Value setting={one} />, hide: "small" },
  { id: "default", head: "Default", cell: (one) => <code className="setting-default" title={one.defaultValue}>{one.defaultValue || "–"}</code>, hide: "medium" },
  { id: "set", head: "", align: "end", cell: (one) => <StateBadge state={one.isSet ? SET : DEFAULT} isPlain />, hide: "small" },
];

function Value({ setting: { value, isSecret } }: { setting: Setting }) {
  if (isSecret) return <span className="muted">{value ? "a secret, which is not told" : "not set"}</span>;
  return value ? <code className="setting-value" title={value}>{value}</code> : <span className="muted">–</span>;
}

/** Where there is no room beside it, the value stands below. */
function Name({ setting }: { setting: Setting }) {
  return (
    <>
      <code className="setting-name">{setting.name}</code>
      <span className="setting-below">
        <Value setting={setting} />
        {setting.isSet && <StateBadge state={SET} isPlain />}
      </span>
    </>
  );
}

/** What stands between backticks is code. */
function Described({ text }: { text: string }) {
  return <>{text.split("`").map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>;
}
