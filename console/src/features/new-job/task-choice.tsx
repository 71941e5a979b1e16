import { api } from "#/api/api";
import { useQuery } from "#/store/query";
import { ErrorBox } from "#/ui/error-box";
import { Select } from "#/ui/field";
import type { TaskType } from "tabwright/v1/task_type";

/** Which task type is run, of all that there are. */
export function TaskChoice({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const types = useQuery(["new-job", "task-types"], allTypes);
  const known = (types.data ?? []).filter((one) => one.enabled || one.name === name);
  const options = known.map((one): [string, string] => [one.name, one.title && one.title !== one.name ? `${one.name}: ${one.title}` : one.name]);
  if (!known.some((one) => one.name === name)) options.unshift([name, name]);
  return (
    <>
      <ErrorBox error={types.error} what="The task types could not be listed" onRetry={types.reload} />
      <div className="narrow">
        <Select label="Task type" value={name} options={options} onChange={onChange} hint={types.data?.find((one) => one.name === name)?.description.split("\n\n")[0]} />
      </div>
    </>
  );
}

async function allTypes(signal: AbortSignal): Promise<TaskType[]> {
  const all: TaskType[] = [];
  for (let pageToken = ""; ; ) {
    const page = await api.taskTypes.listTaskTypes({ limit: 100, pageToken }, { signal });
    all.push(...page.data);
    pageToken = page.nextPageToken;
    if (!pageToken) return all;
  }
}
