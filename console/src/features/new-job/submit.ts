/** What the buttons do: the request as a job, as a task's job, or as a schedule. */

import { fromJson } from "@bufbuild/protobuf";
import { CreateJobRequestSchema } from "tabwright/v1/job_service";
import { CreateScheduleRequestSchema } from "tabwright/v1/schedule_service";
import { RunTaskRequestSchema } from "tabwright/v1/task_type_service";
import { api } from "#/api/api";
import type { JsonObject } from "./json";

let last = { text: "", id: "" };

/** The same for the same request, until it has made its job: a second press makes no second one. */
function requestId(request: JsonObject): string {
  const text = JSON.stringify(request);
  if (last.text !== text) last = { text, id: Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("") };
  return last.id;
}

/** Returns the job's id. Throws a ConnectError, or an Error where the request is none. */
export async function create(request: JsonObject, isTask: boolean): Promise<string> {
  const whole = { requestId: requestId(request), ...request };
  const { jobId } = isTask ? await api.taskTypes.runTask(fromJson(RunTaskRequestSchema, whole)) : await api.jobs.createJob(fromJson(CreateJobRequestSchema, whole));
  last = { text: "", id: "" };
  return jobId;
}

/** Returns the schedule's id. `times` has its name, cron, timeZone and so on. */
export async function schedule(request: JsonObject, times: JsonObject): Promise<string> {
  const { requestId: _, notBefore: __, ...job } = request;
  return (await api.schedules.createSchedule(fromJson(CreateScheduleRequestSchema, { ...times, job }))).id;
}
