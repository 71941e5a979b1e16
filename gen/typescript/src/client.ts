/** What a program in Node.js and one in a web page have alike: a client over one connection. */

import { clone, create, type MessageInitShape } from "@bufbuild/protobuf";
import { createClient, type Transport } from "@connectrpc/connect";
import { ActionService } from "./gen/tabwright/v1/action_service_pb.js";
import { ApiKeyService } from "./gen/tabwright/v1/api_key_service_pb.js";
import { ArtifactService } from "./gen/tabwright/v1/artifact_service_pb.js";
import { BrowserService } from "./gen/tabwright/v1/browser_service_pb.js";
import { DeadLetterService } from "./gen/tabwright/v1/dead_letter_service_pb.js";
import type { JobEvent } from "./gen/tabwright/v1/event_pb.js";
import { HealthService } from "./gen/tabwright/v1/health_service_pb.js";
import type { Job } from "./gen/tabwright/v1/job_pb.js";
import { CreateJobRequestSchema, JobService } from "./gen/tabwright/v1/job_service_pb.js";
import { ScheduleService } from "./gen/tabwright/v1/schedule_service_pb.js";
import { UrlPolicyService } from "./gen/tabwright/v1/url_policy_service_pb.js";
import { WebhookService } from "./gen/tabwright/v1/webhook_service_pb.js";
import { WorkerService } from "./gen/tabwright/v1/worker_service_pb.js";
import { again, Tries } from "./tries.js";

/** How long a watch tries to go on while nobody answers, in milliseconds. */
const PATIENCE_MS = 300_000;
/** A stream that has stood longer was connected: the transports give up sooner. */
const LONGEST_CONNECT_MS = 120_000;

export interface WatchOptions {
  /** Ends the watch; it then throws a ConnectError with Code.Canceled. */
  signal?: AbortSignal;
}

export interface RunOptions extends WatchOptions {
  /** Is called with each event of the job. */
  onEvent?: (event: JobEvent) => void;
}

/** All services of Tabwright over one connection. Errors are ConnectErrors; `problem` reads them. */
export class Client {
  readonly actions;
  readonly apiKeys;
  readonly artifacts;
  readonly browsers;
  readonly deadLetters;
  readonly health;
  readonly jobs;
  readonly schedules;
  readonly urlPolicies;
  readonly webhooks;
  readonly workers;

  /**
   * `connect` makes both.
   * @param close Ends all calls that still run.
   */
  constructor(transport: Transport, readonly close: () => void) {
    this.actions = createClient(ActionService, transport);
    this.apiKeys = createClient(ApiKeyService, transport);
    this.artifacts = createClient(ArtifactService, transport);
    this.browsers = createClient(BrowserService, transport);
    this.deadLetters = createClient(DeadLetterService, transport);
    this.health = createClient(HealthService, transport);
    this.jobs = createClient(JobService, transport);
    this.schedules = createClient(ScheduleService, transport);
    this.urlPolicies = createClient(UrlPolicyService, transport);
    this.webhooks = createClient(WebhookService, transport);
    this.workers = createClient(WorkerService, transport);
  }

  /**
   * Creates a job, watches it to its end, and returns it. A job that fails is returned like any other.
   *
   * A job without a `requestId` gets one, so that a call that is made again makes no second job.
   */
  async run(job: MessageInitShape<typeof CreateJobRequestSchema>, options: RunOptions = {}): Promise<Job> {
    const { onEvent, signal } = options;
    const request = clone(CreateJobRequestSchema, create(CreateJobRequestSchema, job));
    request.requestId ||= randomId();
    const { jobId } = await again(() => this.jobs.createJob(request, { signal }), signal);
    for await (const event of this.watch(jobId, 0, options)) {
      onEvent?.(event);
    }
    return again(() => this.jobs.getJob({ jobId }, { signal }), signal, PATIENCE_MS);
  }

  /**
   * The job's events after a sequence, as they happen, to its end: each once, in order, also when the connection breaks
   * and servers are replaced meanwhile. Throws when no event could be had for five minutes since the connection broke.
   */
  async *watch(jobId: string, afterSequence = 0, { signal }: WatchOptions = {}): AsyncGenerator<JobEvent, void, void> {
    const stop = new AbortController();
    const stopped = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    let tries = new Tries(PATIENCE_MS);
    try {
      for (;;) {
        const opened = performance.now();
        try {
          for await (const event of this.jobs.watchJob({ jobId, afterSequence }, { signal: stopped })) {
            afterSequence = event.sequence;
            tries = new Tries(PATIENCE_MS);
            yield event;
          }
          return;
        } catch (error) {
          if (performance.now() - opened > LONGEST_CONNECT_MS) tries = new Tries(PATIENCE_MS); // the job had nothing to tell
          if (!(await tries.another(error, signal))) throw error;
        }
      }
    } finally {
      stop.abort(); // who leaves a loop over the events leaves the stream open
    }
  }

  /**
   * The bytes of an artifact, by its file name, such as "screenshot.png", or its id. `artifacts` has them piece by piece,
   * for those that are too large for the memory.
   */
  async download(jobId: string, name: string, { signal }: WatchOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    const read = async () => {
      const pieces = [];
      for await (const piece of this.artifacts.downloadArtifact({ jobId, artifact: name }, { signal })) {
        pieces.push(piece.data as Uint8Array<ArrayBuffer>);
      }
      return new Uint8Array(await new Blob(pieces).arrayBuffer());
    };
    return again(read, signal);
  }
}

/** crypto.randomUUID is not there for pages that came without TLS. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
