import { type FormEvent, useState } from "react";
import { api } from "#/api/api";
import { useAction } from "#/store/action";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { ErrorBox } from "#/ui/error-box";
import { Select } from "#/ui/field";
import { absolute } from "#/ui/time";
import { SecretOnce } from "./secret-once";

const OVERLAPS = [
  ["86400", "for a day"],
  ["3600", "for an hour"],
  ["604800", "for seven days"],
  ["0", "not at all: it is known to others"],
] as const;

/** Makes a new secret: of a webhook or, without an id, of the webhooks of single jobs. */
export function RotateSecret({ id = "", onClose }: { id?: string; onClose: () => void }) {
  const [overlap, setOverlap] = useState<string>("86400");
  const [made, setMade] = useState<{ secret: string; until: string }>();
  const rotate = useAction(async () => {
    const { secret, previousExpiresAt } = await api.webhooks.rotateWebhookSecret({ id, overlapS: Number(overlap) });
    setMade({ secret, until: previousExpiresAt ? absolute(previousExpiresAt) : "" });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void rotate.run();
  };
  if (made) {
    return (
      <SecretOnce title="The new secret" secret={made.secret} onClose={onClose}>
        <p>{made.until ? `Deliveries are also signed with the old one until ${made.until}.` : "The old one signs nothing any more."}</p>
      </SecretOnce>
    );
  }
  return (
    <Dialog title={id ? "Make a new secret?" : "Make a new secret for the webhooks of single jobs?"} onClose={onClose}>
      <form onSubmit={submit}>
        <ErrorBox error={rotate.trouble} />
        <p>Receivers have to get it before the old one ends.</p>
        <Select label="Deliveries are also signed with the old one" options={OVERLAPS} value={overlap as "0"} onChange={setOverlap} />
        <div className="dialog-actions">
          <Button data-autofocus onClick={onClose}>
            Go back
          </Button>
          <Button type="submit" kind="danger" isBusy={rotate.isBusy}>
            Make a new secret
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
