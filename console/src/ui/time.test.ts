import assert from "node:assert/strict";
import { test } from "node:test";
import { duration, relative } from "./time.tsx";

test("how far a time is away is said in its largest unit", () => {
  const said = [0, -999, -1000, -59_999, -60_000, -7_200_000, -172_800_000, 90_000].map(relative);
  assert.deepEqual(said, ["now", "now", "1 s ago", "59 s ago", "1 min ago", "2 h ago", "2 d ago", "in 1 min"]);
});

test("a length of time has as many digits as one wants to know", () => {
  const said = [0, 4.4, 999, 1000, 1234, 59_999, 60_000, 250_000, 3_600_000, 7_500_000, 200_000_000].map(duration);
  const expected = ["0 ms", "4 ms", "999 ms", "1.0 s", "1.2 s", "59.9 s", "1:00", "4:10", "1 h 0 min", "2 h 5 min", "2 d 7 h"];
  assert.deepEqual(said, expected);
});
