import { useMay } from "#/api/session";
import { Button } from "#/ui/button";

interface SubmitBarProps {
  isBusy: boolean;
  /** How many things are wrong. */
  count: number;
  isTried: boolean;
  isTask: boolean;
  onSend: (then: "watch" | "stay") => void;
  onSchedule: () => void;
}

/** What the page is for, always in reach. */
export function SubmitBar({ isBusy, count, isTried, isTask, onSend, onSchedule }: SubmitBarProps) {
  const may = useMay("member");
  if (!may) return <p className="submit-bar muted">Your role may look at jobs, and not create them.</p>;
  return (
    <div className="submit-bar" role="group" aria-label="Create it">
      <Button kind="primary" icon="play" isBusy={isBusy} onClick={() => onSend("watch")} title="Ctrl+Enter" aria-keyshortcuts="Control+Enter">
        Create and watch
      </Button>
      <Button disabled={isBusy} onClick={() => onSend("stay")}>
        Create
      </Button>
      {!isTask && (
        <Button disabled={isBusy} onClick={onSchedule}>
          Schedule…
        </Button>
      )}
      <span className={isTried && count > 0 ? "field-error" : "muted"} role="status">
        {count === 0 ? "" : isTried ? `${count} ${count === 1 ? "thing is" : "things are"} wrong or missing.` : ""}
      </span>
    </div>
  );
}
