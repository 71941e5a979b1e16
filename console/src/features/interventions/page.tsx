import { type Job, Job_Status } from "tabwright";
import { useEffect } from "react";
import { api } from "#/api/api";
import { usePages } from "#/features/shared/pages";
import { putJobs, useJobs, useLiveReload } from "#/store/live";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Page } from "#/ui/page";
import { Skeleton } from "#/ui/skeleton";
import { milliseconds } from "#/ui/time";
import { Intervention } from "./intervention";
import { NoticeSwitch } from "./notices";

const STILL = [Job_Status.intervention_needed, Job_Status.paused];
const COMMAND = `tabwright run https://example.com -a 'askHuman timeoutMs=600000 instructions="Look around."' --detach`;
const NONE: readonly Job[] = [];

/** What waits for a person, the earliest deadline first. */
export default function Interventions() {
  const { list, pager } = usePages(["interventions"], (pageToken, signal) => api.jobs.listJobs({ statuses: STILL, limit: 100, pageToken }, { signal }), 100);
  const read = list.data?.data;
  useEffect(() => putJobs(read ?? NONE), [read]);
  useLiveReload(list.reload, ({ type }) => type !== "job.progress" && type !== "job.created");
  const jobs = useJobs(read ?? NONE)
    .filter(({ status }) => STILL.includes(status))
    .sort((one, other) => due(one) - due(other));
  return (
    <Page title="Interventions" state={read && sentence(jobs)} action={<NoticeSwitch />}>
      <ErrorBox error={list.error} what="The list could not be read" onRetry={list.reload} />
      {!read && !list.error && <Skeleton />}
      {read && jobs.length === 0 && (
        <Empty title="Nothing waits for a person" command={COMMAND}>
          A job comes here when its action <code>askHuman</code> asks for somebody, when a page blocks it and its option <code>onBlocked</code> is{" "}
          <code>intervene</code>, or when somebody pauses it.
        </Empty>
      )}
      <ul className="interventions" aria-label="Jobs that wait for a person">
        {jobs.map((job) => (
          <Intervention key={job.id} job={job} />
        ))}
      </ul>
      {pager}
    </Page>
  );
}

/** Without a deadline, it waits the longest. */
function due({ pause }: Job): number {
  return pause?.deadline ? milliseconds(pause.deadline) : Number.MAX_SAFE_INTEGER;
}

function sentence(jobs: readonly Job[]): string {
  const needed = jobs.filter(({ status }) => status === Job_Status.intervention_needed).length;
  const taken = jobs.filter(({ pause }) => pause?.controlledBy).length;
  const paused = jobs.length - needed;
  const parts = [
    needed === 1 ? "1 job needs you" : `${needed} jobs need you`,
    paused > 0 && (paused === 1 ? "1 was paused" : `${paused} were paused`),
    taken > 0 && (taken === 1 ? "somebody is at 1 of them" : `somebody is at ${taken} of them`),
  ];
  return jobs.length === 0 ? "No job stands still." : `${parts.filter(Boolean).join(", ")}.`;
}
