import assert from "node:assert/strict";
import { test } from "node:test";
import { cronWords } from "./cron-words.ts";

test("the times that people mostly write are said in words", () => {
  const said = {
    "*/15 * * * *": "every 15 minutes",
    "* * * * *": "every minute",
    "@hourly": "every hour at :00",
    "5 */6 * * *": "every 6 hours at :05",
    "30 6 * * *": "at 06:30",
    "0 9,17 * * mon-fri": "at 09:00 and 17:00 on Monday to Friday",
    "0 0 * * 0,6": "at 00:00 on Sunday and Saturday",
    "@monthly": "at 00:00 on day 1 of each month",
    "0 4 1 1,7 *": "at 04:00 on day 1 of January and July",
    "0 4 * 12 *": "at 04:00 in December",
  };
  for (const [cron, words] of Object.entries(said)) assert.equal(cronWords(cron), words, cron);
});

test("what is said best by the expression itself has no words", () => {
  for (const cron of ["", "x", "1 2-4/2 * * *", "0 4 1 * 1", "0 4 L * *", "0 4 * * 5#2", "99 * * * *", "0 0 * * * *", "0,10,20,30 1,2 * * *", "0 4 * 13 *"]) {
    assert.equal(cronWords(cron), undefined, cron);
  }
});
