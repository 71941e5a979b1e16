import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";
import { create } from "@bufbuild/protobuf";
import { JobSchema } from "tabwright/v1/job";
import { requestedOf } from "./requested.ts";
import { LANGUAGES, snippet } from "../shared/snippets.ts";
import { readTold } from "./told.ts";

const MEAN = `It's "the" \`end\`\nEND\n$HOME \\ """ \u2028 😀`;
const given = { body: { targetUrl: "http://a.example/", actions: [{ action: "fill", target: "#a", value: MEAN, force: true }] }, task: "", origin: "https://tabwright.example" };

test("a job is asked for again by what it was asked for, and by nothing that came of it", () => {
  const job = create(JobSchema, { id: "1", status: 4, targetUrl: "http://a.example/", browserTypeId: 1, maxRetries: 3, timeoutMs: 5, labels: { team: "web" }, actions: [{ action: "click", target: "#a" }], error: { message: "no" }, retryCount: 2 });
  const { body, task, gaps } = requestedOf(job);
  assert.deepEqual(Object.keys(body).sort(), ["actions", "browserTypeId", "labels", "maxRetries", "priority", "targetUrl", "timeoutMs"].filter((name) => name in body).sort());
  assert.deepEqual(body["actions"], [{ action: "click", target: "#a" }]);
  assert.equal(body["maxRetries"], 3);
  assert.deepEqual([task, gaps], ["", []]);
});

test("what is hidden, and HTML that is not kept, is told", () => {
  const job = create(JobSchema, { htmlBytes: 5, actions: [{ action: "fill", target: "#a", value: "***", sensitive: true }] });
  assert.match(requestedOf(job).gaps.join(" "), /What is hidden is \*\*\* here.*The HTML/);
});

test("a job of a task is asked for by the task and its parameters", () => {
  const job = create(JobSchema, { targetUrl: "http://a.example/", actions: [{ action: "click" }], task: { name: "website", version: 2, parameters: { url: "http://a.example/" } } });
  const { body, task } = requestedOf(job);
  assert.equal(task, "website");
  assert.deepEqual([body["parameters"], body["version"], body["actions"]], [{ url: "http://a.example/" }, 2, undefined]);
  assert.match(snippet("curl", { body: body as never, task, origin: "http://h" }), /http:\/\/h\/api\/v1\/jobs\/website /);
  assert.match(snippet("CLI", { body: body as never, task, origin: "http://h" }), /^tabwright task run website[^\n]* --parameters - <</);
});

test("no snippet has a key in it, and each has the address of the page", () => {
  for (const language of LANGUAGES) {
    const code = snippet(language, given);
    assert.ok(code.includes("http://a.example/"), language);
    assert.doesNotMatch(code, /tw[a-z]_/);
  }
});

test("a shell hands over what was written, whatever is in it", () => {
  // The word in place of the command shows what the command would read.
  const script = snippet("CLI", given).replace("tabwright run --file -", "cat");
  assert.deepEqual(JSON.parse(execFileSync("sh", ["-c", script], { encoding: "utf8" })), given.body);
});

test("texts are kept whole in code, whatever is in them", () => {
  const [, java = ""] = /REQUEST = """\n([\s\S]*?)\n {12}""";/.exec(snippet("Java", given)) ?? [];
  const read = java.replace(/\\(["\\])/g, "$1");
  assert.deepEqual(JSON.parse(read), given.body);
  const go = /const request = ([\s\S]*?)\n\nfunc/.exec(snippet("Go", given))?.[1] ?? "";
  assert.deepEqual(JSON.parse(go.split(" +\n\t").map((line) => JSON.parse(line) as string).join("")), given.body);
});

test("only the live view of this job is listened to", () => {
  const told = { source: "tabwright.live", version: 1, job: "1", connection: "open", state: "live", words: "Live", controlled: true, controls: false };
  assert.deepEqual(readTold(told, "1"), { connection: "open", state: "live", words: "Live", controlled: true, controls: false });
  for (const other of [null, "text", { ...told, version: 2 }, { ...told, job: "2" }, { ...told, source: "x" }]) assert.equal(readTold(other, "1"), undefined);
});
