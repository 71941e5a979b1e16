/** JSON that somebody types, and what is wrong with it in words for below the field. */

import { type DescMessage, fromJson, type JsonObject, type MessageShape, toJson } from "@bufbuild/protobuf";

export type Read<T> = { value: T; error?: undefined } | { value?: undefined; error: string };

/** An object of JSON. An empty text is an empty object. */
export function readObject(text: string): Read<JsonObject> {
  if (!text.trim()) return { value: {} };
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { value: value as JsonObject };
    return { error: 'It must be an object, such as {"url": "https://example.com"}.' };
  } catch (error) {
    return { error: `It is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** A message of the API as its JSON. Fields that it does not have are refused. */
export function readMessage<Desc extends DescMessage>(schema: Desc, text: string): Read<MessageShape<Desc>> {
  const { value, error } = readObject(text);
  if (error !== undefined) return { error };
  try {
    return { value: fromJson(schema, value) };
  } catch (refusal) {
    const words = refusal instanceof Error ? refusal.message : String(refusal);
    return { error: words.replace(/^cannot decode (message|field) tabwright\.v1\.([\w.]+) from JSON: /, "$2: ") };
  }
}

export function textOf<Desc extends DescMessage>(schema: Desc, message: MessageShape<Desc> | undefined): string {
  return message ? pretty(toJson(schema, message)) : "";
}

export function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
