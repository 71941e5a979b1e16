import type { HealthReport } from "tabwright/v1/health_report";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { useRegularly } from "#/features/shared/regularly";
import { reloadQueries, useQuery } from "#/store/query";
import { ErrorBox } from "#/ui/error-box";
import { Facts } from "#/ui/facts";
import { Page } from "#/ui/page";
import { Skeleton } from "#/ui/skeleton";
import { StateBadge } from "#/ui/state-badge";
import { RelativeTime } from "#/ui/time";
import { Alerts } from "./alerts";
import { Components, Score, Trend } from "./components";
import { Fallbacks } from "./fallbacks";
import { Level } from "./level";
import { sentence, statusState } from "./words";

const EVERY_MS = 10_000;
const again = () => {
  reloadQueries("health", "report");
  reloadQueries("health", "level");
};

export default function Health() {
  const isAdmin = useMay("admin");
  const report = useQuery(["health", "report"], (signal) => api.health.getHealthReport({}, { signal }));
  const level = useQuery(["health", "level"], (signal) => api.fallbacks.getServiceLevel({}, { signal }));
  useRegularly(again, EVERY_MS);
  const { data } = report;
  return (
    <Page title="Health" state={data && summary(data)} beside={data && <StateBadge state={statusState(data.status)} />}>
      <ErrorBox error={report.error ?? level.error} what="The health could not be read" onRetry={again} />
      {data && <Whole report={data} />}
      <section>
        <h2>Parts</h2>
        <Components report={data} isStale={report.isStale} />
        {data && <Numbers report={data} />}
      </section>
      <section>
        <h2>Service level</h2>
        {level.data ? <Level level={level.data} isStale={level.isStale} /> : !level.error && <Skeleton />}
      </section>
      <section>
        <h2>Alerts</h2>
        {isAdmin ? <Alerts /> : <p className="muted">Administrators of the installation see the alerts.</p>}
      </section>
      <section>
        <h2>Fallbacks</h2>
        <Fallbacks />
      </section>
    </Page>
  );
}

function summary({ score, reason, status }: HealthReport): string {
  if (status === "unknown") return reason ? sentence(reason) : "Nothing has been measured yet: it is, once a minute.";
  return `${score} of 100${reason ? `: ${sentence(reason)}` : "."}`;
}

function Whole({ report }: { report: HealthReport }) {
  return (
    <Facts
      facts={[
        ["Score", report.score === undefined ? undefined : <Score score={report.score} label="the service" />],
        ["Last 15 minutes", <Trend trend={report.last15Minutes} />],
        ["Last 24 hours", <Trend trend={report.last24Hours} />],
        ["Measured", <RelativeTime at={report.measuredAt} none="not yet" />],
      ]}
    />
  );
}

/** docs/health.md says what each is, and how to check it. */
function Numbers({ report }: { report: HealthReport }) {
  const facts = Object.entries(report.facts);
  if (facts.length === 0) return null;
  return (
    <details className="fold">
      <summary>The numbers that the parts are judged by ({facts.length})</summary>
      <Facts facts={facts.map(([name, value]) => [name, String(Math.round(value * 1000) / 1000)] as const)} />
    </details>
  );
}
