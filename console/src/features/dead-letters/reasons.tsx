import { api } from "#/api/api";
import { errorType } from "#/features/shared/job-words";
import { useLiveReload } from "#/store/live";
import { useQuery } from "#/store/query";
import { Tab, Tabs } from "#/ui/tabs";

const MOST = 100;

/** Why jobs have failed, the most frequent reason first: each is a link that shows only its jobs. */
export function Reasons({ reason }: { reason: string | undefined }) {
  const { data, reload } = useQuery(["dead-letters", "reasons"], (signal) => api.deadLetters.listDeadLetters({ limit: MOST }, { signal }));
  useLiveReload(reload, ({ type }) => type === "job.failed" || type === "job.replayed");
  const counts = new Map<string, number>();
  for (const job of data?.data ?? []) counts.set(errorType(job), (counts.get(errorType(job)) ?? 0) + 1);
  if (reason && !counts.has(reason)) counts.set(reason, 0);
  if (counts.size === 0) return null;
  const isMore = Boolean(data?.nextPageToken);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  // Only the latest are counted, and of one reason there may be more than among them.
  const shown = (count: number) => (isMore ? (count === 0 ? undefined : `${count}+`) : count);
  return (
    <Tabs label="Reasons">
      <Tab to="/dead-letters" search={(old) => ({ since: old.since, browser: old.browser })} isChosen={!reason} count={shown(data?.data.length ?? 0)}>
        All
      </Tab>
      {sorted.map(([name, count]) => (
        <Tab key={name} to="/dead-letters" search={(old) => ({ since: old.since, browser: old.browser, reason: name })} isChosen={reason === name} count={shown(count)}>
          {name}
        </Tab>
      ))}
    </Tabs>
  );
}
