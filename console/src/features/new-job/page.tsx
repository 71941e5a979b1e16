import { toJson } from "@bufbuild/protobuf";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { JobSchema } from "tabwright/v1/job";
import { api } from "#/api/api";
import { useWho } from "#/api/session";
import { useQuery } from "#/store/query";
import { ErrorBox } from "#/ui/error-box";
import { Link } from "#/ui/link";
import { Page } from "#/ui/page";
import { Skeleton } from "#/ui/skeleton";
import { Tab, Tabs } from "#/ui/tabs";
import { Editor } from "./editor";
import { isObject, type JsonObject } from "./json";
import { requestOf } from "./request";
import { TaskChoice } from "./task-choice";

/** The page on which somebody makes a job: of actions, or of a task. */
export default function NewJob() {
  const { from, task, url } = useSearch({ from: "/jobs/new" });
  const who = useWho();
  const old = useQuery(from ? ["new-job", from] : null, async (signal) => toJson(JobSchema, await api.jobs.getJob({ jobId: from ?? "" }, { signal })) as JsonObject);
  const navigate = useNavigate({ from: "/jobs/new" });
  const ofTask = isObject(old.data?.["task"]) ? String(old.data["task"]["name"]) : undefined;
  useEffect(() => {
    if (ofTask && task === undefined) void navigate({ search: (now) => ({ ...now, task: ofTask }), replace: true });
  }, [ofTask, task, navigate]);
  // Somebody else who signs in in this tab begins with an empty form.
  const key = `tabwright.new-job:${who?.userId ?? who?.name ?? ""}:${from ?? ""}:${task ?? ""}:${url ?? ""}`;
  const again = old.data ? requestOf(old.data) : undefined;
  const first = (): JsonObject => {
    if (again && (ofTask ?? "") === (task ?? "")) return again.request;
    return task ? { taskName: task, parameters: url ? { url } : {} } : url ? { targetUrl: url } : {};
  };
  const isReady = !from || old.data !== undefined || old.error !== undefined;
  return (
    <Page title={from ? "Run again with changes" : "New job"} {...(from ? { back: <Link to="/jobs/$jobId" params={{ jobId: from }}>The job</Link> } : {})}>
      <Tabs label="What kind of job">
        <Tab to="." search={{ from, url }} isChosen={task === undefined}>
          Actions
        </Tab>
        <Tab to="." search={{ from, url, task: task ?? "website" }} isChosen={task !== undefined}>
          Task
        </Tab>
      </Tabs>
      <ErrorBox error={old.error} what="The job that was to run again could not be read" onRetry={old.reload} />
      {task !== undefined && <TaskChoice name={task} onChange={(next) => void navigate({ search: (now) => ({ ...now, task: next }) })} />}
      {again && again.missing.length > 0 && <Missing lines={again.missing} />}
      {isReady && !(ofTask && task === undefined) ? <Editor key={key} name={key} task={task} first={first} /> : <Skeleton lines={6} />}
    </Page>
  );
}

function Missing({ lines }: { lines: readonly string[] }) {
  return (
    <div className="card" role="note">
      <p>
        <strong>Not all of the job's request can be had again:</strong>
      </p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
