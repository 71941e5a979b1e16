import type { Pause } from "tabwright/v1/job";
import { useNow } from "#/store/clock";
import { Meter } from "#/ui/meter";
import { duration, milliseconds } from "#/ui/time";

/** Below this, the time is short. */
const SHORT_MS = 60_000;

/** How long a job waits for somebody still: the time as a number, and as a part of all that it had. */
export function TimeLeft({ pause, isPaused }: { pause: Pause | undefined; isPaused: boolean }) {
  const now = useNow();
  if (!pause?.deadline) return null;
  const deadline = milliseconds(pause.deadline);
  const all = Math.max(1, deadline - (pause.since ? milliseconds(pause.since) : now));
  const left = Math.max(0, Math.floor((deadline - now) / 1000) * 1000);
  const end = isPaused ? "then it goes on" : "then it fails";
  const text = left > 0 ? `${left < SHORT_MS ? `${left / 1000} s` : duration(left)} left, ${end}` : `the time is over: ${isPaused ? "it goes on" : "it fails"}`;
  return <Meter label="Time left" value={Math.min(left, all)} max={all} text={text} tone={isPaused ? "later" : left < SHORT_MS ? "bad" : "person"} />;
}
