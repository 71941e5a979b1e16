import { useState } from "react";
import type { Session } from "tabwright/v1/session";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { attempt } from "#/features/shared/attempt";
import { usePages } from "#/features/shared/pages";
import { useLiveReload } from "#/store/live";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { confirm } from "#/ui/confirm";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Menu, MenuItem } from "#/ui/menu";
import { Page } from "#/ui/page";
import { StateBadge } from "#/ui/state-badge";
import type { State } from "#/ui/states";
import { type Column, Table } from "#/ui/table";
import { RelativeTime } from "#/ui/time";
import { CaptureForm } from "./capture-form";
import { ImportForm } from "./import-form";

const COMMAND = "tabwright sessions import portal storage-state.json --origin https://portal.example.com";
const IN_USE: State = { word: "In use", icon: "turning", tone: "run" };
const FREE: State = { word: "Free", icon: "ring", tone: "wait" };

const COLUMNS: readonly Column<Session>[] = [
  { id: "name", head: "Name", cell: ({ name, origins }) => <><code>{name}</code><span className="below">{origins.join(", ")}</span></> },
  { id: "state", head: "State", cell: ({ inUse }) => <StateBadge state={inUse ? IN_USE : FREE} /> },
  { id: "origins", head: "Of", isWide: true, hide: "small", cell: ({ origins }) => <span title={origins.join("\n")}>{origins.join(", ")}</span> },
  { id: "size", head: "Size", align: "end", hide: "medium", cell: ({ sizeBytes }) => `${(sizeBytes / 1000).toFixed(1)} kB` },
  { id: "version", head: "Saved", hide: "medium", cell: ({ version, updatedAt }) => <>{version === 1 ? "once" : `${version} times`}, <RelativeTime at={updatedAt} /></> },
  { id: "used", head: "Last used", hide: "small", cell: ({ lastUsedAt }) => <RelativeTime at={lastUsedAt} none="never" /> },
  { id: "ends", head: "Ends", cell: ({ expiresAt }) => <RelativeTime at={expiresAt} /> },
  { id: "menu", head: "", align: "end", cell: (one) => <SessionMenu session={one} /> },
];

/** What jobs begin with to be signed in somewhere. No page shows what is in one. */
export default function Sessions() {
  const { list, pager } = usePages(["sessions"], (pageToken, signal) => api.sessions.listSessions({ limit: 50, pageToken }, { signal }));
  const [open, setOpen] = useState<"capture" | "import">();
  const may = useMay("member");
  const rows = list.data?.data;
  useLiveReload(list.reload, ({ type }) => type === "job.started" || type === "job.completed");
  const close = () => setOpen(undefined);
  const actions = may && (
    <>
      <Button icon="up" onClick={() => setOpen("import")}>
        Import
      </Button>
      <Button kind="primary" icon="plus" onClick={() => setOpen("capture")}>
        Sign in by a job
      </Button>
    </>
  );
  return (
    <Page title="Sessions" state="What browsers need to be signed in. Jobs begin with one; nobody sees what is in it." action={actions}>
      <ErrorBox error={list.error} what="The list could not be read" onRetry={list.reload} />
      <Table
        label="Sessions"
        columns={COLUMNS}
        rows={list.error ? (rows ?? []) : rows}
        id={({ name }) => name}
        isBusy={list.isLoading}
        isStale={list.isStale}
        empty={list.error ? null : <Empty title="There is no session yet" command={COMMAND}>A job that signs in saves one, or you import a storage state of Playwright’s.</Empty>}
      />
      {pager}
      {open === "capture" && <CaptureForm onClose={close} />}
      {open === "import" && <ImportForm onClose={close} />}
    </Page>
  );
}

function SessionMenu({ session: { name, inUse } }: { session: Session }) {
  if (!useMay("member")) return null;
  const remove = async () => {
    const text = `Jobs that begin with it fail, unless they save it.${inUse ? " The job that runs with it goes on, and saves nothing of it." : ""} The site is not told.`;
    if (!(await confirm({ title: `Delete the session ${name}?`, text, action: "Delete", isDestructive: true }))) return;
    await attempt(() => api.sessions.deleteSession({ name }), "The session is deleted.");
    reloadQueries("sessions");
  };
  return (
    <Menu
      kind="quiet"
      label={`Actions for ${name}`}
      items={
        <MenuItem isDanger onClick={() => void remove()}>
          Delete…
        </MenuItem>
      }
    />
  );
}
