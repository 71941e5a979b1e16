import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Field, Select } from "#/ui/field";
import { completions, type Reading, readFilter, UUID, withWord } from "./filter";

/** How long somebody may think between two letters. */
const TYPING_MS = 300;
const TIMES = [
  ["", "Any time"],
  ["1h", "Last hour"],
  ["24h", "Last 24 h"],
  ["7d", "Last 7 days"],
] as const;
type Time = (typeof TIMES)[number][0] | "other";

/** One box for all of the filter; it is what the address has. What it does not understand, it says. */
export function SearchBox({ q, reading }: { q: string; reading: Reading }) {
  const navigate = useNavigate({ from: "/jobs" });
  const [text, setText] = useState(q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(q);
  const list = useId();
  // The address was changed by something else, such as a chip.
  useEffect(() => {
    if (q !== sent.current) setText((sent.current = q));
  }, [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const send = (next: string) => {
    clearTimeout(timer.current);
    sent.current = next.trim();
    if (sent.current !== q) void navigate({ search: { q: sent.current || undefined }, replace: true });
  };
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(next), TYPING_MS);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const only = text.trim();
    if (UUID.test(only)) void navigate({ to: "/jobs/$jobId", params: { jobId: only.toLowerCase() } });
    else send(text);
  };
  const since: Time = TIMES.find(([value]) => value === reading.filter.since)?.[0] ?? "other";
  const wrong = readFilter(text).wrong.length > 0 ? reading.wrong : [];
  return (
    <div className="jobs-search">
      <form role="search" onSubmit={submit}>
        <Field label="Filter" isLabelHidden error={wrong.map(({ word, why }) => `“${word}” ${why}.`).join(" ") || undefined}>
          {(attributes) => (
            <input
              {...attributes}
              type="search"
              data-search
              list={list}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              enterKeyHint="search"
              maxLength={2000}
              placeholder="id, host:shop.example, task:, label:, since:24h"
              value={text}
              onChange={(event) => type(event.target.value)}
            />
          )}
        </Field>
        <datalist id={list}>
          {completions(text).map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </form>
      <Select
        label="Created"
        isLabelHidden
        value={since}
        options={since === "other" ? [...TIMES, ["other", `Since ${reading.filter.since}`] as const] : TIMES}
        onChange={(value) => value !== "other" && void navigate({ search: { q: withWord(q, "since", value ? [value] : []) || undefined } })}
      />
    </div>
  );
}
