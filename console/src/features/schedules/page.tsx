import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Schedule } from "tabwright/v1/schedule";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { cronWords } from "#/features/shared/cron-words";
import { LastRuns } from "#/features/shared/last-runs";
import { useReloadAtNextRun } from "#/features/shared/next-run";
import { usePages } from "#/features/shared/pages";
import { ScheduleForm } from "#/features/shared/schedule-form";
import { fails, scheduleState } from "#/features/shared/schedule-words";
import { Button } from "#/ui/button";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Link } from "#/ui/link";
import { Page } from "#/ui/page";
import { StateBadge } from "#/ui/state-badge";
import { type Column, Table } from "#/ui/table";
import { RelativeTime } from "#/ui/time";
import { ScheduleMenu } from "./schedule-menu";

/** Fewer than elsewhere: the runs of each are a call of their own. */
const SIZE = 20;
const COMMAND = "tabwright schedules create https://example.com --name morning --cron '0 6 * * *' --time-zone Europe/Berlin -a screenshot";

const COLUMNS: readonly Column<Schedule>[] = [
  { id: "name", head: "Name", isWide: true, cell: (one) => <Name {...one} /> },
  { id: "state", head: "State", cell: (one) => <StateBadge state={scheduleState(one)} /> },
  { id: "when", head: "When", hide: "small", cell: (one) => <When {...one} /> },
  { id: "next", head: "Next run", cell: ({ nextRunAt }) => <RelativeTime at={nextRunAt} /> },
  { id: "runs", head: "Last runs", hide: "medium", cell: ({ id }) => <LastRuns id={id} /> },
  { id: "menu", head: "", align: "end", cell: (one) => <ScheduleMenu schedule={one} /> },
];

/** The client's schedules: when each runs, and how it went. */
export default function Schedules() {
  const { list, pager } = usePages(["schedules"], (pageToken, signal) => api.schedules.listSchedules({ limit: SIZE, pageToken }, { signal }), SIZE);
  const [isMaking, setMaking] = useState(false);
  const navigate = useNavigate();
  const may = useMay("member");
  const rows = list.data?.data;
  useReloadAtNextRun(rows);
  const make = () => setMaking(true);
  return (
    <Page title="Schedules" state={rows && rows.length > 0 && sentence(rows)} action={may && <Button kind="primary" icon="plus" onClick={make}>New schedule</Button>}>
      <ErrorBox error={list.error} what="The list could not be read" onRetry={list.reload} />
      <Table
        label="Schedules"
        columns={COLUMNS}
        rows={list.error ? (rows ?? []) : rows}
        id={({ id }) => id}
        isBusy={list.isLoading}
        isStale={list.isStale}
        detail={(one) => (fails(one) ? `${one.lastError?.reason} ${one.lastError?.message}` : null)}
        empty={list.error ? null : <Empty title="There is no schedule yet" command={COMMAND}>A schedule creates a job at each time of a cron expression.</Empty>}
      />
      {pager}
      {isMaking && <ScheduleForm onClose={() => setMaking(false)} onMade={(id) => void navigate({ to: "/schedules/$id", params: { id } })} />}
    </Page>
  );
}

/** On a narrow page with the times below it. */
function Name(schedule: Schedule) {
  const { id, name } = schedule;
  return (
    <>
      <Link to="/schedules/$id" params={{ id }}>
        {name}
      </Link>
      <span className="below">
        <When {...schedule} />
      </span>
    </>
  );
}

function When({ cron, timeZone }: Schedule) {
  const words = cronWords(cron);
  return (
    <span title={`${cron} ${timeZone}`}>
      {words ?? <code>{cron}</code>} {timeZone !== "UTC" && <span className="muted">{timeZone}</span>}
    </span>
  );
}

function sentence(rows: readonly Schedule[]): string {
  const paused = rows.filter(({ isPaused }) => isPaused).length;
  const failing = rows.filter((one) => !one.isPaused && fails(one)).length;
  const parts = [`${rows.length - paused} active`, paused > 0 && `${paused} paused`, failing > 0 && `${failing} created no job the last time`];
  return `${parts.filter(Boolean).join(", ")}.`;
}
