import { useSearch } from "@tanstack/react-router";
import type { Alert } from "tabwright/v1/alert";
import { api } from "#/api/api";
import { usePages } from "#/features/shared/pages";
import { useRegularly } from "#/features/shared/regularly";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { OutLink } from "#/ui/link";
import { StateBadge } from "#/ui/state-badge";
import { type Column, Table } from "#/ui/table";
import { Tab, Tabs } from "#/ui/tabs";
import { RelativeTime } from "#/ui/time";
import { ALERT_STATES } from "./search";
import { sentence, severityState } from "./words";

const SIZE = 20;
const EVERY_MS = 10_000;

/** What a person should look at. For administrators. */
export function Alerts() {
  const { alerts } = useSearch({ from: "/health" });
  const { list, pager } = usePages(
    ["health", "alerts", alerts],
    (pageToken, signal) => api.alerts.listAlerts({ state: alerts ?? "", limit: SIZE, pageToken }, { signal }),
    SIZE,
  );
  useRegularly(list.reload, EVERY_MS);
  return (
    <>
      <Tabs label="States of alerts">
        {[undefined, ...ALERT_STATES].map((one) => (
          <Tab key={one ?? "all"} to="." search={(old) => ({ ...old, alerts: one, page: undefined, token: undefined })} isChosen={alerts === one} resetScroll={false}>
            {one ? sentence(one).slice(0, -1) : "All"}
          </Tab>
        ))}
      </Tabs>
      <ErrorBox error={list.error} what="The alerts could not be read" onRetry={list.reload} />
      <Table
        label="Alerts"
        columns={COLUMNS}
        rows={list.data?.data}
        id={(one) => one.id}
        isBusy={list.isLoading && !list.data}
        isStale={list.isStale}
        detail={(one) => <p className="health-lines">{sentence(one.summary)}{one.inhibitedBy && ` Nobody is told: ${one.inhibitedBy} fires, too.`}</p>}
        empty={<Empty title={alerts ? `No alert is ${alerts}.` : "There has been no alert for 30 days."} />}
      />
      {pager}
    </>
  );
}

const COLUMNS: readonly Column<Alert>[] = [
  { id: "severity", head: "Severity", cell: (one) => <StateBadge state={severityState(one.severity)} isPlain={one.state === "resolved"} /> },
  { id: "rule", head: "Rule", cell: (one) => <>{one.rule} <span className="muted">{one.subject}</span></>, isWide: true },
  { id: "state", head: "State", cell: (one) => one.state },
  { id: "since", head: "Since", cell: (one) => <RelativeTime at={one.firedAt ?? one.startedAt} /> },
  { id: "resolved", head: "Resolved", cell: (one) => <RelativeTime at={one.resolvedAt} />, hide: "small" },
  { id: "todo", head: "", align: "end", cell: (one) => <OutLink href={one.runbookUrl}>What to do</OutLink>, hide: "small" },
];
