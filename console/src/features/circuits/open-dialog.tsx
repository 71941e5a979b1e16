import { type FormEvent, useState } from "react";
import { api } from "#/api/api";
import { fieldProblem } from "#/api/problem-text";
import { useMay } from "#/api/session";
import { type Length, LENGTHS } from "#/features/shared/lengths";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { ErrorBox } from "#/ui/error-box";
import { Checkbox, Select, TextField } from "#/ui/field";
import { toast } from "#/ui/toast";

/** Leaves something alone for a time: also what has no circuit yet. */
export function OpenDialog({ onClose }: { onClose: () => void }) {
  const isAdmin = useMay("admin");
  const [name, setName] = useState("");
  const [isGlobal, setGlobal] = useState(false);
  const [length, setLength] = useState<Length>("600000");
  const [reason, setReason] = useState("");
  const open = useAction(async () => {
    const answer = await api.circuitBreakers.openCircuitBreaker({ name: named(name, isGlobal), durationMs: BigInt(length), reason });
    toast(`The circuit ${answer.name} is open.`);
    reloadQueries("circuits");
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void open.run();
  };
  const wrong = fieldProblem(open.trouble, "name");
  return (
    <Dialog title="Open a circuit" onClose={onClose}>
      <form onSubmit={submit}>
        <p>Nothing goes there meanwhile: jobs for it wait, and jobs that run go on.</p>
        <TextField label="Host of the site" required data-autofocus value={name} onChange={setName} error={wrong} placeholder="shop.example.com" hint="Or the name of a circuit, such as proxy-proxy.example.com_3128." />
        <Select label="For" value={length} onChange={setLength} options={LENGTHS} />
        <TextField label="Why" maxLength={500} value={reason} onChange={setReason} hint="It is shown with the circuit." error={fieldProblem(open.trouble, "reason")} />
        {isAdmin && <Checkbox label="For all clients, and not only for your own" value={isGlobal} onChange={setGlobal} />}
        {!wrong && <ErrorBox error={open.trouble} />}
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={open.isBusy}>Open it</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A name of a circuit stays as it is; a host becomes the name of its circuit. */
function named(given: string, isGlobal: boolean): string {
  const text = given.trim().replace(/^https?:\/\//i, "").replace(/\/.*$/, "");
  if (/^(own-)?(site|receiver|proxy|storage)-/.test(text)) return text;
  return `${isGlobal ? "" : "own-"}site-${text.toLowerCase().replaceAll(":", "_")}`;
}
