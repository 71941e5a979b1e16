/** JSON as it is typed, and forms that a schema of anybody's asks for. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "./check";
import { changed, type Draft, shownText } from "./draft";
import type { JsonObject } from "./json";
import { readJson } from "./json-text";
import { nearest } from "./nearest";
import { resolved, type Schema } from "./rules";
import { taskProblems } from "./request";
import { helpOf, instant, labelOf, localTime, numberOf, widgetOf } from "./widget";

const WRONG: [text: string, line: number, said: RegExp][] = [
  ["", 1, /nothing is there/],
  ['{\n"a": 1,\n}', 2, /comma stands after the last/],
  ['{"a" 1}', 1, /colon is missing after "a"/],
  ['{\n"a": 1\n"b": 2}', 3, /comma is missing before "b":/],
  ['[1, 2', 1, /\] is missing for this \[/],
  ['{"a":\n yes}', 2, /yes is no value/],
  ['{"a": "x\n"}', 1, /no closing quote/],
  ['{"a": 1, "a": 2}', 1, /"a" is there twice/],
  ["{} {}", 1, /stands after the end/],
  ["{a: 1}", 1, /name in double quotes/],
  ["[01]", 1, /01 is no value/],
];

test("what is no JSON is told with its line", () => {
  for (const [text, line, said] of WRONG) {
    const { error, value } = readJson(text);
    assert.equal(error?.line, line, text);
    assert.match(error?.text ?? "", said, text);
    assert.equal(value, undefined);
  }
});

test("it reads what JSON.parse reads, and nothing else", () => {
  const texts = ["1", "-0.5e3", "true", "null", '"\\u00e9\\n"', "[]", " {} ", '[{"a":[1,{"b":null}]}]', "NaN", "1.", "+1", "'a'", "undefined", '{"__proto__":{"a":1}}', "[1,,2]", '"\t"', "\u00a01"];
  for (const text of texts) {
    let right: unknown;
    let isRight = true;
    try {
      right = JSON.parse(text);
    } catch {
      isRight = false;
    }
    const read = readJson(text);
    assert.equal(read.error === undefined, isRight, text);
    if (isRight) assert.deepEqual(read.value, right);
  }
  assert.match(readJson("[".repeat(5000)).error?.text ?? "", /too deep/);
});

test("a name that is nearly right is found, and one that is nothing like it is not", () => {
  assert.equal(nearest("tpye", ["type", "fill"]), "type");
  assert.equal(nearest("target_url", ["targetUrl"]), "targetUrl");
  assert.equal(nearest("xyz", ["targetUrl", "actions"]), undefined);
});

const BLANK: Draft = { request: { targetUrl: "http://a.test" }, text: undefined, lost: undefined, refused: [] };

test("text that is no JSON stays, the request does as well, and neither undoes the other", () => {
  const typed = changed(BLANK, { type: "text", text: '{"targetUrl": ' });
  assert.deepEqual(typed.request, BLANK.request);
  assert.equal(shownText(typed), '{"targetUrl": ');
  const edited = changed(typed, { type: "edit", path: ["priority"], next: 3 });
  assert.deepEqual([edited.request, edited.lost], [{ targetUrl: "http://a.test", priority: 3 }, '{"targetUrl": ']);
  assert.equal(shownText(changed(edited, { type: "restore" })), '{"targetUrl": ');
  assert.deepEqual(changed(BLANK, { type: "text", text: '{"priority":1}' }).request, { priority: 1 });
});

test("what the server has said of a field is there until that field changes", () => {
  const fields = [{ field: "actions[2].target", description: "no" }, { field: "actions[1]", description: "no" }, { field: "priority", description: "no" }];
  const refused = changed(BLANK, { type: "refused", fields });
  const left = (path: (string | number)[]) => changed(refused, { type: "edit", path, next: "x" }).refused.map(({ field }) => field);
  assert.deepEqual(left(["actions", 2, "target"]), ["actions[1]", "priority"]);
  assert.deepEqual(left(["actions", 1, "value"]), ["actions[2].target", "priority"]);
  assert.deepEqual(left(["actions"]), ["priority"]);
  assert.deepEqual(left(["actions", 20, "target"]).length, 3);
});

const TASK: Schema = {
  type: "object",
  $defs: { Size: { enum: ["small", "large"], type: "string" }, Place: { type: "object", properties: { street: { type: "string", minLength: 2 } }, required: ["street"] } },
  properties: {
    url: { type: "string", minLength: 1, description: "The page. Default: none." },
    size: { $ref: "#/$defs/Size", default: "small" },
    pages: { anyOf: [{ type: "integer", minimum: 1, maximum: 9 }, { type: "null" }], default: null },
    places: { type: "array", items: { $ref: "#/$defs/Place" } },
    when: { type: ["string", "null"], format: "date-time" },
    either: { anyOf: [{ type: "string" }, { type: "integer" }] },
    on: { type: "boolean" },
    more: { type: "object", additionalProperties: { type: "string" } },
  },
  required: ["url"],
  additionalProperties: false,
};

test("a schema of a task becomes widgets, with its references and what may be null", () => {
  const widgets = Object.entries(TASK.properties ?? {}).map(([name, schema]) => [name, widgetOf(schema, TASK)]);
  assert.deepEqual(Object.fromEntries(widgets), { url: "text", size: "choice", pages: "number", places: "list", when: "time", either: "any", on: "switch", more: "map" });
  assert.equal(resolved(TASK.properties?.["pages"] ?? {}, TASK).maximum, 9);
  assert.equal(helpOf(resolved(TASK.properties?.["size"] ?? {}, TASK)).otherwise, "small");
});

test("parameters of a task are checked by its schema, and told at their places", () => {
  const request: JsonObject = { taskName: "t", parameters: { size: "larg", pages: 10, places: [{ street: "x" }, {}], either: true, ulr: "a" }, priority: 1 };
  const found = Object.fromEntries(taskProblems(request, TASK).map(({ field, text }) => [field, text]));
  assert.deepEqual(found, {
    "parameters.url": "is needed",
    "parameters.size": "must be one of small, large: is large meant?",
    "parameters.pages": "must be at most 9",
    "parameters.places[0].street": "must have at least 2 characters",
    "parameters.places[1].street": "is needed",
    "parameters.either": "must be a text",
    "parameters.ulr": 'unknown "ulr": is "url" meant?',
  });
  assert.deepEqual(check({ url: "a" }, TASK), []);
});

test("what is typed as a number is one, or is kept as it was typed", () => {
  assert.deepEqual(["", "12", "1.5", "-3", "1.", "1e3", "abc", "007", "9007199254740993"].map(numberOf), [undefined, 12, 1.5, -3, "1.", "1e3", "abc", "007", "9007199254740993"]);
});

test("times come back as they were, and names become labels", () => {
  assert.equal(instant(localTime("2030-01-31T12:00:00Z")), "2030-01-31T12:00:00Z");
  assert.equal(instant(""), undefined);
  assert.deepEqual(["timeoutMs", "targetUrl", "getTargetBy", "extra_http_headers"].map(labelOf), ["Timeout (ms)", "Target URL", "Get target by", "Extra HTTP headers"]);
});

test("help begins with one whole sentence, and says apart what counts where nothing is given", () => {
  const help = helpOf({ description: 'Words of the client\'s own, such as {"team": "web"}: lists find jobs by them. 20 at most. Default: none.' });
  assert.deepEqual(help, { brief: 'Words of the client\'s own, such as {"team": "web"}.', whole: 'Words of the client\'s own, such as {"team": "web"}: lists find jobs by them. 20 at most.', otherwise: "none" });
});
