import type { Worker } from "tabwright/v1/worker";
import { Icon } from "#/ui/icon";
import { Link } from "#/ui/link";
import type { State } from "#/ui/states";
import type { Process } from "./processes";

const STATES: Record<string, State> = {
  idle: { word: "Idle", icon: "ring", tone: "wait" },
  busy: { word: "Busy", icon: "turning", tone: "run" },
  held: { word: "Held", icon: "pause", tone: "later" },
  offline: { word: "Offline", icon: "cross", tone: "bad" },
};

/** Of a slot. A newer server may have states that are not known here. */
function slotState(status: string): State {
  return STATES[status] ?? { word: status, icon: "ring", tone: "off" };
}

/** How many lanes stand beside each other. */
const MOST = 8;

/** The slots of a process, one lane each, and how many of them do what. */
export function Lanes({ process }: { process: Process }) {
  return (
    <span className="lanes">
      <span className="lanes-all" style={{ gridTemplateColumns: `repeat(${Math.min(process.slots.length, MOST)}, auto)` }}>
        {process.slots.map((slot) => (
          <Lane key={slot.id} slot={slot} />
        ))}
      </span>
      <span>{counts(process.slots)}</span>
    </span>
  );
}

function Lane({ slot }: { slot: Worker }) {
  const state = slotState(slot.status);
  const className = `lane tone-${state.tone}`;
  if (slot.currentJobId) {
    return (
      <Link to="/jobs/$jobId" params={{ jobId: slot.currentJobId }} className={className} title={`Runs the job ${slot.currentJobId}`}>
        <Icon name={state.icon} label={`${state.word}: job ${slot.currentJobId}`} />
      </Link>
    );
  }
  return (
    <span className={className} title={slot.status === "busy" ? "Runs a job of another client" : state.word}>
      <Icon name={state.icon} />
    </span>
  );
}

function counts(slots: readonly Worker[]): string {
  const words = Object.keys(STATES).flatMap((status) => {
    const count = slots.filter((slot) => slot.status === status).length;
    return count > 0 ? [`${count} ${status}`] : [];
  });
  return words.join(", ");
}
