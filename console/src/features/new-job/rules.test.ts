/** The form knows every action and every field of the protos, and nothing gets lost between it and JSON. */

import assert from "node:assert/strict";
import { test } from "node:test";
import examples from "../../../../examples/actions.json" with { type: "json" };
import shown from "../../../../docs/openapi_examples.json" with { type: "json" };
import { check, pattern } from "./check";
import { isObject, type Json, type JsonObject, moved, pathText, valueAt, withValue } from "./json";
import { readJson } from "./json-text";
import { asAction, placed } from "./picking";
import { adopted, cardId, copied, jobProblems, requestOf, withAction, withoutSecrets } from "./request";
import { ACTIONS, actionField, fieldsOf, firstFieldsOf, messageSchema, resolved, type Schema } from "./rules";
import { widgetOf } from "./widget";

const SITE = JSON.parse(JSON.stringify(examples).replaceAll("{{site}}", "http://site.test")) as Record<string, { actions: JsonObject[] }>;
const JOB = messageSchema("CreateJobRequest");
const requests = ACTIONS.map(({ action }): JsonObject => ({ targetUrl: "http://site.test/", actions: SITE[action]?.actions ?? [] }));

/** All places of a value that have nothing in them. */
function* leaves(value: Json, path: (string | number)[] = []): Generator<[(string | number)[], Json]> {
  const inner = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  if (inner.length === 0) yield [path, value];
  for (const [step, one] of inner) yield* leaves(one, [...path, step]);
}

for (const request of requests) {
  const name = (request["actions"] as JsonObject[])[0]?.["action"];

  test(`the examples of ${String(name)} are right, and come back from JSON and from the form as they were`, () => {
    assert.deepEqual(jobProblems(request), []);
    const read = readJson(JSON.stringify(request, null, 2));
    assert.deepEqual(read.value, request);
    let made: Json | undefined;
    for (const [path, value] of leaves(request)) {
      made = withValue(made, path, value);
      assert.ok(read.lines.has(pathText(path)), `no line for ${pathText(path)}`);
    }
    assert.deepEqual(made, request);
  });
}

for (const rule of ACTIONS) {
  test(`each field of ${rule.action} has a widget, and what it needs is shown at once`, () => {
    const fields = fieldsOf(rule);
    for (const field of fields) {
      assert.ok(actionField(rule.action, field).description, `${field} has no help`);
      assert.equal(widgetOf(actionField(rule.action, field)) === "any", field === "argument", field);
    }
    for (const field of rule.needs) assert.ok(firstFieldsOf(rule).includes(field), field);
    assert.equal(new Set(fields).size, fields.length);
    assert.equal(fields.includes("format") ? rule.formats !== undefined : true, true, "format has its own values");
  });

  test(`${rule.action} refuses what it does not take, and says what it needs`, () => {
    const stranger = ACTIONS.flatMap(fieldsOf).find((field) => !fieldsOf(rule).includes(field)) ?? "";
    const found = check({ action: rule.action, [stranger]: "x" }, messageSchema("Action"));
    assert.ok(found.some(({ field, kind, text }) => field === stranger && kind === "wrong" && text.startsWith(`${rule.action} does not take it`)));
    assert.deepEqual(found.filter(({ kind }) => kind === "missing").map(({ field }) => field), rule.needs);
  });

  test(`what was typed for ${rule.action} is there again after another action was tried`, () => {
    for (const action of SITE[rule.action]?.actions ?? []) {
      const before = { ...action };
      const id = cardId(action);
      const back = withAction(withAction(withAction(action, "closeTab"), "click"), String(before["action"]));
      assert.deepEqual(JSON.parse(JSON.stringify(back)), before);
      assert.equal(cardId(back), id);
    }
  });
}

test("this runtime knows every pattern of the rules", () => {
  const seen = new Set<Schema>();
  const walk = (schema: Schema | undefined): void => {
    if (!schema || seen.has(schema)) return;
    seen.add(schema);
    const whole = resolved(schema);
    if (whole.pattern) assert.ok(pattern(whole.pattern), whole.pattern);
    for (const one of [...Object.values(whole.properties ?? {}), whole.items, whole.propertyNames, isObject(whole.additionalProperties) ? (whole.additionalProperties as Schema) : undefined]) {
      if (one && (!one.$ref || !seen.has(resolved({ $ref: one.$ref })))) walk(one.$ref ? (names.has(one.$ref) ? undefined : (names.add(one.$ref), one)) : one);
    }
  };
  const names = new Set<string>();
  walk(JOB);
  assert.ok(seen.size > 100);
});

test("the requests that the documentation shows are right", () => {
  assert.deepEqual(jobProblems((shown as unknown as Record<string, JsonObject>)["CreateJobRequest"] ?? {}), []);
  // The path has its name.
  assert.deepEqual(check({ taskName: "website", ...(shown as unknown as Record<string, JsonObject>)["RunTaskRequest"] }, messageSchema("RunTaskRequest")), []);
});

test("what is wrong is told at its place, with the nearest name", () => {
  const request: JsonObject = { targetUrl: "site.test", priority: 101, actions: [{ action: "fil", target: "" }, { action: "wait", milliseconds: "soon", timeoutMs: 1.5 }], lables: {}, options: { viewport: { width: 0, height: 10 } } };
  const found = new Map(check(request, JOB).map(({ field, text }) => [field, text]));
  assert.match(found.get("actions[0].action") ?? "", /is fill meant\?/);
  assert.equal(found.get("actions[0].target"), "must not be empty");
  assert.equal(found.get("actions[1].milliseconds"), "must be a whole number");
  assert.equal(found.get("actions[1].timeoutMs"), "must be a whole number");
  assert.equal(found.get("priority"), "must be at most 100");
  assert.equal(found.get("lables"), 'unknown "lables": is "labels" meant?');
  assert.equal(found.get("options.viewport.width"), "must be at least 1");
  assert.match(jobProblems(request)[0]?.text ?? "", /http:\/\//);
});

test("cards keep what they are where they are moved, copied, and typed over as JSON", () => {
  const [one, two]: JsonObject[] = [{ action: "click", target: "a", name: "first" }, { action: "fill", target: "b", value: "" }];
  const ids = [one, two].map((card) => cardId(card ?? {}));
  const list = moved([one, two] as Json[], 0, 1);
  assert.deepEqual(list.map(cardId), ids.toReversed());
  assert.deepEqual(withValue({ actions: list }, ["actions", 1, "target"], "c"), { actions: [two, { ...one, target: "c" }] });
  assert.equal(cardId(valueAt(withValue({ actions: list }, ["actions", 1, "target"], "c"), ["actions", 1]) as Json), ids[0]);
  assert.equal(cardId((adopted([{ action: "hover" }], list) as Json[])[0] ?? null), ids[1]);
  assert.deepEqual(copied(one ?? {}), { action: "click", target: "a" });
  assert.notEqual(cardId(copied(one ?? {})), ids[0]);
});

test("what is secret stays out of what the browser keeps", () => {
  const request: JsonObject = {
    targetUrl: "http://site.test",
    actions: [{ action: "fill", target: "#p", value: "hunter2", sensitive: true }, { action: "fill", target: "#n", value: "Ada" }],
    options: { httpCredentials: { username: "ada", password: "hunter2" }, proxy: { server: "http://p:1", username: "u", password: "hunter2" }, extraHttpHeaders: { authorization: "hunter2" }, locale: "de" },
  };
  const kept = withoutSecrets(request, JOB);
  assert.doesNotMatch(JSON.stringify(kept), /hunter2/);
  assert.deepEqual(valueAt(kept, ["actions", 1, "value"]), "Ada");
  assert.deepEqual(valueAt(kept, ["options", "locale"]), "de");
  assert.deepEqual(valueAt(kept, ["actions", 0, "sensitive"]), true);
});

test("a job that is run again has all that its answer has, and says what it has not", () => {
  const job: JsonObject = { id: "1", status: "failed", browserTypeId: 2, targetUrl: "", htmlBytes: 12, priority: 3, actions: [{ action: "fill", target: "#p", value: "***", sensitive: true }], notBefore: "2020-01-01T00:00:00Z", labels: { a: "b" } };
  const { request, missing } = requestOf(job);
  assert.deepEqual(request, { browserTypeId: 2, priority: 3, actions: [{ action: "fill", target: "#p", sensitive: true }], labels: { a: "b" } });
  assert.deepEqual(missing.map((one) => one.split(":")[0]), ["actions[0].value", "html"]);
  const task = requestOf({ targetUrl: "http://site.test", actions: [], task: { name: "website", version: 1, parameters: { url: "http://site.test" } } });
  assert.deepEqual(task.request, { taskName: "website", parameters: { url: "http://site.test" } });
});

test("what is picked becomes the target of what has the focus, or an action", () => {
  const picked = { action: "fill", target: 'textbox[name="E-mail"]', getTargetBy: "getByRole", value: "name@example.com" };
  const request = { actions: [{ action: "click", target: "x", nth: 2, button: "right" }] };
  assert.deepEqual(placed(request, ["actions", 0], picked).slice(0, 2), [["actions", 0], { action: "click", target: picked.target, getTargetBy: "getByRole", button: "right" }]);
  assert.deepEqual(placed(request, undefined, picked).slice(0, 2), [["actions", 1], picked]);
  assert.deepEqual(asAction(picked, "hover"), { action: "hover", target: picked.target, getTargetBy: "getByRole" });
});
