import assert from "node:assert/strict";
import test from "node:test";
import { completions, isAny, readFilter, withWord } from "./filter.ts";
import { moment } from "./moment.ts";
import { filterFor } from "./requests.ts";
import { search } from "./search.ts";

const NOW = new Date(2026, 10, 30, 12, 0).getTime();
const HOUR = 3_600_000;

test("every word of the box sets its part of the filter", () => {
  const { filter, wrong } = readFilter('status:failed,running host:*.shop.example task:website label:"team=web team" label:night browser:2 since:24h until:1h 0198ABCD');
  assert.deepEqual(wrong, []);
  assert.deepEqual(filter, {
    statuses: ["failed", "running"],
    host: "*.shop.example",
    url: "",
    task: "website",
    labels: ["team=web team", "night"],
    schedule: "",
    browser: 2,
    since: "24h",
    until: "1h",
    idPrefix: "0198abcd",
  });
});

test("words that mean nothing are told with what would be right", () => {
  const why = (text: string) => readFilter(text).wrong.map((one) => `${one.word} ${one.why}`).join("; ");
  assert.match(why("colour:red"), /colour:red is not known; there are status: host: /);
  assert.match(why("status:done"), /takes a status or several: pending, /);
  assert.match(why("shop.example"), /write host:shop.example/);
  assert.match(why("failed"), /write status:failed/);
  assert.match(why("019"), /four characters are needed/);
  assert.match(why("since:tomorrow"), /takes since when: 24h/);
  assert.match(why("schedule:7"), /takes the id of a schedule/);
  assert.match(why("host:a host:b"), /host:b is there twice/);
  assert.match(why("host:"), /takes a host/);
  assert.equal(why(""), "");
});

test("an address that is pasted is the beginning of addresses", () => {
  assert.equal(readFilter("https://shop.example/orders?a=1").filter.url, "https://shop.example/orders?a=1");
});

test("times are relative, or of the browser's own clock", () => {
  assert.equal(moment("24h", NOW, "begin"), NOW - 24 * HOUR);
  assert.equal(moment("30min", NOW, "begin"), NOW - HOUR / 2);
  assert.equal(moment("2026-11-29", NOW, "begin"), new Date(2026, 10, 29).getTime());
  assert.equal(moment("2026-11-29", NOW, "end"), new Date(2026, 10, 30).getTime());
  assert.equal(moment("2026-11-29T18:30", NOW, "begin"), new Date(2026, 10, 29, 18, 30).getTime());
  for (const wrong of ["2026-02-31", "2026-13-01", "2026-11-29T25:00", "24", "h", "-1h"]) assert.equal(moment(wrong, NOW, "begin"), undefined, wrong);
});

test("a chip changes its own word and no other", () => {
  assert.equal(withWord("host:a.example since:24h", "status", ["failed"]), "status:failed host:a.example since:24h");
  assert.equal(withWord("host:a.example status:failed since:24h", "status", ["failed", "running"]), "host:a.example status:failed,running since:24h");
  assert.equal(withWord("status:failed host:a.example", "status", []), "host:a.example");
  assert.equal(withWord("is:failed", "status", ["running"]), "status:running");
});

test("the last word is completed, by names and by values", () => {
  assert.deepEqual(completions("status:failed ho"), ["status:failed host:"]);
  assert.deepEqual(completions("status:ca"), ["status:cancelled"]);
  assert.ok(completions("").includes("since:"));
});

test("many jobs are changed by the filter as it is when somebody agrees, for the statuses that can be changed", () => {
  const { filter } = readFilter("host:a.example", NOW);
  const retried = filterFor("retry", filter, NOW);
  assert.deepEqual(retried?.statuses, [4, 5]);
  assert.equal(Number(retried?.createdBefore?.seconds) * 1000, NOW);
  assert.equal(filterFor("retry", readFilter("status:completed").filter, NOW), undefined);
  assert.deepEqual(filterFor("cancel", readFilter("status:running,failed").filter, NOW)?.statuses, [2]);
  assert.equal(filterFor("purge", readFilter("until:1h", NOW).filter, NOW)?.createdBefore?.seconds, BigInt((NOW - HOUR) / 1000));
  assert.equal(filterFor("purge", readFilter("until:2099-01-01", NOW).filter, NOW)?.createdBefore?.seconds, BigInt(NOW / 1000));
  assert.ok(isAny(readFilter("").filter));
});

test("an address by hand never throws, and other pages may link by one word", () => {
  assert.deepEqual(search({ q: "status:failed", page: "3", token: "t" }), { q: "status:failed", page: 3, token: "t" });
  assert.deepEqual(search({ page: "3" }), { q: undefined });
  assert.equal(search({ schedule: "01a", status: ["failed", "running"] }).q, "status:failed,running schedule:01a");
  assert.equal(search({ q: { a: 1 }, page: -1, token: [] }).q, undefined);
});
