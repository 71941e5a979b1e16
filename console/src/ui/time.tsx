import { type Timestamp, timestampMs } from "@bufbuild/protobuf/wkt";
import { useNow } from "#/store/clock";

/** A time in milliseconds since 1970, or as the API has it. */
export type Time = number | Timestamp;

export function milliseconds(time: Time): number {
  return typeof time === "number" ? time : timestampMs(time);
}

const ABSOLUTE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** A time of day and date in the words of the browser's language. */
export function absolute(time: Time): string {
  return ABSOLUTE.format(milliseconds(time));
}

/** `2 min ago`, or `in 2 min`, that goes on by itself; the whole time is shown on hover, and read by machines. */
export function RelativeTime({ at, none = "–" }: { at: Time | undefined; /** What stands there without a time. */ none?: string }) {
  const time = at === undefined ? undefined : milliseconds(at);
  // A second matters in the first minute only.
  const isYoung = time !== undefined && Math.abs(Date.now() - time) < 90_000;
  const now = useNow(isYoung ? 1000 : 30_000);
  if (time === undefined) return <>{none}</>;
  return (
    <time dateTime={new Date(time).toISOString()} title={absolute(time)}>
      {relative(time - now)}
    </time>
  );
}

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;

/** How far a time is from now, in one unit: negative is the past. */
export function relative(deltaMs: number): string {
  const size = Math.abs(deltaMs);
  const unit = UNITS.find(([, ms]) => size >= ms);
  if (!unit) return "now";
  const text = `${Math.floor(size / unit[1])} ${unit[0]}`;
  return deltaMs < 0 ? `${text} ago` : `in ${text}`;
}

/** A length of time, such as `1.2 s`, `4:10` or `2 h 5 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  const s = Math.floor(ms / 1000);
  if (s < 3600) return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
  const min = Math.floor(s / 60);
  if (min < 2880) return `${Math.floor(min / 60)} h ${min % 60} min`;
  return `${Math.floor(min / 1440)} d ${Math.floor((min % 1440) / 60)} h`;
}

/** How long something has taken, or takes until now where it has not ended. */
export function Duration({ from, to, none = "–" }: { from: Time | undefined; to?: Time | undefined; none?: string }) {
  const now = useNow(to === undefined && from !== undefined ? 1000 : 3_600_000);
  if (from === undefined) return <>{none}</>;
  const end = to === undefined ? Math.floor(Math.max(now, milliseconds(from)) / 1000) * 1000 : milliseconds(to);
  return <span className="duration">{duration(Math.max(0, end - milliseconds(from)))}</span>;
}
