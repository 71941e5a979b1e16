import { type FormEvent, useState } from "react";
import type { Webhook } from "tabwright/v1/webhook";
import { api } from "#/api/api";
import { fieldProblem } from "#/api/problem-text";
import { useMay } from "#/api/session";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { Checkbox, TextField } from "#/ui/field";
import { toast } from "#/ui/toast";
import { FormTrouble, problemIn } from "./form-trouble";
import { ALERT_EVENTS, JOB_EVENTS, USUAL_EVENTS } from "./webhook-words";

interface WebhookFormProps {
  /** The one that is changed. Not there: a new one is made. */
  webhook?: Webhook;
  onClose: () => void;
  /** A new one is there: this is the only time that its secret is. */
  onMade?: (webhook: Webhook, secret: string) => void;
}

/** Makes a webhook, or changes one. */
export function WebhookForm({ webhook, onClose, onMade }: WebhookFormProps) {
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [description, setDescription] = useState(webhook?.description ?? "");
  const [events, setEvents] = useState<readonly string[]>(webhook?.events ?? USUAL_EVENTS);
  const [isActive, setActive] = useState(webhook?.isActive ?? true);
  const isAdmin = useMay("admin");
  const save = useAction(async () => {
    const given = { url, description, events: [...events], isActive };
    if (webhook) {
      await api.webhooks.updateWebhook({ ...given, id: webhook.id });
      toast("The webhook is changed.");
    } else {
      const made = await api.webhooks.createWebhook(given);
      if (made.webhook) onMade?.(made.webhook, made.secret);
    }
    reloadQueries("webhooks");
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run();
  };
  const toggle = (name: string, isOn: boolean) => setEvents((all) => (isOn ? [...all, name] : all.filter((one) => one !== name)));
  const offered = isAdmin || webhook?.events.some((name) => name.startsWith("alert.")) ? [...JOB_EVENTS, ...ALERT_EVENTS] : JOB_EVENTS;
  const eventsProblem = events.length === 0 ? "Choose one at least." : problemIn(save.trouble, "events");
  return (
    <Dialog title={webhook ? "Change the webhook" : "New webhook"} onClose={onClose} isWide>
      <form onSubmit={submit}>
        <FormTrouble trouble={save.trouble} fields={["url", "description", "events"]} />
        <TextField
          label="URL"
          type="url"
          required
          placeholder="https://example.com/hooks/tabwright"
          value={url}
          onChange={setUrl}
          error={fieldProblem(save.trouble, "url")}
          hint="Events are posted there, signed with a secret of the webhook's own."
          data-autofocus
        />
        <TextField label="Description" maxLength={2000} value={description} onChange={setDescription} error={fieldProblem(save.trouble, "description")} />
        <fieldset>
          <legend>Is notified when</legend>
          {eventsProblem && <p className="field-error">{eventsProblem}</p>}
          <div className="webhook-events">
            {offered.map(([name, words]) => (
              <Checkbox key={name} label={<>{words} <code className="muted">{name}</code></>} value={events.includes(name)} onChange={(isOn) => toggle(name, isOn)} />
            ))}
          </div>
        </fieldset>
        <Checkbox label="It is active" value={isActive} onChange={setActive} />
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={save.isBusy} disabled={events.length === 0}>
            {webhook ? "Save" : "Create"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
