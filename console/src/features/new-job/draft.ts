/** What somebody writes: the request, the text of its JSON where that is being typed, and where both are kept. */

import { useEffect, useEffectEvent, useReducer, useRef } from "react";
import { isObject, type Json, type JsonObject, type Path, pathText, withValue } from "./json";
import { readJson } from "./json-text";
import { adopted, withoutSecrets } from "./request";
import type { Schema } from "./rules";

export interface Draft {
  request: JsonObject;
  /** What is typed as JSON. Undefined: nothing that the request does not say. */
  text: string | undefined;
  /** A text that was no JSON when the form was changed. */
  lost: string | undefined;
  /** What the server has said of fields that have not changed since. */
  refused: readonly { field: string; description: string }[];
}

export type Change =
  | { type: "edit"; path: Path; next: Json | undefined }
  | { type: "text"; text: string }
  | { type: "restore" }
  | { type: "fill"; request: JsonObject }
  | { type: "refused"; fields: Draft["refused"] };

export function changed(draft: Draft, change: Change): Draft {
  switch (change.type) {
    case "edit": {
      const request = withValue(draft.request, change.path, change.next);
      const lost = draft.text !== undefined && readJson(draft.text).error ? draft.text : draft.lost;
      return { request: isObject(request) ? request : {}, text: undefined, lost, refused: notWithin(draft.refused, pathText(change.path)) };
    }
    case "text": {
      const { value } = readJson(change.text);
      const isNew = isObject(value) && JSON.stringify(value) !== JSON.stringify(draft.request);
      const request = isNew ? (adopted(value, draft.request) as JsonObject) : draft.request;
      return { ...draft, request, text: change.text, refused: isNew ? [] : draft.refused };
    }
    case "restore":
      return { ...draft, text: draft.lost, lost: undefined };
    case "fill":
      return { request: change.request, text: undefined, lost: undefined, refused: [] };
    case "refused":
      return { ...draft, refused: change.fields };
  }
}

function notWithin(refused: Draft["refused"], path: string): Draft["refused"] {
  // A rule that is about several fields is broken by the whole that has them.
  return refused.filter(({ field }) => !(field === path || field === "" || field.startsWith(`${path}.`) || field.startsWith(`${path}[`) || path.startsWith(`${field}.`) || path.startsWith(`${field}[`)));
}

export function shownText({ text, request }: Draft): string {
  return text ?? JSON.stringify(request, null, 2);
}

/** What is typed as JSON may have secrets in it that cannot be told from the rest. */
const MAYBE_SECRET = /"(sensitive|password|passphrase|pfx|key|cert|username|extraHttpHeaders|cookies|headers)"/;

/** The draft of this name, as the tab has it, or a new one. */
export function useDraft(name: string, schema: Schema, first: () => JsonObject) {
  const [draft, change] = useReducer(changed, undefined, () => begun(name, first));
  const isDone = useRef(false);
  const save = useEffectEvent(() => isDone.current || keep(name, draft, schema));
  useEffect(() => {
    const timer = setTimeout(() => void save(), 300);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => {
    const leave = () => void save();
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, []);
  /** It has become a job: who comes back begins anew. */
  const done = () => {
    isDone.current = true;
    forget(name);
  };
  return [draft, change, done] as const;
}

function begun(name: string, first: () => JsonObject): Draft {
  return { request: kept(name) ?? first(), text: sessionStorage.getItem(`${name}:text`) ?? undefined, lost: undefined, refused: [] };
}

function kept(name: string): JsonObject | undefined {
  const value = readJson(sessionStorage.getItem(name) ?? "").value;
  return isObject(value) ? value : undefined;
}

function keep(name: string, { request, text }: Draft, schema: Schema): void {
  const safe = withoutSecrets(request, schema);
  try {
    if (isObject(safe) && Object.keys(safe).length > 0) sessionStorage.setItem(name, JSON.stringify(safe));
    else sessionStorage.removeItem(name);
    if (text !== undefined && readJson(text).error && !MAYBE_SECRET.test(text)) sessionStorage.setItem(`${name}:text`, text);
    else sessionStorage.removeItem(`${name}:text`);
  } catch {
    forget(name); // it is full: half a draft would be worse than none
  }
}

function forget(name: string): void {
  sessionStorage.removeItem(name);
  sessionStorage.removeItem(`${name}:text`);
}
