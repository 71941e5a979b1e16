import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenAfter, chosenOf } from "./selection.ts";

const IDS = ["a", "b", "c", "d", "e"];

test("a press chooses a row, and another one no longer", () => {
  const once = chosenAfter(new Set(), IDS, "b", undefined, false);
  assert.deepEqual([...once], ["b"]);
  assert.deepEqual([...chosenAfter(once, IDS, "b", "b", false)], []);
});

test("with Shift all rows from the last press on get the state of the one that is pressed, in both directions", () => {
  assert.deepEqual([...chosenAfter(new Set(["b"]), IDS, "d", "b", true)].sort(), ["b", "c", "d"]);
  assert.deepEqual([...chosenAfter(new Set(["d"]), IDS, "b", "d", true)].sort(), ["b", "c", "d"]);
  assert.deepEqual([...chosenAfter(new Set(["b", "c", "d"]), IDS, "c", "b", true)], ["d"]);
});

test("a range whose beginning is on another page is the one row", () => {
  assert.deepEqual([...chosenAfter(new Set(["x"]), IDS, "c", "x", true)], ["x", "c"]);
});

test("a page says whether all of it is chosen, also when other pages have chosen rows", () => {
  assert.equal(chosenOf(new Set(["x"]), IDS), "none");
  assert.equal(chosenOf(new Set(["x", "a"]), IDS), "some");
  assert.equal(chosenOf(new Set(IDS), IDS), "all");
});
