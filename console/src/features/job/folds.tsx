import { toJson } from "@bufbuild/protobuf";
import { type ReactNode, useState } from "react";
import type { Job } from "tabwright";
import type { Artifact } from "tabwright/v1/artifact";
import { JobResultSchema, JobSchema } from "tabwright/v1/job";
import type { Query } from "#/store/query";
import { Code } from "#/ui/code";
import { OutLink } from "#/ui/link";
import { duration, RelativeTime } from "#/ui/time";
import { Deliveries } from "./deliveries";
import { Gallery } from "./gallery";
import { Snippets } from "./snippet-tabs";
import { attempts, type Entry } from "./steps";

interface FoldsProps {
  job: Job;
  entries: readonly Entry[];
  artifacts: Query<Artifact[]>;
}

/** What is needed less often: each part opens by itself. */
export function Folds({ job, entries, artifacts }: FoldsProps) {
  const files = artifacts.data?.length ?? 0;
  const tries = attempts(entries).filter((one) => one.some(({ type }) => type === "started"));
  return (
    <div className="job-folds">
      <Fold name="Files" count={files} isOpenAtFirst={files > 0}>
        <Gallery artifacts={artifacts} />
      </Fold>
      {job.result && (
        <Fold name="Result" isOpenAtFirst={hasRead(job)}>
          {job.result.finalUrl && (
            <p>
              Ended at <OutLink href={job.result.finalUrl}>{job.result.finalUrl}</OutLink>
            </p>
          )}
          <Code text={json(resultOf(job))} label="The result as JSON" />
        </Fold>
      )}
      <Fold name="Run it elsewhere">
        <Snippets job={job} />
      </Fold>
      <Fold name="Input">
        <Code text={json(inputOf(job))} label="The job as JSON" />
      </Fold>
      <Fold name="Attempts" count={tries.length}>
        <Attempts tries={tries} />
      </Fold>
      <Fold name="Events and acts" count={entries.length}>
        <Events entries={entries} />
      </Fold>
      <Fold name="Webhooks">
        <Deliveries jobId={job.id} />
      </Fold>
    </div>
  );
}

function Fold({ name, count, isOpenAtFirst = false, children }: { name: string; count?: number; isOpenAtFirst?: boolean; children: ReactNode }) {
  const [choice, setChoice] = useState<boolean>();
  const isOpen = choice ?? isOpenAtFirst;
  return (
    <section className="job-fold">
      <h2>
        <button type="button" aria-expanded={isOpen} onClick={() => setChoice(!isOpen)}>
          {name} {count !== undefined && <span className="count">{count}</span>}
        </button>
      </h2>
      {isOpen && <div>{children}</div>}
    </section>
  );
}

function Attempts({ tries }: { tries: readonly (readonly Entry[])[] }) {
  if (tries.length === 0) return <p className="muted">It has not begun yet.</p>;
  return (
    <ol className="job-entries">
      {tries.map((entries, index) => {
        const begin = entries.find(({ type }) => type === "started")?.at;
        const end = entries.findLast(({ type }) => ["completed", "failed", "retrying", "cancelled"].includes(type));
        return (
          <li key={index}>
            <RelativeTime at={begin} />
            <b>Attempt {index + 1}</b>
            <span>{end ? end.content : "goes on"}</span>
            <span className="duration">{begin !== undefined && end?.at !== undefined ? duration(Math.max(0, end.at - begin)) : ""}</span>
          </li>
        );
      })}
    </ol>
  );
}

const MOST = 300;

function Events({ entries }: { entries: readonly Entry[] }) {
  const rest = entries.length - MOST;
  return (
    <>
      {rest > 0 && <p className="muted">{rest} earlier ones are not shown.</p>}
      <ol className="job-entries">
        {entries.slice(-MOST).map(({ key, type, content, at, by, durationMs }) => (
          <li key={key}>
            <RelativeTime at={at} />
            <b>{type}</b>
            <span>
              {by && <b>{by}: </b>}
              {content}
            </span>
            <span className="duration">{durationMs === undefined ? "" : duration(durationMs)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

function hasRead({ result }: Job): boolean {
  return result?.task !== undefined || (result?.actions.some(({ value }) => value !== undefined) ?? false);
}

/** What was read stands first; how each action went is among the steps. */
function resultOf({ result }: Job): unknown {
  if (!result) return {};
  const read = result.actions.filter(({ value }) => value !== undefined);
  return toJson(JobResultSchema, { ...result, actions: read });
}

const OF_COURSE = ["result", "error", "status", "pause", "held"];

function inputOf(job: Job): unknown {
  const all = toJson(JobSchema, job) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(all).filter(([name]) => !OF_COURSE.includes(name)));
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
