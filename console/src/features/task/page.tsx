import { useParams, useSearch } from "@tanstack/react-router";
import type { TaskType } from "tabwright/v1/task_type";
import { api } from "#/api/api";
import { pretty } from "#/features/shared/json-text";
import { useQuery } from "#/store/query";
import { Code } from "#/ui/code";
import { ErrorBox } from "#/ui/error-box";
import { Facts } from "#/ui/facts";
import { Link } from "#/ui/link";
import { Page } from "#/ui/page";
import { Skeleton } from "#/ui/skeleton";
import { RelativeTime } from "#/ui/time";
import { SchemaTable } from "./schema-table";
import { TaskActions } from "./task-actions";
import { Versions } from "./versions";

/** One task type: what it takes, what it gives, and how to run it. */
export default function OneTask() {
  const { name } = useParams({ from: "/tasks/$name" });
  const { version } = useSearch({ from: "/tasks/$name" });
  const query = useQuery(["tasks", "one", name, version], (signal) => api.taskTypes.getTaskType(version ? { name, version } : { name }, { signal }));
  const task = query.data;
  const back = <Link to="/tasks">Tasks</Link>;
  if (!task) {
    return (
      <Page title={name} back={back}>
        <ErrorBox error={query.error} what="The task type could not be read" onRetry={query.reload} />
        {!query.error && <Skeleton />}
      </Page>
    );
  }
  return (
    <Page title={task.name} back={back} state={task.title} action={<TaskActions task={task} isNewest={version === undefined} />}>
      <ErrorBox error={query.error} what="The task type could not be read anew" onRetry={query.reload} />
      {task.whyNot && <ErrorBox error={{ title: task.whyNot }} what="It cannot be run yet" />}
      {paragraphs(task.description).map((words) => (
        <p key={words}>{words}</p>
      ))}
      <Facts
        facts={[
          ["From", task.own ? "you" : "the installation"],
          ["Version", task.own ? <Versions key="version" name={name} shown={version} /> : String(task.version)],
          ["Needs", task.needs.join(", ") || "nothing"],
          ["Made", task.createdAt && <RelativeTime key="made" at={task.createdAt} />],
        ]}
      />
      <section>
        <h2>Parameters</h2>
        <SchemaTable label="Parameters" schema={task.parametersSchema} />
      </section>
      <Example task={task} />
      <section>
        <h2>Result</h2>
        <SchemaTable label="Result" schema={task.resultSchema} />
      </section>
      <Sources task={task} />
    </Page>
  );
}

/** Its lines may be broken anywhere; its paragraphs are apart by an empty line. */
function paragraphs(text: string): string[] {
  return text.split(/\n\s*\n/).filter(Boolean);
}

/** The first example of its schema, and the command that runs it. */
function Example({ task }: { task: TaskType }) {
  const examples = task.parametersSchema?.["examples"];
  const example = Array.isArray(examples) ? examples[0] : undefined;
  if (example === undefined) return null;
  const body = JSON.stringify({ parameters: example }).replaceAll("'", "'\\''");
  return (
    <section>
      <h2>Example</h2>
      <Code label="Parameters of the example" text={pretty(example)} />
      <Code label="The call" text={`curl -H "X-API-Key: $KEY" ${location.origin}/api/v1/jobs/${task.name} -d '${body}'`} />
    </section>
  );
}

/** What the client has given: only of its own. */
function Sources({ task }: { task: TaskType }) {
  const parts = [
    ["The job that it makes", task.job],
    ["What its result consists of", task.result],
  ] as const;
  return parts.map(
    ([title, value]) =>
      value && (
        <section key={title}>
          <h2>{title}</h2>
          <Code label={title} text={pretty(value)} />
        </section>
      ),
  );
}
