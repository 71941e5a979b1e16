import { create } from "@bufbuild/protobuf";
import { type FormEvent, useState } from "react";
import type { TaskType } from "tabwright/v1/task_type";
import { PutTaskTypeRequestSchema } from "tabwright/v1/task_type_service";
import { api } from "#/api/api";
import { fieldProblem } from "#/api/problem-text";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { TextArea, TextField } from "#/ui/field";
import { toast } from "#/ui/toast";
import { FormTrouble, problemIn } from "./form-trouble";
import { pretty, readMessage, textOf } from "./json-text";

const PARTS = ["title", "description", "parameters", "job", "result", "resultSchema"];
const EXAMPLE = pretty({
  title: "The heading of a page",
  parameters: {
    required: ["url"],
    properties: { url: { type: "string", format: "uri", description: "The page." } },
    examples: [{ url: "https://example.com" }],
  },
  job: { targetUrl: "${parameters.url}", actions: [{ action: "extract", name: "heading", target: "h1" }] },
  result: { heading: "${heading}" },
});

/** Makes a task type of the client's own, or a new version of one. */
export function TaskForm({ task, onClose, onMade }: { task?: TaskType; onClose: () => void; onMade: (name: string) => void }) {
  const [name, setName] = useState(task?.name ?? "");
  const [text, setText] = useState(() => (task ? asPut(task) : EXAMPLE));
  const read = readMessage(PutTaskTypeRequestSchema, text);
  const save = useAction(async () => {
    if (!read.value) return;
    // Nobody's change is overwritten unseen.
    const made = await api.taskTypes.putTaskType({ ...read.value, name, expectedVersion: task?.version ?? 0 });
    toast(made.version === task?.version ? "Nothing has changed." : `Version ${made.version} of ${made.name} is there.`);
    reloadQueries("tasks");
    onClose();
    onMade(made.name);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run();
  };
  const wrong = PARTS.map((part) => problemIn(save.trouble, part) && `${part}: ${problemIn(save.trouble, part)}`).filter(Boolean).join("; ");
  return (
    <Dialog title={task ? `A new version of ${task.name}` : "New task type"} onClose={onClose} isWide>
      <form onSubmit={submit}>
        <FormTrouble trouble={save.trouble} fields={["name", ...PARTS]} />
        {!task && (
          <TextField
            label="Name"
            required
            pattern="[a-z][a-z0-9\-]{0,62}"
            title="lower-case letters, digits and -, with a letter first"
            value={name}
            onChange={setName}
            error={fieldProblem(save.trouble, "name")}
            hint="Lower-case letters, digits and -, with a letter first. Whoever runs it calls it so."
            data-autofocus
          />
        )}
        <TextArea
          label="The task type as JSON"
          className="mono"
          rows={20}
          spellCheck={false}
          value={text}
          onChange={setText}
          error={read.error ?? (wrong || undefined)}
          hint="title, description, parameters (a JSON Schema), job (a template), result and resultSchema, as in PutTaskType."
        />
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={save.isBusy} disabled={read.error !== undefined}>
            {task ? "Save as a new version" : "Create"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What PutTaskType would make this very version of. */
function asPut({ title, description, parametersSchema, job, result, resultSchema }: TaskType): string {
  const parts = { title, description, parameters: parametersSchema, job, result, resultSchema };
  const given = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  return textOf(PutTaskTypeRequestSchema, create(PutTaskTypeRequestSchema, given));
}
