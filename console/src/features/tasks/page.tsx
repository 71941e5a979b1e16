import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { TaskType } from "tabwright/v1/task_type";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { usePages } from "#/features/shared/pages";
import { TaskForm } from "#/features/shared/task-form";
import { Button, ButtonLink } from "#/ui/button";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Link } from "#/ui/link";
import { Page } from "#/ui/page";
import { type Column, Table } from "#/ui/table";

const COLUMNS: readonly Column<TaskType>[] = [
  { id: "name", head: "Name", cell: ({ name }) => <Link to="/tasks/$name" params={{ name }} className="mono">{name}</Link> },
  { id: "title", head: "What it does", isWide: true, hide: "small", cell: ({ title, description }) => <>{title} <span className="muted">{description}</span></> },
  { id: "needs", head: "Needs", hide: "medium", cell: ({ needs }) => needs.join(", ") || "–" },
  { id: "from", head: "From", cell: ({ own, version }) => (own ? `you, version ${version}` : "the installation") },
  { id: "run", head: "", align: "end", cell: (one) => <Run task={one} /> },
];

/** The kinds of work that have a name: those of the installation, and the client's own. */
export default function Tasks() {
  const { list, pager } = usePages(["tasks"], (pageToken, signal) => api.taskTypes.listTaskTypes({ limit: 100, pageToken }, { signal }), 100);
  const [isMaking, setMaking] = useState(false);
  const navigate = useNavigate();
  const may = useMay("member");
  const rows = list.data?.data;
  return (
    <Page title="Tasks" state={rows && sentence(rows)} action={may && <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>New task type</Button>}>
      <ErrorBox error={list.error} what="The list could not be read" onRetry={list.reload} />
      <Table
        label="Task types"
        columns={COLUMNS}
        rows={list.error ? (rows ?? []) : rows}
        id={({ name }) => name}
        isBusy={list.isLoading}
        isStale={list.isStale}
        empty={list.error ? null : <Empty title="There is no task type" command="tabwright task put heading.yaml">A task type turns a few parameters into a job.</Empty>}
      />
      {pager}
      {isMaking && <TaskForm onClose={() => setMaking(false)} onMade={(name) => void navigate({ to: "/tasks/$name", params: { name } })} />}
    </Page>
  );
}

function Run({ task: { name, enabled, whyNot } }: { task: TaskType }) {
  const may = useMay("member");
  if (!enabled) return <span className="muted" title={whyNot}>not enabled</span>;
  return may ? (
    <ButtonLink to="/jobs/new" search={{ task: name }} icon="play" aria-label={`Run ${name}`}>
      Run
    </ButtonLink>
  ) : null;
}

function sentence(rows: readonly TaskType[]): string {
  const own = rows.filter((one) => one.own).length;
  return `${rows.length - own} of the installation, ${own} of your own.`;
}
