/** The same job as a command and as code: what runs when it is pasted. The key is taken from the environment. Pure. */

export const LANGUAGES = ["curl", "CLI", "Python", "TypeScript", "Go", "Java"] as const;
export type Language = (typeof LANGUAGES)[number];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

interface Given {
  body: { [key: string]: Json };
  task: string;
  /** Where the gateway is, such as `https://tabwright.example.com`. */
  origin: string;
}

export function snippet(language: Language, given: Given): string {
  return SNIPPETS[language](given);
}

/** What is needed before it runs. */
export const NEEDS: Record<Language, string> = {
  curl: "TABWRIGHT_API_KEY in the environment.",
  CLI: "tabwright on this machine, and TABWRIGHT_ADDRESS and TABWRIGHT_API_KEY where the server is another.",
  Python: "The package tabwright-sdk; TABWRIGHT_ADDRESS and TABWRIGHT_API_KEY in the environment.",
  TypeScript: "The package tabwright; TABWRIGHT_ADDRESS and TABWRIGHT_API_KEY in the environment.",
  Go: "The module github.com/tabwright/tabwright/gen/go; TABWRIGHT_ADDRESS and TABWRIGHT_API_KEY in the environment.",
  Java: "The library dev.tabwright:tabwright and com.google.protobuf:protobuf-java-util; TABWRIGHT_ADDRESS and TABWRIGHT_API_KEY in the environment.",
};

/** What of a task's request is an option of the command line, and no parameter. */
const OPTIONS: Record<string, string> = { browserTypeId: "--browser", priority: "--priority", timeoutMs: "--timeout-ms", maxRetries: "--max-retries" };

const SNIPPETS: Record<Language, (given: Given) => string> = {
  curl({ body, task, origin }) {
    const path = `/api/v1/jobs${task ? `/${encodeURIComponent(task)}` : ""}`;
    return `curl --fail-with-body -sS -H "X-API-Key: $TABWRIGHT_API_KEY" -H 'Content-Type: application/json' ${origin}${path} -d @- <<'END'\n${pretty(body)}\nEND\n`;
  },
  CLI({ body, task }) {
    if (!task) return `tabwright run --file - <<'END'\n${pretty(body)}\nEND\n`;
    const options = Object.entries(OPTIONS).flatMap(([name, option]) => (body[name] === undefined ? [] : [` ${option} ${shell(String(body[name]))}`]));
    return `tabwright task run ${shell(task)}${options.join("")} --parameters - <<'END'\n${pretty(body["parameters"] ?? {})}\nEND\n`;
  },
  Python({ body, task }) {
    const { message, call } = task ? { message: "RunTaskRequest", call: "run_task" } : { message: "CreateJobRequest", call: "run" };
    return `from google.protobuf.json_format import ParseDict
from tabwright import Job, ${message}, connect

request = ParseDict(
${indented(python(named(body, task), 1), 1)},
    ${message}(),
)
with connect() as tabwright:
    job = tabwright.${call}(request)
print(job.id, Job.Status.Name(job.status), job.error.message)
`;
  },
  TypeScript({ body, task }) {
    const { message, call, file } = task ? { message: "RunTaskRequest", call: "runTask", file: "task_type_service" } : { message: "CreateJobRequest", call: "run", file: "job_service" };
    return `import { fromJson } from "@bufbuild/protobuf";
import { connect, Job_Status } from "tabwright";
import { ${message}Schema } from "tabwright/v1/${file}";

const request = fromJson(${message}Schema, ${pretty(named(body, task))});
const job = await connect().${call}(request);
console.log(job.id, Job_Status[job.status], job.error?.message ?? "");
`;
  },
  Go({ body, task }) {
    const { message, call } = task ? { message: "RunTaskRequest", call: "RunTask" } : { message: "CreateJobRequest", call: "Run" };
    return `package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/tabwright/tabwright/gen/go/tabwright"
	v1 "github.com/tabwright/tabwright/gen/go/tabwright/v1"
	"google.golang.org/protobuf/encoding/protojson"
)

const request = ${goText(pretty(named(body, task)))}

func main() {
	client, err := tabwright.Connect(os.Getenv("TABWRIGHT_ADDRESS"), os.Getenv("TABWRIGHT_API_KEY"))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	var asked v1.${message}
	if err := protojson.Unmarshal([]byte(request), &asked); err != nil {
		log.Fatal(err)
	}
	job, err := client.${call}(context.Background(), &asked, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(job.Id, job.Status, job.GetError().GetMessage())
}
`;
  },
  Java({ body, task }) {
    const { message, call } = task ? { message: "RunTaskRequest", call: "runTask" } : { message: "CreateJobRequest", call: "run" };
    return `import com.google.protobuf.util.JsonFormat;
import dev.tabwright.Client;
import dev.tabwright.v1.${message};
import dev.tabwright.v1.Job;

public class RunAgain {
    static final String REQUEST = """
${indented(javaText(pretty(named(body, task))), 3)}
            """;

    public static void main(String[] arguments) throws Exception {
        ${message}.Builder request = ${message}.newBuilder();
        JsonFormat.parser().merge(REQUEST, request);
        try (Client client = Client.connect()) {
            Job job = client.${call}(request.build());
            System.out.println(job.getId() + " " + job.getStatus() + " " + job.getError().getMessage());
        }
    }
}
`;
  },
};

/** Over REST the task's name is in the path; in code it is a field. */
function named(body: Given["body"], task: string): Given["body"] {
  return task ? { taskName: task, ...body } : body;
}

function pretty(json: Json): string {
  return JSON.stringify(json, null, 2);
}

function indented(text: string, levels: number): string {
  return text.split("\n").map((line) => "    ".repeat(levels) + line).join("\n");
}

function shell(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}

/** JSON as Python writes it. A text in JSON is one in Python, too, but for what is written as a pair of \\u. */
function python(json: Json, level = 0): string {
  if (json === null) return "None";
  if (json === true) return "True";
  if (json === false) return "False";
  if (typeof json === "string") return JSON.stringify(json).replace(/\\ud[89ab]../gi, "\\ufffd");
  if (typeof json === "number") return String(json);
  const parts = Array.isArray(json) ? json.map((one) => python(one)) : Object.entries(json).map(([key, value]) => `${JSON.stringify(key)}: ${python(value)}`);
  const [open, close] = Array.isArray(json) ? "[]" : "{}";
  const flat = `${open}${parts.join(", ")}${close}`;
  if (flat.length <= 100 - 4 * level && !flat.includes("\n")) return flat;
  return `${open}\n${parts.map((part) => `${indented(part, 1)},`).join("\n")}\n${close}`;
}

/** Go's raw text has no backtick in it, and no way to write one. */
function goText(text: string): string {
  return text.includes("`") ? text.split("\n").map((line) => JSON.stringify(`${line}\n`)).join(" +\n\t") : `\`${text}\``;
}

/** Inside Java's text block, a backslash begins an escape, and three quotes end it. */
function javaText(text: string): string {
  return text.replace(/\\/g, "\\\\").replace(/"""/g, '""\\"');
}
