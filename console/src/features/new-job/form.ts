/** What the fields of the form share: the request, how it changes, and what is wrong with it. */

import { createContext, useContext } from "react";
import type { Json, JsonObject, Path } from "./json";
import { pathText } from "./json";
import type { Schema } from "./rules";

export interface Form {
  edit: (path: Path, next: Json | undefined) => void;
  /** What is wrong with each place, by its path as text. */
  problems: ReadonlyMap<string, string>;
  /** The element that picked elements go to: of an action, a locator or a condition. */
  focusTarget: (path: Path) => void;
  /** What `$defs` of a task's parameters are looked up in. */
  document?: Schema | undefined;
  announce: (text: string) => void;
}

export const FormContext = createContext<Form | undefined>(undefined);

export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error("a field stands outside of its form");
  return form;
}

/** Whether something is wrong with a place, or in it. */
export function isWrongWithin(problems: ReadonlyMap<string, string>, path: Path): boolean {
  const start = pathText(path);
  return [...problems.keys()].some((one) => one === start || one.startsWith(`${start}.`) || one.startsWith(`${start}[`));
}

/** What is wrong with a place, and with parts of it that have no field of their own. */
export function problemsWithin(problems: ReadonlyMap<string, string>, path: Path): string | undefined {
  const start = pathText(path);
  const found = [...problems].flatMap(([field, text]) => (field === start ? [text] : field.startsWith(`${start}.`) || field.startsWith(`${start}[`) ? [`${field.slice(start.length).replace(/^\./, "")} ${text}`] : []));
  return found.length > 0 ? found.join("; ") : undefined;
}

export interface FieldProps {
  path: Path;
  name: string;
  schema: Schema;
  value: Json | undefined;
  isNeeded?: boolean | undefined;
}

export type { Json, JsonObject, Path };
