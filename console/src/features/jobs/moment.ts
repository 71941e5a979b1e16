/** Points of time as people write them in a filter. Pure. */

const UNITS: Record<string, number> = { s: 1000, min: 60_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * `24h`: so long ago; `2026-11-30`, `2026-11-30T18:00`: in the time zone of the browser, a day's begin or its end.
 * In milliseconds since 1970. Undefined: it is none of them.
 */
export function moment(text: string, now: number, of: "begin" | "end"): number | undefined {
  const [, count, unit = ""] = /^(\d{1,6})(s|min|m|h|d|w)$/i.exec(text) ?? [];
  if (count) return now - Number(count) * (UNITS[unit.toLowerCase()] ?? 0);
  const [, year, month, day, hour, minute = "0", second = "0"] = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt](\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text) ?? [];
  if (!year) return undefined;
  const isWholeDay = hour === undefined;
  const time = new Date(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute), Number(second));
  // The 31st of a month with 30 days would be another day.
  if (time.getDate() !== Number(day) || time.getMonth() !== Number(month) - 1 || Number(hour ?? 0) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (isWholeDay && of === "end") time.setDate(time.getDate() + 1);
  return time.getTime();
}
