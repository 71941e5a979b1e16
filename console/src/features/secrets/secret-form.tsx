import { type FormEvent, useState } from "react";
import type { Secret } from "tabwright/v1/secret";
import { api } from "#/api/api";
import { fieldProblem } from "#/api/problem-text";
import { FormTrouble, problemIn } from "#/features/shared/form-trouble";
import { OriginsField, originsIn } from "#/features/shared/origins-field";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { Select, TextField } from "#/ui/field";
import { toast } from "#/ui/toast";

const KINDS = [
  ["text", "a text, such as a password"],
  ["totp", "the secret of one-time codes"],
] as const;
const PLACES = [
  ["here", "sealed in Tabwright"],
  ["elsewhere", "where workers read it: a file or a variable"],
] as const;
const FIELDS = ["name", "kind", "value", "source", "origins", "description"];

/** Sets a secret, or gives one another value. What is typed is in this form alone, and goes with it. */
export function SecretForm({ secret, onClose }: { secret?: Secret; onClose: () => void }) {
  const [name, setName] = useState(secret?.name ?? "");
  const [kind, setKind] = useState(secret?.kind ?? "text");
  const [place, setPlace] = useState<"here" | "elsewhere">(secret?.source ? "elsewhere" : "here");
  const [value, setValue] = useState("");
  const [source, setSource] = useState(secret?.source ?? "");
  const [origins, setOrigins] = useState(secret?.origins.join("\n") ?? "");
  const [description, setDescription] = useState(secret?.description ?? "");
  const save = useAction(async () => {
    const given = { name, kind, origins: originsIn(origins), description, ...(place === "here" ? { value } : { source }) };
    await (secret ? api.secrets.replaceSecret(given) : api.secrets.createSecret(given));
    toast(secret ? "The secret is replaced." : "The secret is there.");
    reloadQueries("secrets");
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run();
  };
  const wrong = (field: string) => fieldProblem(save.trouble, field);
  return (
    <Dialog title={secret ? `Replace ${secret.name}` : "New secret"} onClose={onClose}>
      <form onSubmit={submit} autoComplete="off">
        <FormTrouble trouble={save.trouble} fields={FIELDS} />
        {!secret && (
          <TextField
            label="Name"
            required
            pattern="[a-z0-9][a-z0-9_.\-]{0,63}"
            title="lower-case letters, digits, -, _ and ., with a letter or a digit first"
            value={name}
            onChange={setName}
            error={wrong("name")}
            hint="Lower-case letters, digits, -, _ and ., such as portal-password."
            data-autofocus
          />
        )}
        <Select label="It is" options={KINDS} value={kind as "text"} onChange={setKind} />
        <Select label="Its value is" options={PLACES} value={place} onChange={setPlace} />
        {place === "here" ? (
          <TextField
            label={secret ? "New value" : "Value"}
            type="password"
            autoComplete="new-password"
            required
            value={value}
            onChange={setValue}
            error={wrong("value")}
            hint={kind === "totp" ? "The secret in base32 that the site shows, or its otpauth:// URL." : "It is sealed at once, and never shown again."}
          />
        ) : (
          <TextField label="Source" required className="mono" placeholder="file:///run/secrets/portal" value={source} onChange={setSource} error={wrong("source")} hint="One of the places that the operator lets you use." />
        )}
        <OriginsField
          label="Used on these origins only"
          hint="One a line. https://*.example.com means all subdomains."
          isRequired
          value={origins}
          onChange={setOrigins}
          error={problemIn(save.trouble, "origins")}
        />
        <TextField label="Description" maxLength={2000} value={description} onChange={setDescription} error={wrong("description")} />
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={save.isBusy}>
            {secret ? "Replace" : "Set"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
