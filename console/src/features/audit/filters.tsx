import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Button } from "#/ui/button";
import { Select, TextField } from "#/ui/field";
import { OUTCOMES, type Outcome, type Search } from "./search";

const WORDS: readonly (readonly [Outcome | "", string])[] = [["", "Any outcome"], ...OUTCOMES.map((one) => [one, one] as const)];

/** Which events are shown: the fields match exactly, so that they are asked for when all of a word is there. */
export function Filters({ given, isAdmin }: { given: Search; isAdmin: boolean }) {
  const navigate = useNavigate({ from: "/audit" });
  const [actor, setActor] = useState(given.actor ?? "");
  const [action, setAction] = useState(given.action ?? "");
  const [resource, setResource] = useState(given.resource ?? "");
  const [client, setClient] = useState(given.client ?? "");
  const [from, setFrom] = useState(given.from ?? "");
  const [to, setTo] = useState(given.to ?? "");
  const show = (next: Search) => void navigate({ search: (old) => ({ ...old, ...next, page: undefined, after: undefined }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    show({
      actor: actor.trim() || undefined,
      action: action.trim() || undefined,
      resource: resource.trim() || undefined,
      client: client.trim() || undefined,
      from: from || undefined,
      to: to || undefined,
    });
  };
  const isAny = Object.entries(given).some(([name, value]) => value !== undefined && name !== "page" && name !== "after");
  return (
    <form className="audit-filters" role="search" onSubmit={submit}>
      <TextField label="Who" data-search value={actor} onChange={setActor} maxLength={1000} placeholder="id or name" />
      <TextField label="Did" value={action} onChange={setAction} maxLength={100} placeholder="JobService.CreateJob" />
      <TextField label="What" value={resource} onChange={setResource} maxLength={1000} placeholder="job/019…" />
      {isAdmin && <TextField label="Client" value={client} onChange={setClient} maxLength={255} />}
      <TextField label="From" type="datetime-local" value={from} onChange={setFrom} />
      <TextField label="Before" type="datetime-local" value={to} onChange={setTo} />
      <Select label="Outcome" value={given.outcome ?? ""} options={WORDS} onChange={(value) => show({ outcome: value || undefined })} />
      <span className="row">
        <Button type="submit" icon="search">Find</Button>
        {isAny && <Button kind="quiet" onClick={() => void navigate({ search: {} })}>Show all</Button>}
      </span>
    </form>
  );
}
