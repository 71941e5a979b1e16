import { type FormEvent, useState } from "react";
import { api } from "#/api/api";
import { type Length, LENGTHS } from "#/features/shared/lengths";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { ErrorBox } from "#/ui/error-box";
import { Select, TextField } from "#/ui/field";
import { toast } from "#/ui/toast";

const LEVELS = [
  ["full", "full: everything is taken on"],
  ["degraded", "degraded: what is dear is refused to low priority"],
  ["minimal", "minimal: jobs of low priority are refused"],
  ["emergency", "emergency: no job is taken on"],
] as const;

/** Sets the level for a time, whatever is measured. */
export function LevelDialog({ now, onClose }: { now: string; onClose: () => void }) {
  const [level, setLevel] = useState<(typeof LEVELS)[number][0]>(now === "full" ? "degraded" : "full");
  const [length, setLength] = useState<Length>("3600000");
  const [reason, setReason] = useState("");
  const set = useAction(async () => {
    await api.fallbacks.setServiceLevel({ level, durationMs: Number(length), reason });
    toast(`The level is ${level}. Other servers follow within 3 seconds.`);
    reloadQueries("health");
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void set.run();
  };
  return (
    <Dialog title="Set the service level" onClose={onClose}>
      <form onSubmit={submit}>
        <p>It holds for all clients, whatever is measured, and ends by itself. Jobs that were accepted still run.</p>
        <Select label="Level" value={level} onChange={setLevel} options={LEVELS} />
        <Select label="For" value={length} onChange={setLength} options={LENGTHS} />
        <TextField label="Why" maxLength={500} value={reason} onChange={setReason} hint="Everybody sees it." />
        <ErrorBox error={set.trouble} />
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={set.isBusy}>Set it</Button>
        </div>
      </form>
    </Dialog>
  );
}
