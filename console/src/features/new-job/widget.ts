/** Which widget a field gets, by what the rules say of it. */

import { isObject } from "./json";
import { resolved, type Schema } from "./rules";

export type Widget = "choice" | "switch" | "number" | "text" | "long" | "time" | "file" | "choices" | "list" | "map" | "cards" | "object" | "any";

/** From how many characters on a text may have lines. */
const LONG = 20_000;

export function widgetOf(given: Schema, document?: Schema): Widget {
  const schema = resolved(given, document);
  if (schema.enum || "const" in schema) return "choice";
  switch (schema.type) {
    case "boolean":
      return "switch";
    case "integer":
    case "number":
      return "number";
    case "string":
      if (schema.contentEncoding === "base64") return "file";
      if (schema.format === "date-time") return "time";
      return (schema.maxLength ?? 0) > LONG || schema.pattern === "\\S" ? "long" : "text";
    case "array": {
      const items = resolved(schema.items ?? {}, document);
      if (items.$ref?.endsWith("/Action")) return "cards";
      return items.enum && schema.uniqueItems ? "choices" : schema.items ? "list" : "any";
    }
    case "object":
      if (schema.properties && Object.keys(schema.properties).length > 0) return "object";
      return isObject(schema.additionalProperties) && resolved(schema.additionalProperties as Schema, document).type === "string" ? "map" : "any";
    default:
      return "any";
  }
}

const WORDS: Record<string, string> = { url: "URL", urls: "URLs", html: "HTML", http: "HTTP", https: "HTTPS", id: "id", ms: "(ms)", css: "CSS", xpath: "XPath", har: "HAR", pfx: "PFX", totp: "TOTP", pdf: "PDF" };

/** `timeoutMs` → `Timeout (ms)`. */
export function labelOf(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, "$1 $2").replaceAll("_", " ").toLowerCase().split(" ");
  const label = words.map((word) => WORDS[word] ?? word).join(" ");
  return label.charAt(0).toUpperCase() + label.slice(1);
}

export interface Help {
  /** Its first sentence. */
  brief: string;
  /** All of it, where that is more. */
  whole: string;
  /** What counts where nothing is given. */
  otherwise: string;
}

export function helpOf(schema: Schema): Help {
  const text = schema.description?.trim() ?? schema.title ?? "";
  const found = /\s?Default: ([^]+?)\.(?=\s|$)/.exec(text);
  const whole = found ? text.replace(found[0], "").trim() : text;
  const brief = /^[^]*?(?:\.|(?<!["`]):)(?=\s|$)/.exec(whole)?.[0] ?? whole;
  const otherwise = found?.[1] ?? (schema.default === undefined || schema.default === null ? "" : String(schema.default));
  return { brief: brief.replace(/:$/, "."), whole, otherwise: otherwise.replaceAll("`", "") };
}

/** What somebody has typed, as a number where it is one: what is none stays as it is, and is said to be wrong. */
export function numberOf(typed: string): number | string | undefined {
  const text = typed.trim();
  if (text === "") return undefined;
  return /^-?(\d+|\d*\.\d+)$/.test(text) && String(Number(text)) === text ? Number(text) : typed;
}

/** A time as `<input type="datetime-local">` has it, and back. */
export function localTime(value: string): string {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return "";
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function instant(local: string): string | undefined {
  const at = new Date(local);
  return local === "" || Number.isNaN(at.getTime()) ? undefined : at.toISOString().replace(".000Z", "Z");
}
