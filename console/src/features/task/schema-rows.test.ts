import assert from "node:assert/strict";
import { test } from "node:test";
import { schemaRows } from "./schema-rows.ts";

test("each property is a line, also in objects, lists and what is named elsewhere", () => {
  const rows = schemaRows({
    required: ["url"],
    properties: {
      url: { type: "string", format: "uri", maxLength: 50, description: "The page." },
      items: { type: "array", items: { $ref: "#/$defs/item" } },
      mode: { enum: ["fast", "slow"], default: "fast" },
      limit: { anyOf: [{ type: "integer" }, { type: "null" }] },
    },
    $defs: { item: { type: "object", properties: { price: { type: ["number", "null"], minimum: 0 } } } },
  });
  assert.deepEqual(
    rows.map(({ path, type }) => `${path}: ${type}`),
    ["url: text", "items: list of object", "items[].price: number or null", "limit: whole number or null", 'mode: "fast", "slow"'],
  );
  assert.deepEqual([rows[0]?.isRequired, rows[0]?.bounds, rows[4]?.usual], [true, "uri, at most 50 characters", '"fast"']);
});

test("a schema that contains itself ends, and none has no lines", () => {
  const self = { properties: { next: { $ref: "#/$defs/node" } }, $defs: { node: { properties: { next: { $ref: "#/$defs/node" } } } } };
  assert.ok(schemaRows(self).length < 10);
  assert.deepEqual(schemaRows(undefined), []);
  assert.deepEqual(schemaRows({ properties: { wrong: 1 } }).map(({ type }) => type), ["anything"]);
});
