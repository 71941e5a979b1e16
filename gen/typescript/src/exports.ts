/** What the package has for Node.js and for web pages. */

export { Code, ConnectError } from "@connectrpc/connect";
export type { ConnectOptions } from "./calls.js";
export type { RunOptions, WatchOptions } from "./client.js";
export type { Action } from "./gen/tabwright/v1/action_pb.js";
export { ErrorReason } from "./gen/tabwright/v1/error_reason_pb.js";
export type { JobEvent } from "./gen/tabwright/v1/event_pb.js";
export { type Job, Job_Status } from "./gen/tabwright/v1/job_pb.js";
export type { CreateJobRequest, WatchJobsResponse } from "./gen/tabwright/v1/job_service_pb.js";
export type { RunTaskRequest } from "./gen/tabwright/v1/task_type_service_pb.js";
export { type Problem, problem } from "./problem.js";
export { VERSION } from "./version.js";
