import assert from "node:assert/strict";
import { test } from "node:test";
import { flag, oneOf, parseSearch, place, stringifySearch, text, whole } from "./search-params.ts";

test("an address is read as it was written", () => {
  const search = stringifySearch({ status: ["failed", "cancelled"], q: "host:a.example /x&y=z", all: true });
  assert.equal(search, "?status=failed,cancelled&q=host:a.example%20/x%26y%3Dz&all=1");
  assert.deepEqual(parseSearch(search), { status: "failed,cancelled", q: "host:a.example /x&y=z", all: "1" });
});

test("what says nothing is left out of an address", () => {
  assert.equal(stringifySearch({ a: undefined, b: "", c: false, d: [], e: null }), "");
});

test("whatever somebody has written into an address, it is left out where it is wrong", () => {
  for (const value of [undefined, null, "", "x", "1.5", "-1", "1e99", {}, [], () => 0, Number.NaN]) {
    assert.equal(whole(value, 1, 50), undefined, String(value));
    assert.equal(oneOf(value, ["failed"] as const), undefined);
    assert.equal(flag(value), undefined);
  }
  assert.equal(text({}), undefined);
  assert.equal(text("x".repeat(9), 3), "xxx");
  assert.equal(whole("50", 1, 50), 50);
});

test("a page of a list is named by its number and its token, or not at all", () => {
  assert.deepEqual(place({ page: "3", token: "t" }), { page: 3, token: "t" });
  for (const one of [{ page: "3" }, { token: "t" }, { page: "1", token: "t" }, { page: "x", token: "t" }, {}]) assert.deepEqual(place(one), {});
});
