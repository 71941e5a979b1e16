import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { CaptureSessionRequestSchema } from "tabwright/v1/session_service";
import { api } from "#/api/api";
import { fieldProblem } from "#/api/problem-text";
import { FormTrouble, problemIn } from "#/features/shared/form-trouble";
import { readMessage } from "#/features/shared/json-text";
import { OriginsField, originsIn } from "#/features/shared/origins-field";
import { useAction } from "#/store/action";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { TextArea, TextField } from "#/ui/field";
import { NameField } from "./name-field";

const ACTIONS = `[
  {"action": "fill", "target": "#user", "value": "ana"},
  {"action": "fill", "target": "#password", "value": "\${secret:portal-password}"},
  {"action": "click", "target": "button[type=submit]"},
  {"action": "wait", "target": "#account"}
]`;

/** Has a job sign in and save the session. */
export function CaptureForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const [text, setText] = useState(ACTIONS);
  const [origins, setOrigins] = useState("");
  const navigate = useNavigate();
  const read = readMessage(CaptureSessionRequestSchema, `{"actions": ${text.trim() || "[]"}}`);
  const capture = useAction(async () => {
    const { jobId } = await api.sessions.captureSession({ name, url, actions: read.value?.actions ?? [], origins: originsIn(origins) });
    onClose();
    void navigate({ to: "/jobs/$jobId", params: { jobId } });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void capture.run();
  };
  return (
    <Dialog title="Sign in by a job" onClose={onClose} isWide>
      <form onSubmit={submit}>
        <FormTrouble trouble={capture.trouble} fields={["name", "url", "actions", "origins"]} />
        <NameField value={name} onChange={setName} error={fieldProblem(capture.trouble, "name")} />
        <TextField label="Page that is opened first" type="url" required placeholder="https://portal.example.com/sign-in" value={url} onChange={setUrl} error={fieldProblem(capture.trouble, "url")} />
        <TextArea
          label="What to do there, as JSON"
          className="mono"
          rows={8}
          spellCheck={false}
          value={text}
          onChange={setText}
          error={read.error ?? problemIn(capture.trouble, "actions")}
          hint="The last action waits for what only those see who are signed in: else it may be saved too early."
        />
        <OriginsField label="What is saved is of these origins" hint="One a line. Default: that of the page." value={origins} onChange={setOrigins} error={problemIn(capture.trouble, "origins")} />
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={capture.isBusy} disabled={read.error !== undefined}>
            Run and watch
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
