import { useEffect, useState } from "react";
import { fromJson } from "@bufbuild/protobuf";
import { type Job, Job_Status } from "tabwright";
import { ExploreRequestSchema } from "tabwright/v1/explore_service";
import { api } from "#/api/api";
import { useAction } from "#/store/action";
import { putJobs, useJob } from "#/store/live";
import { useQuery } from "#/store/query";
import { Button } from "#/ui/button";
import { ErrorBox } from "#/ui/error-box";
import { Select, TextField } from "#/ui/field";
import { Link } from "#/ui/link";
import { StateBadge } from "#/ui/state-badge";
import { jobState } from "#/ui/states";
import { FoundList } from "./found-list";
import { type JsonObject, type Path, pathText } from "./json";
import { PagePicture } from "./page-picture";
import { asAction, type Found, foundIn, hasLocator } from "./picking";

interface ExplorePanelProps {
  url: string;
  request: JsonObject;
  /** What a picked element becomes the target of. Undefined: it becomes an action. */
  target: Path | undefined;
  onForget: () => void;
  /** Returns what it has done, in words. Undefined: there is nothing that takes it, and it can be looked at. */
  onPick: ((action: JsonObject) => string) | undefined;
}

/** The last exploration of the tab: it stays while the panel shows something else. */
let last: string | undefined;

/** The page that the job is for: its picture, and what can be done there, to be picked. */
export function ExplorePanel({ url, request, target, onForget, onPick }: ExplorePanelProps) {
  const [typed, setTyped] = useState<string>();
  const [jobId, setJobId] = useState(last);
  const explore = useAction(async () => {
    const { options = {}, browserTypeId } = request;
    const asked = { url: typed ?? url, options, ...(browserTypeId === undefined ? {} : { browserTypeId }) };
    last = (await api.explore.explore(fromJson(ExploreRequestSchema, asked))).jobId;
    setJobId(last);
  });
  return (
    <section className="stack" aria-label="The page that the job is for">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void explore.run();
        }}
      >
        <TextField label="Page to explore" value={typed ?? url} onChange={setTyped} inputMode="url" hint="It is opened with the options and the browser of this request, and nothing on it is changed." />
        <div>
          <Button type="submit" icon="search" isBusy={explore.isBusy}>
            Explore
          </Button>
        </div>
      </form>
      <ErrorBox error={explore.trouble} what="The page cannot be explored" />
      {jobId && <Exploration key={jobId} jobId={jobId} {...{ target, onForget, onPick }} />}
    </section>
  );
}

const OPEN = new Set([Job_Status.pending, Job_Status.processing, Job_Status.paused, Job_Status.intervention_needed]);
/** What else may be done with an element than what it is there for. */
const OTHERS = ["click", "hover", "extract", "wait", "screenshot", "scroll"];

function Exploration({ jobId, target, onForget, onPick }: Omit<ExplorePanelProps, "url" | "request"> & { jobId: string }) {
  const job = useStarted(jobId);
  const isEnded = job !== undefined && !OPEN.has(job.status);
  const told = useQuery(isEnded ? ["new-job", "exploration", jobId] : null, (signal) => api.explore.getExploration({ jobId }, { signal }));
  const [near, setNear] = useState<Found>();
  const [wanted, setWanted] = useState("");
  const exploration = told.data?.exploration as JsonObject | undefined;
  const found = exploration ? foundIn(exploration) : [];
  const [done, setDone] = useState("");
  const pick = (one: Found) => {
    if (one.action) setDone(onPick?.(target && hasLocator(one.action) ? one.action : asAction(one.action, wanted)) ?? "");
  };
  const picture = typeof exploration?.["picture"] === "string" ? exploration["picture"] : undefined;
  return (
    <>
      {job && !exploration && (
        <p className="row" role="status">
          <StateBadge state={jobState(job.status)} />
          <Link to="/jobs/$jobId" params={{ jobId }}>
            Its job
          </Link>
        </p>
      )}
      <ErrorBox error={told.error} what="What was found could not be read" onRetry={told.reload} />
      {told.data?.error && <p className="field-error">{told.data.error.message}</p>}
      {exploration && (
        <>
          <p>
            <strong>{String(exploration["title"] ?? "")}</strong>
            {told.data?.truncated && <span className="muted"> Not all of it is here: there is too much.</span>}
          </p>
          {onPick && (
            <div className="stack">
              {target ? (
                <p className="row">
                  What is picked becomes the target of <code>{pathText(target)}</code>. <Button onClick={onForget}>Add actions instead</Button>
                </p>
              ) : (
                <Select label="What is picked is added as" value={wanted} onChange={setWanted} options={[["", "what it is there for"], ...OTHERS.map((one): [string, string] => [one, one])]} />
              )}
            </div>
          )}
          {done && <p className="muted">{done}</p>}
          {picture && <PagePicture jobId={jobId} artifact={picture} found={found} near={near} onNear={setNear} onPick={pick} />}
          <FoundList found={found} near={near} onNear={setNear} onPick={pick} />
        </>
      )}
    </>
  );
}

/** A job that has just been made, as it goes on. */
function useStarted(jobId: string): Job | undefined {
  const first = useQuery(["new-job", "exploring", jobId], (signal) => api.jobs.getJob({ jobId }, { signal })).data;
  useEffect(() => {
    if (first) putJobs([first]);
  }, [first]);
  return useJob(jobId) ?? first;
}
