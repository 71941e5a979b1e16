import { useState } from "react";
import type { Job } from "tabwright";
import type { CountJobsResponse } from "tabwright/v1/job_service";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { confirm } from "#/ui/confirm";
import { ErrorBox } from "#/ui/error-box";
import type { IconName } from "#/ui/icon";
import { useShortcut } from "#/ui/shortcuts";
import { toast } from "#/ui/toast";
import { actOn, type Target } from "./bulk";
import { total } from "./counts";
import type { Filter } from "./filter";
import { type Act, ACTS, IS_FOR, statusesOf } from "./requests";

interface BulkBarProps {
  /** The chosen jobs, as they are now. */
  jobs: readonly Job[];
  filter: Filter;
  counts: CountJobsResponse | undefined;
  /** Whether all that match are meant, also those on other pages. */
  isAll: boolean;
  onAll: () => void;
  onClear: () => void;
}

const WORDS: Record<Act, { verb: string; done: string; icon: IconName; cannot: string; follows: string }> = {
  retry: { verb: "Retry", done: "Started again", icon: "reload", cannot: "cannot be retried", follows: "They begin with their first step again: what they have done on their sites already is done once more." },
  cancel: { verb: "Cancel", done: "Cancelled", icon: "slashed", cannot: "cannot be cancelled", follows: "Those that run are stopped; what they have done on their sites stays done." },
  purge: { verb: "Purge", done: "Purged", icon: "trash", cannot: "cannot be purged before they have ended", follows: "They are removed with their files, logs and events. This cannot be taken back." },
};

const NUMBER = new Intl.NumberFormat("en");

/** Stands in the place of the search box while rows are chosen: what can be done with how many of them. */
export function BulkBar({ jobs, filter, counts, isAll, onAll, onClear }: BulkBarProps) {
  const statuses = statusesOf(filter);
  const isWanted = (status: Job["status"]) => statuses.length === 0 || statuses.includes(status);
  const all = total(counts, isWanted);
  const size = isAll ? all : { count: jobs.length, more: false };
  const able = (act: Act) =>
    isAll ? total(counts, (status) => isWanted(status) && IS_FOR[act](status)) : { count: jobs.filter(({ status }) => IS_FOR[act](status)).length, more: false };
  const [progress, setProgress] = useState("");
  const act = useAction(async (which: Act) => {
    const { verb, done, cannot, follows } = WORDS[which];
    const can = able(which);
    const rest = size.count - can.count;
    const text = `${rest > 0 ? `${said({ ...size, count: rest })} of the ${said(size)} chosen ${cannot}, and stay as they are. ` : ""}${follows}`;
    if (!(await confirm({ title: `${verb} ${jobsOf(can)}?`, text, action: `${verb} ${jobsOf(can)}`, isDestructive: which !== "retry" }))) return;
    const target: Target = isAll ? { filter } : { ids: jobs.filter(({ status }) => IS_FOR[which](status)).map(({ id }) => id) };
    try {
      const changed = await actOn(which, target, (count) => setProgress(`${done} ${NUMBER.format(count)} of ${said(can)}`));
      toast(`${done}: ${jobsOf({ count: changed.length, more: false })}.${missed(changed.length, can, isAll)}`);
      onClear();
    } finally {
      setProgress("");
      reloadQueries("jobs");
      reloadQueries("job-counts");
    }
  });
  useShortcut("r", "Retry the chosen jobs", () => void act.run("retry"), able("retry").count > 0);
  useShortcut("c", "Cancel the chosen jobs", () => void act.run("cancel"), able("cancel").count > 0);
  useShortcut("Escape", "Choose nothing", onClear);
  const cannot = ACTS.map((which) => ({ which, rest: size.count - able(which).count })).filter(({ which, rest }) => rest > 0 && able(which).count > 0 && which !== "purge");
  return (
    <>
      <div className="jobs-bulk" role="toolbar" aria-label="What to do with the chosen jobs">
        <b role="status">{said(size)} chosen</b>
        {!isAll && (all.count > jobs.length || all.more) && (
          <Button kind="quiet" onClick={onAll}>
            {`Choose all ${said(all)} that match`}
          </Button>
        )}
        {ACTS.map((which) => (
          <Button key={which} icon={WORDS[which].icon} disabled={able(which).count === 0} isBusy={act.isBusy} onClick={() => void act.run(which)}>
            {`${WORDS[which].verb} ${said(able(which))}`}
          </Button>
        ))}
        <Button kind="quiet" onClick={onClear}>
          Clear
        </Button>
        <span className="muted">{progress || cannot.map(({ which, rest }) => `${said({ ...size, count: rest })} ${WORDS[which].cannot}`).join(", ")}</span>
      </div>
      <ErrorBox error={act.trouble} what="Not all was done" />
    </>
  );
}

function said({ count, more }: { count: number; more: boolean }): string {
  return `${NUMBER.format(count)}${more ? "+" : ""}`;
}

function jobsOf(size: { count: number; more: boolean }): string {
  return `${said(size)} ${size.count === 1 && !size.more ? "job" : "jobs"}`;
}

/** Jobs go on while somebody thinks: not all that could be changed when it was asked can be changed when it is done. */
function missed(changed: number, can: { count: number }, isAll: boolean): string {
  return !isAll && changed < can.count ? ` ${can.count - changed} had moved meanwhile, or ended by themselves.` : "";
}
