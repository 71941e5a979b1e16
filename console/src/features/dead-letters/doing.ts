import { api } from "#/api/api";
import { problemText } from "#/api/problem-text";
import { attempt } from "#/features/shared/attempt";
import { reloadQueries } from "#/store/query";
import { confirm } from "#/ui/confirm";
import { toast } from "#/ui/toast";
import { type Filter, matching } from "./matching";

/** Starts jobs again; those that cannot be are counted. False: it failed. */
export async function replay(ids: readonly string[]): Promise<boolean> {
  return done(async () => {
    const { jobIds } = await api.deadLetters.replayDeadLetters({ jobIds: [...ids] });
    const left = ids.length - jobIds.length;
    toast(`${jobs(jobIds.length)} ${jobIds.length === 1 ? "starts" : "start"} again.${left ? ` ${jobs(left)} could not: they have not failed any more, or their browser type is inactive.` : ""}`);
  });
}

/** Removes jobs once somebody has said yes. False: nobody has, or it failed. */
export async function purge(ids: readonly string[]): Promise<boolean> {
  return (await mayPurge(jobs(ids.length))) && remove(ids);
}

export async function replayAll(filter: Filter): Promise<void> {
  const found = await counted(filter);
  if (!found) return;
  const text = found.isMore ? "There are more than 1000 that match. These are the ones that failed last." : "Each starts as if it were new, with all its retries.";
  if (await confirm({ title: `Start ${jobs(found.ids.length)} again?`, text, action: "Start them again" })) await replay(found.ids);
}

export async function purgeAll(filter: Filter): Promise<void> {
  const found = await counted(filter);
  if (found && (await mayPurge(jobs(found.ids.length), found.isMore ? "There are more than 1000 that match. These are the ones that failed last. " : ""))) await remove(found.ids);
}

async function counted(filter: Filter) {
  try {
    return await matching(filter);
  } catch (error) {
    toast(problemText(error).title, { kind: "bad" });
    return undefined;
  }
}

async function mayPurge(what: string, more = ""): Promise<boolean> {
  const text = `${more}Their logs and files go with them. This cannot be taken back.`;
  return (await confirm({ title: `Remove ${what}?`, text, action: "Remove", isDestructive: true })) !== undefined;
}

async function remove(ids: readonly string[]): Promise<boolean> {
  return done(async () => {
    const { jobIds } = await api.jobs.purgeJobs({ jobIds: [...ids] });
    toast(`${jobs(jobIds.length)} removed.`);
  });
}

async function done(act: () => Promise<void>): Promise<boolean> {
  const isDone = await attempt(act);
  reloadQueries("dead-letters");
  return isDone;
}

function jobs(count: number): string {
  return count === 1 ? "1 job" : `${count} jobs`;
}
