/** The lines of a job's log: read page by page, and once more from its last page when more may have come. */

import { useEffect, useEffectEvent, useState } from "react";
import type { JobLog } from "tabwright/v1/job";
import { api } from "#/api/api";
import { isEnded, problemText, type Trouble } from "#/api/problem-text";
import { useLive } from "#/store/live";

const PAGE = 200;
/** At most so often while the job runs. */
const PAUSE_MS = 1000;
const QUIET_MS = 3000;

export interface Lines {
  /** Undefined: none have come yet. */
  lines: readonly JobLog[] | undefined;
  trouble: Trouble | undefined;
}

/** Follows the log of a job as long as it runs. */
export function useLog(jobId: string, isRunning: boolean): Lines {
  const [state, setState] = useState<Lines & { jobId: string }>({ jobId, lines: undefined, trouble: undefined });
  const [reader, setReader] = useState<Reader>();
  const show = useEffectEvent((lines: readonly JobLog[] | undefined, trouble?: Trouble) => {
    setState((old) => ({ jobId, lines: lines ?? (old.jobId === jobId ? old.lines : undefined), trouble }));
  });
  useEffect(() => {
    const own = new Reader(jobId, (lines, trouble) => show(lines, trouble));
    setReader(own);
    own.read();
    return () => own.stop();
  }, [jobId]);
  useEffect(() => {
    if (!isRunning) return reader?.read();
    // Lines come between events, too.
    const timer = setInterval(() => document.hidden || reader?.read(), QUIET_MS);
    return () => clearInterval(timer);
  }, [isRunning, reader]);
  useLive((events) => {
    if (events.some((event) => event.jobId === jobId)) reader?.read();
  });
  return state.jobId === jobId ? state : { lines: undefined, trouble: undefined };
}

type Tell = (lines: readonly JobLog[] | undefined, trouble?: Trouble) => void;

/** Reads what is new, one call at a time, and with a pause between two readings. */
class Reader {
  private lines: readonly JobLog[] = [];
  /** What the last page that was read was asked for with: more may stand on it now. */
  private token = "";
  private newest = -1n;
  private isBusy = false;
  private isWanted = false;
  private readonly own = new AbortController();

  constructor(
    private readonly jobId: string,
    private readonly tell: Tell,
  ) {}

  read(): void {
    this.isWanted = true;
    if (!this.isBusy) void this.run();
  }

  stop(): void {
    this.own.abort();
  }

  private async run(): Promise<void> {
    this.isBusy = true;
    while (this.isWanted && !this.own.signal.aborted) {
      this.isWanted = false;
      try {
        await this.readOn();
      } catch (error) {
        if (!isEnded(error) && !this.own.signal.aborted) this.tell(undefined, problemText(error));
      }
      await new Promise((go) => setTimeout(go, PAUSE_MS));
    }
    this.isBusy = false;
  }

  private async readOn(): Promise<void> {
    for (;;) {
      const { data, nextPageToken } = await api.jobs.listJobLogs({ jobId: this.jobId, limit: PAGE, pageToken: this.token }, { signal: this.own.signal });
      const fresh = data.filter(({ id }) => id > this.newest);
      this.newest = fresh.at(-1)?.id ?? this.newest;
      if (fresh.length > 0) this.lines = [...this.lines, ...fresh];
      this.tell(this.lines);
      if (!nextPageToken) return;
      this.token = nextPageToken;
    }
  }
}
