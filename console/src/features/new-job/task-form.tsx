import type { TaskType } from "tabwright/v1/task_type";
import type { Query } from "#/store/query";
import { ErrorBox } from "#/ui/error-box";
import { Skeleton } from "#/ui/skeleton";
import { useForm } from "./form";
import { isObject, type JsonObject } from "./json";
import { Fields } from "./object-field";
import { SchemaField } from "./fields";
import { Sections } from "./sections";
import { messageSchema, resolved, type Schema } from "./rules";

const PROPERTIES = messageSchema("RunTaskRequest").properties ?? {};
/** More are folded, but for those that are needed. */
const SHOWN = 8;

/** A task's job: what its schema asks for. */
export function TaskForm({ request, type }: { request: JsonObject; type: Query<TaskType> }) {
  const { problems } = useForm();
  const { data } = type;
  const schema = data ? resolved((data.parametersSchema ?? {}) as Schema, data.parametersSchema as Schema) : undefined;
  // A schema comes as a Struct, whose fields have no order.
  const names = Object.keys(schema?.properties ?? {}).sort();
  const needed = schema?.required ?? [];
  const first = names.filter((name) => needed.includes(name));
  first.push(...names.filter((name) => !first.includes(name)).slice(0, Math.max(0, SHOWN - first.length)));
  const own = problems.get("parameters") ?? problems.get("taskName") ?? problems.get("");
  return (
    <>
      <ErrorBox error={type.error} what="The task type could not be read" onRetry={type.reload} />
      {data && !data.enabled && <p className="field-error">{data.whyNot || "This task cannot be run here."}</p>}
      {data && data.needs.length > 0 && <p className="muted">It needs {data.needs.join(", ")}.</p>}
      {own && <p className="field-error">{own}</p>}
      {!schema && type.isLoading && <Skeleton lines={4} />}
      {schema && names.length > 0 && (
        <section className="stack">
          <h2>Parameters</h2>
          <Fields
            key={data?.name}
            path={["parameters"]}
            value={isObject(request["parameters"]) ? request["parameters"] : undefined}
            first={first}
            later={names.filter((name) => !first.includes(name))}
            needed={needed}
            schemaOf={(name) => schema.properties?.[name] ?? {}}
          />
        </section>
      )}
      {schema && names.length === 0 && (isObject(schema.additionalProperties) || schema.additionalProperties === true || !schema.type) && (
        <SchemaField path={["parameters"]} name="parameters" schema={{ description: "The task does not say more of them than that they are an object." }} value={request["parameters"]} />
      )}
      <Sections request={request} properties={PROPERTIES} isTask />
    </>
  );
}
