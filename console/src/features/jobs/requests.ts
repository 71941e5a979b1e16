/** What is asked of the server for a filter. */

import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { Job_Status } from "tabwright";
import type { JobFilterSchema } from "tabwright/v1/job_filter";
import { hasEnded } from "#/store/live-jobs";
import { type Filter, STATUS_WORDS } from "./filter";
import { moment } from "./moment";

export const PAGE_SIZE = 50;

type Init = MessageInitShape<typeof JobFilterSchema>;

/** The filter without its statuses: what counts are asked with. A relative time is as long ago as it is now. */
export function requestOf(filter: Filter, now = Date.now()) {
  const from = filter.since ? moment(filter.since, now, "begin") : undefined;
  const to = filter.until ? moment(filter.until, now, "end") : undefined;
  return {
    browserTypeId: filter.browser,
    scheduleId: filter.schedule,
    label: filter.labels,
    urlPrefix: filter.url,
    host: filter.host,
    task: filter.task,
    idPrefix: filter.idPrefix,
    ...(from === undefined ? {} : { createdAfter: timestampFromMs(from) }),
    ...(to === undefined ? {} : { createdBefore: timestampFromMs(to) }),
  };
}

export function statusesOf(filter: Filter): Job_Status[] {
  return filter.statuses.map((word) => STATUS_WORDS[word]);
}

export const ACTS = ["retry", "cancel", "purge"] as const;
export type Act = (typeof ACTS)[number];

/** Which jobs each act is for. */
export const IS_FOR: Record<Act, (status: Job_Status) => boolean> = {
  retry: (status) => status === Job_Status.failed || status === Job_Status.cancelled,
  cancel: (status) => status !== Job_Status.status_unspecified && !hasEnded(status),
  purge: hasEnded,
};

/** The jobs of a filter that an act is for, as they were at a time: what comes later was not seen by who has agreed. Undefined: there are none. */
export function filterFor(act: Act, filter: Filter, now: number): Init | undefined {
  const wanted = filter.statuses.length > 0 ? statusesOf(filter) : Object.values(STATUS_WORDS);
  const statuses = wanted.filter(IS_FOR[act]);
  const until = filter.until ? (moment(filter.until, now, "end") ?? now) : now;
  return statuses.length > 0 ? { ...requestOf(filter, now), createdBefore: timestampFromMs(Math.min(until, now)), statuses } : undefined;
}
