import { type FormEvent, useState } from "react";
import { api } from "#/api/api";
import { fieldProblem } from "#/api/problem-text";
import { FormTrouble, problemIn } from "#/features/shared/form-trouble";
import { readObject } from "#/features/shared/json-text";
import { OriginsField, originsIn } from "#/features/shared/origins-field";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { Field } from "#/ui/field";
import { toast } from "#/ui/toast";
import { NameField } from "./name-field";

/** Stores a session that was made elsewhere. The file is read here, sent once, and forgotten. */
export function ImportForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [origins, setOrigins] = useState("");
  const [text, setText] = useState("");
  const read = text ? readObject(text) : undefined;
  const save = useAction(async () => {
    if (!read?.value) return;
    await api.sessions.importSession({ name, origins: originsIn(origins), storageState: read.value });
    toast("The session is there.");
    reloadQueries("sessions");
    onClose();
  });
  const choose = async (file: File | undefined) => {
    const content = file ? await file.text() : "";
    setText(content);
    // Whoever imports a whole browser's state wants it where its cookies and storage are from, and can take some away.
    const state = readObject(content).value?.["origins"];
    const found = Array.isArray(state) ? state.flatMap((one) => (typeof one === "object" && one && "origin" in one ? [String(one["origin"])] : [])) : [];
    setOrigins((given) => given || found.join("\n"));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run();
  };
  return (
    <Dialog title="Import a session" onClose={onClose}>
      <form onSubmit={submit}>
        <FormTrouble trouble={save.trouble} fields={["name", "storageState", "origins"]} />
        <NameField value={name} onChange={setName} error={fieldProblem(save.trouble, "name")} />
        <Field label="Storage state" hint="A file of Playwright’s, 2 MiB at most." error={read?.error ?? problemIn(save.trouble, "storageState")}>
          {(attributes) => <input type="file" accept=".json,application/json" required {...attributes} onChange={(event) => void choose(event.target.files?.[0])} />}
        </Field>
        <OriginsField
          label="What is kept is of these origins"
          hint="One a line, such as https://*.example.com. Jobs begin with it there only."
          isRequired
          value={origins}
          onChange={setOrigins}
          error={problemIn(save.trouble, "origins")}
        />
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={save.isBusy} disabled={read?.error !== undefined}>
            Import
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
