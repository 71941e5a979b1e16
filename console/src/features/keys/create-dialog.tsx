import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { type FormEvent, useState } from "react";
import { api } from "#/api/api";
import { fieldProblem } from "#/api/problem-text";
import { useClientId } from "#/features/shared/me";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { ErrorBox } from "#/ui/error-box";
import { Checkbox, Select, TextField } from "#/ui/field";
import { SecretDialog } from "./secret-dialog";

const ENDS = [
  ["", "Never"],
  ["1", "In a day"],
  ["30", "In 30 days"],
  ["90", "In 90 days"],
  ["365", "In a year"],
] as const;
const REPEATS = [
  ["", "As the server says (DEFAULT_JOB_REPEAT)"],
  ["whenSafe", "Only as long as they have not acted"],
  ["always", "Always"],
] as const;
const BLOCKED = [
  ["", "As the server says (DEFAULT_ON_BLOCKED)"],
  ["fail", "They fail"],
  ["intervene", "They wait for a person"],
] as const;
const DAY_MS = 86_400_000;

/** Makes a key, and then shows its secret, once. */
export function CreateDialog({ isAdmin, onClose }: { isAdmin: boolean; onClose: () => void }) {
  const own = useClientId();
  const [name, setName] = useState("");
  const [client, setClient] = useState<string>();
  const [days, setDays] = useState<(typeof ENDS)[number][0]>("");
  const [rate, setRate] = useState("");
  const [admin, setAdmin] = useState(false);
  const [evaluate, setEvaluate] = useState(false);
  const [repeat, setRepeat] = useState<(typeof REPEATS)[number][0]>("");
  const [onBlocked, setOnBlocked] = useState<(typeof BLOCKED)[number][0]>("");
  const [made, setMade] = useState<{ name: string; key: string }>();
  const create = useAction(async () => {
    const answer = await api.apiKeys.createApiKey({
      clientId: client ?? own,
      name: name.trim(),
      isAdmin: admin,
      mayEvaluate: evaluate,
      ...(rate.trim() && { rateLimit: Number(rate) }),
      ...(days && { expiresAt: timestampFromMs(Date.now() + Number(days) * DAY_MS) }),
      ...(repeat && { repeat }),
      ...(onBlocked && { onBlocked }),
    });
    setMade({ name: answer.apiKey?.name ?? name, key: answer.key });
    reloadQueries("keys");
  });
  if (made) return <SecretDialog name={made.name} secret={made.key} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create.run();
  };
  const wrong = (field: string) => fieldProblem(create.trouble, field);
  const isElsewhere = ["name", "clientId", "rateLimit"].every((field) => !wrong(field));
  return (
    <Dialog title="New API key" onClose={onClose}>
      <form onSubmit={submit}>
        <TextField label="Name" required maxLength={255} data-autofocus value={name} onChange={setName} error={wrong("name")} hint="Who uses it, and for what." />
        {isAdmin && <TextField label="Client" required maxLength={255} value={client ?? own} onChange={setClient} error={wrong("clientId")} hint="Whose calls are made with it. A client exists as soon as it has a key." />}
        <Select label="Expires" value={days} onChange={setDays} options={ENDS} />
        <TextField label="Requests at most" type="number" min={isAdmin ? 0 : 1} max={1_000_000} value={rate} onChange={setRate} error={wrong("rateLimit")} hint={`In each window of RATE_LIMIT_WINDOW_MS. Empty: RATE_LIMIT_MAX.${isAdmin ? " 0: without a limit." : ""}`} />
        {isAdmin && <Checkbox label="It may administer the installation" value={admin} onChange={setAdmin} hint="Keys, users and browser types of all clients, the service level, settings." />}
        {isAdmin && <Checkbox label="Its jobs may run JavaScript of their own" value={evaluate} onChange={setEvaluate} />}
        <details className="fold">
          <summary>What its jobs do that do not say it</summary>
          <div className="key-defaults">
            <Select label="They run again by themselves" value={repeat} onChange={setRepeat} options={REPEATS} />
            <Select label="Where a page asks for a person" value={onBlocked} onChange={setOnBlocked} options={BLOCKED} />
          </div>
        </details>
        {isElsewhere && <ErrorBox error={create.trouble} />}
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={create.isBusy} disabled={!own}>Make the key</Button>
        </div>
      </form>
    </Dialog>
  );
}
