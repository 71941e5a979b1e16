/** What a program in Node.js and one in a web page have alike: a client over one connection. */

import { clone, create, type MessageInitShape } from "@bufbuild/protobuf";
import { type CallOptions, Code, ConnectError, type Transport } from "@connectrpc/connect";
import { joined, withEnd } from "./calls.js";
import type { JobEvent } from "./gen/tabwright/v1/event_pb.js";
import type { Job } from "./gen/tabwright/v1/job_pb.js";
import { CreateJobRequestSchema, WatchJobsRequestSchema, type WatchJobsResponse } from "./gen/tabwright/v1/job_service_pb.js";
import { RunTaskRequestSchema } from "./gen/tabwright/v1/task_type_service_pb.js";
import { Services } from "./services.js";
import { PATIENCE_MS, resumed } from "./streams.js";
import { again } from "./tries.js";

export interface WatchOptions {
  /** Ends what is under way; it then throws a ConnectError with Code.Canceled. */
  signal?: AbortSignal;
}

export interface RunOptions extends WatchOptions {
  /** Is called with each event of the job. */
  onEvent?: (event: JobEvent) => void;
}

/** All services of Tabwright over one connection. Errors are ConnectErrors; `problem` reads them. */
export class Client extends Services {
  /** Ends all calls that still run, as Canceled; so end those that come after. */
  readonly close: () => void;
  readonly #closed: AbortSignal;

  /** `connect` makes both. `disconnect` ends the connection. */
  constructor(transport: Transport, disconnect?: () => void) {
    const closing = new AbortController();
    super(withEnd(transport, closing.signal));
    this.#closed = closing.signal;
    this.close = () => {
      closing.abort(new ConnectError("the client is closed", Code.Canceled));
      disconnect?.();
    };
  }

  /**
   * Creates a job, watches it to its end, and returns it. A job that fails is returned like any other.
   *
   * A job without a `requestId` gets one, so that a call that is made again makes no second job.
   */
  async run(job: MessageInitShape<typeof CreateJobRequestSchema>, options: RunOptions = {}): Promise<Job> {
    const signal = this.untilClosed(options.signal);
    const request = clone(CreateJobRequestSchema, create(CreateJobRequestSchema, job));
    request.requestId ||= randomId();
    const { jobId } = await again(() => this.jobs.createJob(request, { signal }), signal);
    return this.#ended(jobId, options);
  }

  /** As `run`, with the job that a task makes of its parameters; `result.task` has what comes of it. */
  async runTask(task: MessageInitShape<typeof RunTaskRequestSchema>, options: RunOptions = {}): Promise<Job> {
    const signal = this.untilClosed(options.signal);
    const request = clone(RunTaskRequestSchema, create(RunTaskRequestSchema, task));
    request.requestId ||= randomId();
    const { jobId } = await again(() => this.taskTypes.runTask(request, { signal }), signal);
    return this.#ended(jobId, options);
  }

  /** A job, once it has ended. */
  async #ended(jobId: string, options: RunOptions): Promise<Job> {
    const signal = this.untilClosed(options.signal);
    for await (const event of this.watch(jobId, 0, options)) {
      options.onEvent?.(event);
    }
    return again(() => this.jobs.getJob({ jobId }, { signal }), signal, PATIENCE_MS);
  }

  /**
   * The job's events after a sequence, as they happen, to its end: each once, in order, also when the connection breaks
   * and servers are replaced meanwhile. Throws when no event could be had for five minutes since the connection broke.
   */
  async *watch(jobId: string, afterSequence = 0, { signal }: WatchOptions = {}): AsyncGenerator<JobEvent, void, void> {
    const open = (stopped: AbortSignal) => this.jobs.watchJob({ jobId, afterSequence }, { signal: stopped });
    for await (const event of resumed(open, this.untilClosed(signal))) {
      afterSequence = event.sequence;
      yield event;
    }
  }

  /**
   * The events of all jobs, or of those that the request's filters leave, for ever: each once, also when the connection
   * breaks. Each message has a `cursor`, after which another call goes on; without an `event` it says where the stream
   * starts, or is a sign of life. Throws as `watch` does.
   */
  async *watchJobs(
    request: MessageInitShape<typeof WatchJobsRequestSchema> = {},
    { signal }: WatchOptions = {},
  ): AsyncGenerator<WatchJobsResponse, void, void> {
    const next = clone(WatchJobsRequestSchema, create(WatchJobsRequestSchema, request));
    const open = (stopped: AbortSignal) => this.jobs.watchJobs(next, { signal: stopped });
    for await (const message of resumed(open, this.untilClosed(signal))) {
      next.cursor = message.cursor;
      yield message;
    }
  }

  /**
   * What a list method lists, on all its pages, such as `listAll(client.jobs.listJobs, { limit: 100 })`. A page is asked
   * for when the one before it has been read.
   */
  async *listAll<Request extends object, Item>(
    list: (request: Request, options?: CallOptions) => Promise<{ data: Item[]; nextPageToken?: string }>,
    request: Request,
    { signal }: WatchOptions = {},
  ): AsyncGenerator<Item, void, void> {
    for (let pageToken: string | undefined; pageToken !== ""; ) {
      const page = await list(pageToken ? { ...request, page: 0, pageToken } : request, { signal });
      yield* page.data;
      pageToken = page.nextPageToken ?? ""; // short lists have one page
    }
  }

  /**
   * The bytes of an artifact, by its file name, such as "screenshot.png", or its id. `artifacts` has them piece by piece,
   * for those that are too large for the memory; in Node.js, `downloadTo` writes them into a file.
   */
  async download(jobId: string, name: string, { signal }: WatchOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    const read = async () => {
      const pieces = [];
      for await (const piece of this.artifacts.downloadArtifact({ jobId, artifact: name }, { signal })) {
        pieces.push(piece.data as Uint8Array<ArrayBuffer>);
      }
      return new Uint8Array(await new Blob(pieces).arrayBuffer());
    };
    return again(read, this.untilClosed(signal));
  }

  /** Is aborted with the signal of a call, and when the client is closed: then nothing is tried again. */
  protected untilClosed(signal?: AbortSignal): AbortSignal {
    return joined(this.#closed, signal);
  }
}

/** crypto.randomUUID is not there for pages that came without TLS. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
