/** The search box of the list: words such as `status:failed host:shop.example since:24h`. Pure. */

import type { Job_Status } from "tabwright";
import { moment } from "./moment.ts";

/** The words of statuses, in the order of the chips. */
export const STATUS_WORDS = {
  pending: 1,
  running: 2,
  needs: 7,
  paused: 6,
  completed: 3,
  failed: 4,
  cancelled: 5,
} as const satisfies Record<string, Job_Status>;
export type StatusWord = keyof typeof STATUS_WORDS;

const OTHER_NAMES: Record<string, StatusWord> = { processing: "running", intervention_needed: "needs", "needs-you": "needs", canceled: "cancelled" };

/** What the box takes, for its completion and for who writes something else. */
export const WORDS = {
  status: "a status or several: pending, running, needs, paused, completed, failed, cancelled",
  host: "a host: shop.example.com, or *.example.com for those below it",
  url: "what the address begins with: https://shop.example.com/orders",
  task: "the name of a task",
  label: "a label: team, or team=web",
  schedule: "the id of a schedule",
  browser: "the number of a browser type",
  since: "since when: 24h, 30min, 7d, 2026-11-30 or 2026-11-30T18:00",
  until: "until when: 1h, 2026-11-30 or 2026-11-30T06:00",
} as const;
type Word = keyof typeof WORDS;

const SAME: Record<string, Word> = { site: "host", is: "status", state: "status", before: "until", after: "since" };

export interface Filter {
  statuses: StatusWord[];
  host: string;
  url: string;
  task: string;
  labels: string[];
  schedule: string;
  browser: number;
  /** As they were written: `24h` stays relative. */
  since: string;
  until: string;
  idPrefix: string;
}

export interface Wrong {
  word: string;
  /** What would be right. */
  why: string;
}

export interface Reading {
  filter: Filter;
  /** Words that mean nothing. While there are any, the filter is not to be used: it would show other jobs than those asked for. */
  wrong: Wrong[];
}

const ID = /^[0-9a-f-]{4,36}$/i;
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LABEL = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}(=.{0,255})?$/;

/** Reads what stands in the box. Never throws. */
export function readFilter(text: string, now = Date.now()): Reading {
  const filter: Filter = { statuses: [], host: "", url: "", task: "", labels: [], schedule: "", browser: 0, since: "", until: "", idPrefix: "" };
  const wrong: Wrong[] = [];
  const seen = new Set<Word>();
  for (const word of words(text)) {
    const why = read(word, filter, seen, now);
    if (why) wrong.push({ word, why });
  }
  return { filter, wrong };
}

/** Whether it lets all jobs through. */
export function isAny(filter: Filter): boolean {
  return Object.values(filter).every((value) => value === "" || value === 0 || (Array.isArray(value) && value.length === 0));
}

function read(word: string, filter: Filter, seen: Set<Word>, now: number): string {
  const colon = word.indexOf(":");
  if (colon < 0 || /^https?:\/\//i.test(word)) return readFree(word, filter);
  const given = word.slice(0, colon).toLowerCase();
  const name = given in WORDS ? (given as Word) : SAME[given];
  const value = unquoted(word.slice(colon + 1));
  if (!name) return `is not known; there are ${Object.keys(WORDS).map((one) => `${one}:`).join(" ")} and the beginning of an id`;
  if (!value) return `takes ${WORDS[name]}`;
  if (name !== "label" && name !== "status" && seen.has(name)) return "is there twice";
  seen.add(name);
  return READERS[name](value, filter, now) ? "" : `takes ${WORDS[name]}`;
}

/** Each returns whether it could read the value. */
const READERS: Record<Word, (value: string, filter: Filter, now: number) => boolean> = {
  status(value, filter) {
    const found = value.split(",").map((one) => one.toLowerCase()).map((one) => (one in STATUS_WORDS ? (one as StatusWord) : OTHER_NAMES[one]));
    if (!found.every((one) => one !== undefined)) return false;
    filter.statuses = [...new Set([...filter.statuses, ...found])];
    return true;
  },
  host: (value, filter) => /^(\*\.)?[^\s/:@?#]+$/.test(value) && Boolean((filter.host = value)),
  url: (value, filter) => Boolean((filter.url = value)),
  task: (value, filter) => value.length <= 100 && Boolean((filter.task = value)),
  label: (value, filter) => LABEL.test(value) && filter.labels.length < 20 && Boolean(filter.labels.push(value)),
  schedule: (value, filter) => UUID.test(value) && Boolean((filter.schedule = value)),
  browser: (value, filter) => /^[1-9]\d{0,8}$/.test(value) && Boolean((filter.browser = Number(value))),
  since: (value, filter, now) => moment(value, now, "begin") !== undefined && Boolean((filter.since = value)),
  until: (value, filter, now) => moment(value, now, "end") !== undefined && Boolean((filter.until = value)),
};

function readFree(word: string, filter: Filter): string {
  if (/^https?:\/\//i.test(word)) {
    if (filter.url) return "is a second address: one is enough";
    filter.url = word;
    return "";
  }
  if (!ID.test(word)) {
    if (word.toLowerCase() in STATUS_WORDS) return `is no id; write status:${word.toLowerCase()}`;
    if (/^[\w*-]+(\.[\w-]+)+$/.test(word)) return `is no id; write host:${word}`;
    return /^[0-9a-f-]{1,3}$/i.test(word) ? "is too short: of an id, four characters are needed" : "is neither a filter nor the beginning of an id";
  }
  if (filter.idPrefix) return "is a second id: one is enough";
  filter.idPrefix = word.toLowerCase();
  return "";
}

/** The words of a text, by its spaces; those in quotes belong together: `label:"team=web team"`. */
export function words(text: string): string[] {
  return text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
}

function unquoted(value: string): string {
  return value.replace(/"/g, "");
}

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

/** The text with one word set to these values, where the last of its kind stood, or at the end. None: it goes. */
export function withWord(text: string, name: Word, values: readonly string[]): string {
  const next = values.length > 0 ? `${name}:${quoted(values.join(","))}` : "";
  const kept = words(text).filter((word) => !isOf(word, name));
  const at = words(text).findIndex((word) => isOf(word, name));
  const place = at < 0 ? (name === "status" ? 0 : kept.length) : Math.min(at, kept.length);
  return [...kept.slice(0, place), next, ...kept.slice(place)].filter(Boolean).join(" ");
}

function isOf(word: string, name: Word): boolean {
  const given = word.slice(0, Math.max(0, word.indexOf(":"))).toLowerCase();
  return given === name || SAME[given] === name;
}

/** What the last word of the text may become: whole texts, for the list below the box. */
export function completions(text: string): string[] {
  const last = /\S*$/.exec(text)?.[0] ?? "";
  const before = text.slice(0, text.length - last.length);
  const [, name = "", value = ""] = /^(\w+):(.*)$/.exec(last) ?? [];
  const found = name
    ? (VALUES[name] ?? []).filter((one) => one.startsWith(value.toLowerCase())).map((one) => `${name}:${one}`)
    : Object.keys(WORDS).filter((one) => last === "" || one.startsWith(last.toLowerCase())).map((one) => `${one}:`);
  return found.filter((one) => one !== last).map((one) => before + one);
}

const VALUES: Record<string, readonly string[]> = {
  status: Object.keys(STATUS_WORDS),
  since: ["1h", "24h", "7d"],
  until: ["1h", "24h"],
};
