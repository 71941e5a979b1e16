import type { WorkerStats } from "tabwright/v1/worker";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { useRegularly } from "#/features/shared/regularly";
import { reloadQueries, useQuery } from "#/store/query";
import { ErrorBox } from "#/ui/error-box";
import { Page } from "#/ui/page";
import { duration } from "#/ui/time";
import { ProcessTable } from "./process-table";
import { QueueTable } from "./queue-table";

const EVERY_MS = 5_000;
const again = () => reloadQueries("workers");

export default function Workers() {
  const isAdmin = useMay("admin");
  const workers = useQuery(["workers", "list"], (signal) => api.workers.listWorkers({}, { signal }));
  const stats = useQuery(["workers", "stats"], (signal) => api.workers.getWorkerStats({}, { signal }));
  const types = useQuery(["workers", "types"], (signal) => api.browsers.listBrowsers({}, { signal }));
  const health = useQuery(["health", "report"], (signal) => api.health.getHealthReport({}, { signal }));
  useRegularly(again, EVERY_MS);
  return (
    <Page title="Workers" state={stats.data && sentence(stats.data, health.data?.facts["oldestWaitS"])}>
      <ErrorBox error={workers.error ?? stats.error ?? types.error} what="The workers could not be read" onRetry={again} />
      <ProcessTable workers={workers.data?.data} readAt={workers.at} isBusy={workers.isLoading} isStale={workers.isStale} isAdmin={isAdmin} />
      <section>
        <h2>Queue</h2>
        <QueueTable types={types.data?.data} stats={stats.data} isStale={stats.isStale || types.isStale} isAdmin={isAdmin} />
        {!isAdmin && <p className="muted">Administrators of the installation pause and resume browser types, and see the machines.</p>}
      </section>
    </Page>
  );
}

function sentence(stats: WorkerStats, oldestS: number | undefined): string {
  const held = stats.heldWorkers > 0 ? `, ${stats.heldWorkers} held` : "";
  const slots = stats.totalWorkers === 0 ? "No slot" : `${stats.busyWorkers} of ${stats.totalWorkers} slots busy${held}`;
  const oldest = oldestS !== undefined && oldestS >= 1 && stats.pendingJobs > 0 ? `; the oldest has waited ${duration(oldestS * 1000)}` : "";
  return `${slots}. ${jobs(stats.processingJobs, "run")}, ${stats.pendingJobs} ${stats.pendingJobs === 1 ? "waits" : "wait"}${oldest}.`;
}

function jobs(count: number, verb: string): string {
  return count === 1 ? `1 job ${verb}s` : `${count} jobs ${verb}`;
}
