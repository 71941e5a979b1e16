/** A cron expression in words, where it is one of those that people mostly write. */

const NAMED: Record<string, string> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = ["", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** `every 15 minutes`, `at 06:30 on Monday to Friday`. Undefined: the expression says it best itself. */
export function cronWords(cron: string): string | undefined {
  const fields = (NAMED[cron.trim().toLowerCase()] ?? cron).trim().split(/\s+/);
  const [minute, hour, day, month, weekday] = fields;
  if (fields.length !== 5 || !minute || !hour || !day || !month || !weekday) return undefined;
  const time = timeWords(minute, hour);
  const date = dateWords(day, month, weekday);
  return time === undefined || date === undefined ? undefined : `${time}${date}`;
}

function timeWords(minute: string, hour: string): string | undefined {
  const everyMinute = step(minute);
  const everyHour = step(hour);
  if (everyMinute && hour === "*") return everyMinute === 1 ? "every minute" : `every ${everyMinute} minutes`;
  const minutes = numbers(minute, 59);
  if (!minutes) return undefined;
  const past = minutes.map((one) => `:${two(one)}`).join(", ");
  if (everyHour) return everyHour === 1 ? `every hour at ${past}` : `every ${everyHour} hours at ${past}`;
  const hours = numbers(hour, 23);
  if (!hours || hours.length * minutes.length > 6) return undefined;
  return `at ${list(hours.flatMap((one) => minutes.map((other) => `${two(one)}:${two(other)}`)))}`;
}

function dateWords(day: string, month: string, weekday: string): string | undefined {
  const months = month === "*" ? [] : numbers(month, 12)?.map((one) => MONTHS[one]);
  if (!months || months.includes(undefined)) return undefined;
  const inMonths = months.length ? ` in ${list(months as string[])}` : "";
  if (day === "*" && weekday === "*") return inMonths;
  const days = day === "*" ? undefined : numbers(day, 31);
  const weekdays = weekday === "*" ? undefined : weekdayWords(weekday);
  // Both at once: some crons take either, and some take both. The expression itself is clearer.
  if (day !== "*" && weekday !== "*") return undefined;
  if (weekdays) return ` on ${weekdays}${inMonths}`;
  return days && ` on day ${list(days.map(String))} of ${months.length ? list(months as string[]) : "each month"}`;
}

function weekdayWords(weekday: string): string | undefined {
  const text = weekday.toLowerCase().replace(/sun|mon|tue|wed|thu|fri|sat/g, (name) => String(["sun", "mon", "tue", "wed", "thu", "fri", "sat"].indexOf(name)));
  const range = /^([0-7])-([0-7])$/.exec(text);
  if (range) return `${DAYS[Number(range[1])]} to ${DAYS[Number(range[2])]}`;
  const days = numbers(text, 7);
  return days && list(days.map((one) => DAYS[one] ?? ""));
}

/** The `n` of an asterisk with a step of `n`; 1 of one without. */
function step(field: string): number | undefined {
  const found = /^\*(?:\/(\d+))?$/.exec(field);
  return found ? Number(found[1] ?? 1) : undefined;
}

function numbers(field: string, most: number): number[] | undefined {
  const found = field.split(",").map((one) => (/^\d+$/.test(one) ? Number(one) : Number.NaN));
  return found.every((one) => one <= most) ? found : undefined;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
