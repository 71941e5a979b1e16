import { toJson } from "@bufbuild/protobuf";
import { ValueSchema } from "@bufbuild/protobuf/wkt";
import type { Job } from "tabwright";
import { Icon } from "#/ui/icon";
import { duration } from "#/ui/time";
import { actionJson } from "./requested";
import type { Entry, StepRow } from "./steps";

/** More of a group's passes are counted, not shown. */
const MOST_INNER = 40;
const MOST_CHARS = 2000;

/** What a step was asked to do, what it has read, and why it failed. */
export function StepDetail({ job, row }: { job: Job; row: StepRow }) {
  const result = job.result?.actions.find(({ index, path }) => index === row.index && !path);
  const value = result?.value && short(JSON.stringify(toJson(ValueSchema, result.value), null, 2));
  const fields = row.action ? fieldsOf(row) : [];
  return (
    <div className="job-step-detail">
      {row.error && <p className="job-reason">{row.error}</p>}
      {fields.length > 0 && (
        <dl>
          {fields.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {row.inner.length > 0 && <Inner entries={row.inner} />}
      {value && <pre tabIndex={0}>{value}</pre>}
      {row.artifact && <p className="muted">Made {row.artifact}</p>}
      {row.index === undefined && job.result?.httpStatus !== undefined && (
        <p className="muted">
          HTTP {job.result.httpStatus} {job.result.contentType} {job.result.finalUrl !== job.targetUrl && job.result.finalUrl}
        </p>
      )}
    </div>
  );
}

function fieldsOf({ action }: StepRow): [string, string][] {
  if (!action) return [];
  return Object.entries(actionJson(action))
    .filter(([name]) => name !== "action" && name !== "actions")
    .map(([name, value]) => [name, short(typeof value === "string" ? value : JSON.stringify(value))]);
}

function Inner({ entries }: { entries: readonly Entry[] }) {
  const rest = entries.length - MOST_INNER;
  return (
    <>
      {rest > 0 && <p className="muted">{rest} earlier ones</p>}
      <ul className="job-inner">
        {entries.slice(-MOST_INNER).map(({ key, path, content, isSkipped, durationMs }) => (
          <li key={key}>
            <Icon name={isSkipped ? "next" : "tick"} label={isSkipped ? "skipped" : "done"} />
            <code>{path}</code> <span className="cut">{content}</span>
            <span className="duration">{durationMs === undefined ? "" : duration(durationMs)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function short(text: string): string {
  return text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}… (${text.length} characters)` : text;
}
