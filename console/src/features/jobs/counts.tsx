import { timestampMs } from "@bufbuild/protobuf/wkt";
import { useNavigate } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { Job_Status } from "tabwright";
import type { CountJobsResponse, JobCount } from "tabwright/v1/job_service";
import { api } from "#/api/api";
import { going } from "#/features/shared/job-words";
import { useNow } from "#/store/clock";
import { useLiveReload } from "#/store/live";
import { type Query, useQuery } from "#/store/query";
import { jobState } from "#/ui/states";
import { Tab, Tabs } from "#/ui/tabs";
import { type Reading, STATUS_WORDS, type StatusWord, withWord } from "./filter";
import { requestOf } from "./requests";

const ALL = Object.keys(STATUS_WORDS) as StatusWord[];
const NUMBER = new Intl.NumberFormat("en");

/** How many jobs of the filter there are in each status. They follow events, at most once a second. */
export function useCounts({ filter, wrong }: Reading): Query<CountJobsResponse> {
  const { statuses: _, ...others } = filter;
  const counts = useQuery(wrong.length > 0 ? null : ["job-counts", others], (signal) => api.jobs.countJobs(requestOf(filter), { signal }));
  useLiveReload(counts.reload, (event) => event.type !== "job.progress" && event.type !== "job.viewed");
  return counts;
}

/** A chip for each status: it replaces those that are chosen; with Ctrl it joins or leaves them. */
export function Counts({ q, reading, counts }: { q: string; reading: Reading; counts: CountJobsResponse | undefined }) {
  const navigate = useNavigate({ from: "/jobs" });
  const chosen = reading.filter.statuses;
  const shown = ALL.filter((word) => word !== "paused" || chosen.includes(word) || (countOf(counts, word)?.count ?? 0) > 0);
  const press = (event: MouseEvent, word: StatusWord) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const next = chosen.includes(word) ? chosen.filter((one) => one !== word) : [...chosen, word];
    void navigate({ search: { q: withWord(q, "status", next) || undefined } });
  };
  return (
    <Tabs label="Jobs by status">
      <Tab to="/jobs" search={{ q: withWord(q, "status", []) || undefined }} isChosen={chosen.length === 0}>
        All
      </Tab>
      {shown.map((word) => (
        <Tab
          key={word}
          to="/jobs"
          search={{ q: withWord(q, "status", [word]) }}
          isChosen={chosen.includes(word)}
          count={countText(countOf(counts, word))}
          onClick={(event) => press(event, word)}
          title="With Ctrl: beside those that are chosen"
        >
          {jobState(STATUS_WORDS[word]).word}
        </Tab>
      ))}
    </Tabs>
  );
}

/** One sentence about all jobs of the filter. */
export function CountsSentence({ counts }: { counts: CountJobsResponse | undefined }) {
  const now = useNow(10_000);
  if (!counts) return null;
  const parts = [
    `${countText(countOf(counts, "running")) ?? 0} running`,
    `${countText(countOf(counts, "needs")) ?? 0} ${countOf(counts, "needs")?.count === 1 ? "needs" : "need"} you`,
    counts.oldestPendingAt && `oldest waits ${going(now - timestampMs(counts.oldestPendingAt))}`,
  ];
  return <>{parts.filter(Boolean).join(", ")}</>;
}

function countOf(counts: CountJobsResponse | undefined, word: StatusWord): JobCount | undefined {
  return counts?.data.find(({ status }) => status === (STATUS_WORDS[word] as Job_Status));
}

function countText(count: JobCount | undefined): string | undefined {
  return count && `${NUMBER.format(count.more ? count.count - 1 : count.count)}${count.more ? "+" : ""}`;
}

/** How many jobs match, and whether there are more than were counted. */
export function total(counts: CountJobsResponse | undefined, isCounted: (status: Job_Status) => boolean): { count: number; more: boolean } {
  const found = counts?.data.filter(({ status }) => isCounted(status)) ?? [];
  return { count: found.reduce((sum, one) => sum + one.count, 0), more: found.some(({ more }) => more) };
}
