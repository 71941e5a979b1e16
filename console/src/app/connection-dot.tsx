import { useNow } from "#/store/clock";
import { useConnection } from "#/store/live";
import { relative } from "#/ui/time";

/** Whether what is shown is what is. */
export function ConnectionDot() {
  const { state, since } = useConnection();
  const now = useNow(5000);
  const age = relative(Math.min(0, since - now)).replace(" ago", "");
  const words = {
    off: "not connected",
    live: "live",
    resuming: "reconnecting",
    stale: age === "now" ? "not connected" : `as of ${age} ago`,
  }[state];
  return (
    <p className={`connection ${state}`} role="status">
      <span className="dot" aria-hidden />
      {words}
    </p>
  );
}
