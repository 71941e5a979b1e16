/** Programs that send a request to create a job, to copy. The request is the JSON of CreateJobRequest, or of RunTaskRequest. */

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Request = { [name: string]: Json };

export const SNIPPETS = ["curl", "CLI", "Python"] as const;
export type SnippetKind = (typeof SNIPPETS)[number];

/** The code that sends `request`; `isTask`: it is a RunTaskRequest. The key is read from the environment. */
export function snippet(kind: SnippetKind, request: Request, isTask: boolean): string {
  return { curl, CLI: cli, Python: python }[kind](request, isTask);
}

function curl(request: Request, isTask: boolean): string {
  const { taskName, ...rest } = request;
  const path = isTask ? `/api/v1/jobs/${encodeURIComponent(String(taskName ?? ""))}` : "/api/v1/jobs";
  return `curl -sS -H "X-API-Key: $TABWRIGHT_API_KEY" ${location.origin}${path} -d ${quoted(shown(isTask ? rest : request))}`;
}

/** The fields of RunTaskRequest that the command line has as options. */
const OPTIONS: Record<string, string> = { browserTypeId: "--browser", priority: "--priority", timeoutMs: "--timeout-ms", maxRetries: "--max-retries" };

function cli(request: Request, isTask: boolean): string {
  if (!isTask) return `tabwright run --file - <<'EOF'\n${shown(request)}\nEOF`;
  const options = Object.entries(OPTIONS).flatMap(([name, option]) => (request[name] === undefined ? [] : [` ${option} ${quoted(String(request[name]))}`]));
  return `tabwright task run ${quoted(String(request["taskName"] ?? ""))}${options.join("")} --parameters - <<'EOF'\n${shown(request["parameters"] ?? {})}\nEOF`;
}

function python(request: Request, isTask: boolean): string {
  const [message, module, call] = isTask ? ["RunTaskRequest", "task_type_service_pb2", "task_types.RunTask"] : ["CreateJobRequest", "job_service_pb2", "jobs.CreateJob"];
  return [
    "from google.protobuf.json_format import ParseDict",
    "from tabwright import connect",
    `from tabwright.v1.${module} import ${message}`,
    "",
    "tabwright = connect()  # to TABWRIGHT_ADDRESS, with TABWRIGHT_API_KEY",
    `request = ParseDict(${pythonValue(request)}, ${message}())`,
    `print(tabwright.${call}(request).job_id)`,
  ].join("\n");
}

function shown(value: Json): string {
  return JSON.stringify(value, null, 2);
}

function pythonValue(value: Json, indent = ""): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  const more = `${indent}    `;
  const items = Array.isArray(value) ? value.map((one) => pythonValue(one, more)) : Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${pythonValue(one, more)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return items.length === 0 ? open + close : `${open}\n${items.map((one) => `${more}${one},\n`).join("")}${indent}${close}`;
}

/** For a shell. */
function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
