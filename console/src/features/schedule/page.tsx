import { type Timestamp, timestampDate } from "@bufbuild/protobuf/wkt";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Schedule } from "tabwright/v1/schedule";
import { CreateJobRequestSchema } from "tabwright/v1/job_service";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { cronWords } from "#/features/shared/cron-words";
import { textOf } from "#/features/shared/json-text";
import { useReloadAtNextRun } from "#/features/shared/next-run";
import { ScheduleForm } from "#/features/shared/schedule-form";
import { fails, remove, scheduleState, turn } from "#/features/shared/schedule-words";
import { useAction } from "#/store/action";
import { reloadQueries, useQuery } from "#/store/query";
import { Button } from "#/ui/button";
import { Code } from "#/ui/code";
import { Id } from "#/ui/copy";
import { ErrorBox } from "#/ui/error-box";
import { Facts } from "#/ui/facts";
import { Link } from "#/ui/link";
import { Menu, MenuItem } from "#/ui/menu";
import { Page } from "#/ui/page";
import { Skeleton } from "#/ui/skeleton";
import { StateBadge } from "#/ui/state-badge";
import { absolute, RelativeTime } from "#/ui/time";
import { toast } from "#/ui/toast";
import { Runs } from "./runs";

const MISSED: Record<string, string> = { skip: "are skipped", run_once: "one job for all of them", run_all: "one job for each" };
const OVERLAP: Record<string, string> = { allow: "the next one is created", skip: "the time is skipped" };

/** One schedule: when it runs, what it creates, and how its jobs went. */
export default function OneSchedule() {
  const { id } = useParams({ from: "/schedules/$id" });
  const query = useQuery(["schedules", "one", id], (signal) => api.schedules.getSchedule({ id }, { signal }));
  const schedule = query.data;
  const shown = useMemo(() => schedule && [schedule], [schedule]);
  useReloadAtNextRun(shown);
  const back = <Link to="/schedules">Schedules</Link>;
  if (!schedule) {
    return (
      <Page title="Schedule" back={back}>
        <ErrorBox error={query.error} what="The schedule could not be read" onRetry={query.reload} />
        {!query.error && <Skeleton />}
      </Page>
    );
  }
  return (
    <Page title={schedule.name} back={back} beside={<StateBadge state={scheduleState(schedule)} />} state={sentence(schedule)} action={<Actions schedule={schedule} />}>
      <ErrorBox error={query.error} what="The schedule could not be read anew" onRetry={query.reload} />
      {fails(schedule) && schedule.lastError && (
        <ErrorBox error={{ title: `${schedule.lastError.reason} ${schedule.lastError.message}` }} what="The latest run created no job" />
      )}
      <Facts facts={facts(schedule)} />
      <section>
        <h2>Runs</h2>
        <Runs id={id} />
      </section>
      <section>
        <h2>The job that it creates</h2>
        <Code text={textOf(CreateJobRequestSchema, schedule.job)} label="The job as JSON" />
      </section>
    </Page>
  );
}

function Actions({ schedule }: { schedule: Schedule }) {
  const [isChanging, setChanging] = useState(false);
  const navigate = useNavigate();
  const run = useAction(async () => {
    const { jobId } = await api.schedules.runSchedule({ id: schedule.id });
    toast("The job is created.", { action: { label: "Show it", run: () => void navigate({ to: "/jobs/$jobId", params: { jobId } }) } });
    reloadQueries("schedules");
  });
  if (!useMay("member")) return null;
  const end = async () => {
    if (await remove(schedule)) void navigate({ to: "/schedules" });
  };
  return (
    <>
      <ErrorBox error={run.trouble} />
      <Button kind="primary" icon="play" isBusy={run.isBusy} onClick={() => void run.run()}>
        Run now
      </Button>
      <Button icon={schedule.isPaused ? "play" : "pause"} onClick={() => void turn(schedule)}>
        {schedule.isPaused ? "Resume" : "Pause"}
      </Button>
      <Button icon="edit" onClick={() => setChanging(true)}>
        Change
      </Button>
      <Menu
        label="More actions"
        items={
          <MenuItem isDanger onClick={() => void end()}>
            Delete…
          </MenuItem>
        }
      />
      {isChanging && <ScheduleForm schedule={schedule} onClose={() => setChanging(false)} />}
    </>
  );
}

function sentence({ cron, timeZone, isPaused, nextRunAt }: Schedule) {
  return (
    <>
      {cronWords(cron) ?? cron} ({timeZone}),{" "}
      {isPaused ? "but paused." : <>next <RelativeTime at={nextRunAt} />.</>}
    </>
  );
}

/** In the time zone of the cron expression, which need not be that of who looks. */
function inZone(at: Timestamp, timeZone: string): string {
  try {
    return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long", timeZone }).format(timestampDate(at));
  } catch {
    return absolute(at); // the server knows zones that this browser does not
  }
}

function facts(schedule: Schedule) {
  return [
    ["Cron", <code key="cron">{schedule.cron}</code>],
    ["Time zone", schedule.timeZone],
    ["Next run", schedule.nextRunAt && inZone(schedule.nextRunAt, schedule.timeZone)],
    ["Last run", schedule.lastRunAt && <RelativeTime key="last" at={schedule.lastRunAt} />],
    ["Times that were missed", MISSED[schedule.missedRuns] ?? schedule.missedRuns],
    ["While the latest job runs", OVERLAP[schedule.overlap] ?? schedule.overlap],
    ["Changed", <RelativeTime key="changed" at={schedule.updatedAt} />],
    ["Id", <Id key="id" id={schedule.id} label="Copy the schedule's id" />],
  ] as const;
}
