import { type FormEvent, useState } from "react";
import type { Profile } from "tabwright/v1/profile";
import { api } from "#/api/api";
import { fieldProblem } from "#/api/problem-text";
import { FormTrouble, problemIn } from "#/features/shared/form-trouble";
import { pretty, readObject } from "#/features/shared/json-text";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { TextArea, TextField } from "#/ui/field";
import { toast } from "#/ui/toast";

const DATA = pretty({ company: { name: "Example Ltd", taxNumber: "" } });
const SCHEMA_HINT = 'A JSON Schema of the fields. A property with "x-masked": true is never shown.';

/** Makes a profile, or changes fields of one. */
export function ProfileForm({ profile, onClose }: { profile?: Profile; onClose: () => void }) {
  const [name, setName] = useState(profile?.name ?? "");
  const [description, setDescription] = useState(profile?.description ?? "");
  const [data, setData] = useState(profile ? "{}" : DATA);
  const [schema, setSchema] = useState("");
  const fields = readObject(data);
  const rules = readObject(schema);
  const save = useAction(async () => {
    const given = { name, description, data: fields.value ?? {}, ...(schema.trim() ? { schema: rules.value ?? {} } : {}) };
    // Nobody's change is overwritten unseen.
    if (profile) await api.profiles.updateProfile({ ...given, expectedVersion: profile.version });
    else await api.profiles.putProfile({ ...given, expectedVersion: 0 });
    toast(profile ? "The profile is changed." : "The profile is there.");
    reloadQueries("profiles");
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run();
  };
  const isWrong = fields.error !== undefined || rules.error !== undefined;
  return (
    <Dialog title={profile ? `Change ${profile.name}` : "New profile"} onClose={onClose} isWide>
      <form onSubmit={submit}>
        <FormTrouble trouble={save.trouble} fields={["name", "description", "data", "schema"]} />
        {!profile && (
          <TextField
            label="Name"
            required
            pattern="[a-z0-9][a-z0-9_.\-]{0,63}"
            title="lower-case letters, digits, -, _ and ., with a letter or a digit first"
            value={name}
            onChange={setName}
            error={fieldProblem(save.trouble, "name")}
            hint="Lower-case letters, digits, -, _ and ., such as company."
            data-autofocus
          />
        )}
        <TextField label="Description" maxLength={2000} value={description} onChange={setDescription} error={fieldProblem(save.trouble, "description")} />
        <TextArea
          label={profile ? "Fields that change, as JSON" : "Fields, as JSON"}
          className="mono"
          rows={10}
          spellCheck={false}
          value={data}
          onChange={setData}
          error={fields.error ?? problemIn(save.trouble, "data")}
          hint={profile ? "Others stay as they are; null removes one." : "Objects and lists may be in each other. They are sealed at once."}
        />
        <TextArea
          label={profile ? "Another schema, as JSON" : "Schema, as JSON"}
          className="mono"
          rows={5}
          spellCheck={false}
          placeholder='{"properties": {"company": {"properties": {"taxNumber": {"type": "string", "x-masked": true}}}}}'
          value={schema}
          onChange={setSchema}
          error={rules.error ?? problemIn(save.trouble, "schema")}
          hint={profile ? `${SCHEMA_HINT} Empty: it stays as it is; {} removes it.` : `${SCHEMA_HINT} Empty: none, and nothing is masked.`}
        />
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={save.isBusy} disabled={isWrong}>
            {profile ? "Save" : "Create"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
