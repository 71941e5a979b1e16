import { Icon } from "./icon";
import type { State } from "./states";

/** A state by its word, shape and colour, each of which is enough: `<StateBadge state={jobState(job.status)} />`. */
export function StateBadge({ state, isPlain = false }: { state: State; /** Without a tint behind it. */ isPlain?: boolean }) {
  return (
    <span className={`state tone-${state.tone}${isPlain ? " plain" : ""}`}>
      <Icon name={state.icon} />
      {state.word}
    </span>
  );
}
