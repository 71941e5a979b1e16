import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { Button } from "#/ui/button";
import { Select, TextField } from "#/ui/field";
import { OUTCOMES, type Outcome, type Search } from "./search";

const WORDS: readonly (readonly [Outcome | "", string])[] = [["", "Any outcome"], ...OUTCOMES.map((one) => [one, one] as const)];
const FIELDS = ["actor", "action", "resource", "client", "from", "to"] as const;
type Typed = Record<(typeof FIELDS)[number], string>;

/** Which events are shown: the fields match exactly, so that they are asked for when all of a word is there. */
export function Filters({ given, isAdmin }: { given: Search; isAdmin: boolean }) {
  const navigate = useNavigate({ from: "/audit" });
  const [typed, setTyped] = useState(() => typedOf(given));
  const address = JSON.stringify(given);
  // Links of the list and the way back change the address, too.
  useEffect(() => setTyped(typedOf(JSON.parse(address) as Search)), [address]);
  const show = (outcome: Outcome | undefined) => {
    const filled = FIELDS.map((name) => [name, typed[name].trim() || undefined] as const);
    void navigate({ search: { ...Object.fromEntries(filled), outcome } });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    show(given.outcome);
  };
  const field = (name: keyof Typed) => ({ value: typed[name], onChange: (value: string) => setTyped((old) => ({ ...old, [name]: value })) });
  const isMore = Boolean(given.client || given.from || given.to || given.outcome);
  const isAny = isMore || Boolean(given.actor || given.action || given.resource);
  return (
    <form className="audit-filters" role="search" onSubmit={submit}>
      <div className="audit-fields">
        <TextField label="Who" data-search {...field("actor")} maxLength={1000} placeholder="id or name" />
        <TextField label="Did" {...field("action")} maxLength={100} placeholder="JobService.CreateJob" />
        <TextField label="What" {...field("resource")} maxLength={1000} placeholder="job/019…" />
        <span className="row">
          <Button type="submit" icon="search">Find</Button>
          {isAny && <Button kind="quiet" onClick={() => void navigate({ search: {} })}>Show all</Button>}
        </span>
      </div>
      <details className="fold" open={isMore}>
        <summary>By time, outcome{isAdmin && ", client"}</summary>
        <div className="audit-fields">
          {isAdmin && <TextField label="Client" {...field("client")} maxLength={255} />}
          <TextField label="From" type="datetime-local" {...field("from")} />
          <TextField label="Before" type="datetime-local" {...field("to")} />
          <Select label="Outcome" value={given.outcome ?? ""} options={WORDS} onChange={(value) => show(value || undefined)} />
        </div>
      </details>
    </form>
  );
}

function typedOf(given: Search): Typed {
  return Object.fromEntries(FIELDS.map((name) => [name, given[name] ?? ""])) as Typed;
}
