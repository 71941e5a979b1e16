/** What a job was asked for, as JSON of the API, so that it can be asked for again. Pure, but for the messages' own JSON. */

import { type JsonObject, toJson } from "@bufbuild/protobuf";
import type { Action, Job } from "tabwright";
import { ActionSchema } from "tabwright/v1/action";
import { JobSchema } from "tabwright/v1/job";

/** What stands where a value is kept from everybody. */
export const HIDDEN = "***";

const FIELDS = ["browserTypeId", "targetUrl", "actions", "waitUntil", "priority", "maxRetries", "timeoutMs", "options", "webhook", "labels", "repeat", "baseUrl", "referer"];

interface Requested {
  /** The body of the call. */
  body: JsonObject;
  /** The name of the task that makes the actions. Empty: they are given. */
  task: string;
  /** Why it cannot be asked for again as it is, in words for people. Empty: it can. */
  gaps: string[];
}

export function requestedOf(job: Job): Requested {
  const json = toJson(JobSchema, job) as JsonObject;
  const body: JsonObject = {};
  for (const field of FIELDS) {
    const value = json[field];
    if (value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0)) body[field] = value;
  }
  const task = job.task?.name ?? "";
  if (job.task) {
    for (const field of ["targetUrl", "actions", "waitUntil", "baseUrl", "referer"]) delete body[field];
    body["parameters"] = job.task.parameters ?? {};
    body["version"] = job.task.version;
  }
  const gaps = [];
  if (JSON.stringify(body).includes(`"${HIDDEN}"`)) gaps.push(`What is hidden is ${HIDDEN} here: put the values in.`);
  if (job.htmlBytes !== undefined && !job.task) gaps.push("The HTML that it showed is not kept: put it in as html.");
  return { body, task, gaps };
}

/** An action as one writes it. */
export function actionJson(action: Action): JsonObject {
  return toJson(ActionSchema, action) as JsonObject;
}
