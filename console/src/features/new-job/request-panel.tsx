import { useState } from "react";
import { Button } from "#/ui/button";
import { Code } from "#/ui/code";
import { LANGUAGES, NEEDS, snippet } from "../shared/snippets";
import type { Problem } from "./check";
import { type Change, type Draft, shownText } from "./draft";
import { JsonEditor } from "./json-editor";
import type { JsonObject } from "./json";
import { readJson } from "./json-text";

interface RequestPanelProps {
  draft: Draft;
  found: readonly Problem[];
  change: (change: Change) => void;
  isTask: boolean;
}

const KINDS = ["JSON", ...LANGUAGES] as const;

/** The request as text: JSON that can be changed, and programs that send it. */
export function RequestPanel({ draft, found, change, isTask }: RequestPanelProps) {
  const [kind, setKind] = useState<(typeof KINDS)[number]>("JSON");
  const text = shownText(draft);
  return (
    <section className="request-panel" aria-label="The request">
      <div className="row" role="group" aria-label="Shown as">
        {KINDS.map((one) => (
          <Button key={one} kind="quiet" aria-pressed={kind === one} onClick={() => setKind(one)}>
            {one}
          </Button>
        ))}
      </div>
      {kind === "JSON" ? (
        <>
          <JsonEditor text={text} problems={linesOf(text, found, draft)} onChange={(next) => change({ type: "text", text: next })} />
          {draft.text !== undefined && draft.text !== JSON.stringify(draft.request, null, 2) && !readJson(draft.text).error && (
            <div>
              <Button kind="quiet" onClick={() => change({ type: "text", text: JSON.stringify(draft.request, null, 2) })}>
                Lay it out
              </Button>
            </div>
          )}
          {draft.lost !== undefined && (
            <p className="muted">
              The form has changed while the text was no JSON. <Button onClick={() => change({ type: "restore" })}>Bring that text back</Button>
            </p>
          )}
        </>
      ) : (
        <>
          <Code text={snippet(kind, asked(draft.request, isTask))} label={`The request in ${kind}`} />
          <p className="muted">What it needs: {NEEDS[kind]}</p>
        </>
      )}
    </section>
  );
}

function asked({ taskName, ...rest }: JsonObject, isTask: boolean) {
  return { body: isTask ? rest : { ...(taskName === undefined ? {} : { taskName }), ...rest }, task: isTask ? String(taskName ?? "") : "", origin: location.origin };
}

function linesOf(text: string, found: readonly Problem[], draft: Draft): { line: number; text: string }[] {
  const read = readJson(text);
  if (read.error) return [read.error];
  if (typeof read.value !== "object" || read.value === null || Array.isArray(read.value)) return [{ line: 1, text: "a request is an object, {…}" }];
  const refused = draft.refused.map(({ field, description }) => ({ field, text: description }));
  return [...found, ...refused].map(({ field, text: said }) => ({ line: lineOf(read.lines, field), text: `${field} ${said}` })).toSorted((one, other) => one.line - other.line);
}

/** Of the place itself, or of what it should be in. */
function lineOf(lines: ReadonlyMap<string, number>, field: string): number {
  let place = field;
  while (place && !lines.has(place)) place = place.replace(/(\.?[^.[\]]+|\[[^\]]*\])$/, "");
  return lines.get(place) ?? 1;
}
