import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { api } from "#/api/api";
import { problemText } from "#/api/problem-text";
import { useAction } from "#/store/action";
import { useQuery } from "#/store/query";
import { ErrorBox } from "#/ui/error-box";
import { Button } from "#/ui/button";
import { Tab, Tabs } from "#/ui/tabs";
import { toast } from "#/ui/toast";
import { useDraft } from "./draft";
import { ExplorePanel } from "./explore-panel";
import { type Form, FormContext } from "./form";
import { JobForm } from "./job-form";
import { isObject, type JsonObject, type Path, valueAt } from "./json";
import { placed } from "./picking";
import { type Problem } from "./check";
import { jobProblems, taskProblems } from "./request";
import { RequestPanel } from "./request-panel";
import { messageSchema, type Schema } from "./rules";
import { ScheduleDialog } from "./schedule-dialog";
import { SubmitBar } from "./submit-bar";
import { create, schedule } from "./submit";
import { TaskForm } from "./task-form";

interface EditorProps {
  /** By which the tab keeps what is written. */
  name: string;
  task: string | undefined;
  first: () => JsonObject;
}

const JOB = messageSchema("CreateJobRequest");
const TASK = messageSchema("RunTaskRequest");

/** The form, and beside it the request as text, or the page that the job is for. */
export function Editor({ name, task, first }: EditorProps) {
  const { view = "form" } = useSearch({ from: "/jobs/new" });
  const navigate = useNavigate({ from: "/jobs/new" });
  const isTask = task !== undefined;
  const type = useQuery(task ? ["new-job", "task-type", task] : null, (signal) => api.taskTypes.getTaskType({ name: task ?? "" }, { signal }));
  const parameters = type.data?.parametersSchema as Schema | undefined;
  const [draft, change, done] = useDraft(name, isTask ? TASK : JOB, first);
  const [isTried, setTried] = useState(false);
  const [isScheduling, setScheduling] = useState(false);
  const [target, setTarget] = useState<Path>();
  const [said, announce] = useState("");
  const form = useRef<HTMLDivElement>(null);
  const { request } = draft;
  const found = useMemo(() => (isTask ? taskProblems(request, parameters) : jobProblems(request)), [request, isTask, parameters]);
  const told = useMemo(() => problemsByField(found, draft.refused, isTried), [found, draft.refused, isTried]);
  // The same as long as it says the same: all fields hang on it.
  const [problems, setProblems] = useState(told);
  if (problems !== told && JSON.stringify([...problems]) !== JSON.stringify([...told])) setProblems(told);

  const [wrongTries, setWrongTries] = useState(0);
  /** Leads to what is wrong, once it is told there. */
  const showWrong = () => setWrongTries((count) => count + 1);
  useEffect(() => {
    if (wrongTries === 0) return;
    const first = form.current?.querySelector<HTMLElement>("[aria-invalid]") ?? form.current?.querySelector<HTMLElement>(".has-wrong select, .field-error button");
    first?.focus();
  }, [wrongTries]);
  const send = useAction(async (then: "watch" | "stay" | JsonObject) => {
    setTried(true);
    if (found.length > 0) return showWrong();
    try {
      if (isObject(then)) {
        const id = await schedule(request, then);
        setScheduling(false);
        toast("The schedule was made.", { action: { label: "Open it", run: () => void navigate({ to: "/schedules/$id", params: { id } }) } });
      } else {
        const jobId = await create(request, isTask);
        if (then === "watch") {
          done();
          return await navigate({ to: "/jobs/$jobId", params: { jobId } });
        }
        toast("The job was created.", { action: { label: "Open it", run: () => void navigate({ to: "/jobs/$jobId", params: { jobId } }) } });
      }
    } catch (error) {
      const { fields } = problemText(error);
      change({ type: "refused", fields: fields.map((one) => ({ ...one, field: one.field.replace(/^job\.?(?=\w|$)/, "") })) });
      if (fields.length > 0) showWrong();
      throw error;
    }
  });
  const edit = useCallback<Form["edit"]>(
    (path, next) => {
      // Cards that are moved, or taken out, leave their places to others.
      if (Array.isArray(next)) setTarget(undefined);
      change({ type: "edit", path, next });
    },
    [change],
  );
  const shared = useMemo<Form>(() => ({ edit, problems, focusTarget: setTarget, document: isTask ? parameters : undefined, announce }), [edit, problems, isTask, parameters]);
  const anew = () => {
    change({ type: "fill", request: first() });
    setTried(false);
    toast("The form is as it was at first.", { action: { label: "Undo", run: () => change({ type: "fill", request }) } });
  };
  const at = target && isObject(valueAt(request, target)) ? target : undefined;
  return (
    <FormContext value={shared}>
      <div className="new-job" data-view={view} onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && void send.run("watch")}>
        <Tabs label="What is shown">
          {(["form", "request", "explore"] as const).map((one) => (
            <Tab key={one} to="." search={(now: object) => ({ ...now, view: one === "form" ? undefined : one })} isChosen={view === one} className={`only-${one}`}>
              {{ form: "Form", request: "Request", explore: "Explore the page" }[one]}
            </Tab>
          ))}
        </Tabs>
        <div className="new-job-form" ref={form}>
          <ErrorBox error={send.trouble} what="The server has refused it" />
          {isTask ? <TaskForm request={request} type={type} /> : <JobForm request={request} />}
          <div>
            <Button kind="quiet" icon="reload" onClick={anew}>
              Start anew
            </Button>
          </div>
        </div>
        <div className="new-job-side">
          {view === "explore" ? (
            <ExplorePanel
              url={String((isTask ? valueAt(request, ["parameters", "url"]) : request["targetUrl"]) ?? "")}
              request={request}
              target={at}
              onForget={() => setTarget(undefined)}
              onPick={isTask ? undefined : (action) => {
                const [path, next, text] = placed(request, at, action);
                edit(path, next);
                announce(text);
                return text;
              }}
            />
          ) : (
            <RequestPanel draft={draft} found={found} change={change} isTask={isTask} />
          )}
        </div>
        <SubmitBar isBusy={send.isBusy} count={found.length} isTried={isTried} isTask={isTask} onSend={(then) => void send.run(then)} onSchedule={() => setScheduling(true)} />
      </div>
      <p className="unseen" role="status">
        {said}
      </p>
      {isScheduling && <ScheduleDialog trouble={send.trouble} isBusy={send.isBusy} onClose={() => setScheduling(false)} onMake={(times) => void send.run(times)} />}
    </FormContext>
  );
}

function problemsByField(found: readonly Problem[], refused: readonly { field: string; description: string }[], isTried: boolean): Map<string, string> {
  const map = new Map<string, string>();
  const add = (field: string, text: string) => map.set(field, map.has(field) ? `${map.get(field)}; ${text}` : text);
  for (const { field, text, kind } of found) if (isTried || kind !== "missing") add(field, text);
  for (const { field, description } of refused) add(field, description);
  return map;
}
