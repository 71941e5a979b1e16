import type { HealthComponent, HealthReport, HealthTrend } from "tabwright/v1/health_report";
import { Icon, type IconName } from "#/ui/icon";
import { Meter } from "#/ui/meter";
import { StateBadge } from "#/ui/state-badge";
import { type Column, Table } from "#/ui/table";
import { scoreState, scoreTone, sentence } from "./words";

interface Props {
  report: HealthReport | undefined;
  isStale: boolean;
}

/** The parts of the service, the worst first, each with why and what to do. */
export function Components({ report, isStale }: Props) {
  const rows = report && [...report.components].sort((one, other) => rank(one) - rank(other));
  return (
    <Table label="Parts" columns={COLUMNS} rows={rows} id={(one) => one.name} isBusy={!rows} isStale={isStale} detail={(one) => <Why part={one} />} />
  );
}

/** What is unknown is worse than what is well, and not as bad as what is not. */
function rank({ score, isCritical }: HealthComponent): number {
  return (score ?? 79.5) - (isCritical ? 0.25 : 0);
}

const COLUMNS: readonly Column<HealthComponent>[] = [
  { id: "state", head: "State", cell: (one) => <StateBadge state={scoreState(one.score)} /> },
  { id: "name", head: "Part", cell: (one) => <Name part={one} />, isWide: true },
  { id: "score", head: "Score", cell: (one) => (one.score === undefined ? "–" : <Score score={one.score} label={one.name} />) },
  { id: "quarter", head: "15 min", cell: (one) => <Trend trend={one.last15Minutes} />, hide: "small" },
  { id: "day", head: "24 h", cell: (one) => <Trend trend={one.last24Hours} />, hide: "small" },
];

function Name({ part }: { part: HealthComponent }) {
  return (
    <>
      <b className="health-name">{part.name}</b>{" "}
      {part.isCritical ? <span className="muted health-weight">critical</span> : part.weight === 0 ? <span className="muted health-weight">for information</span> : null}
    </>
  );
}

export function Score({ score, label }: { score: number; label: string }) {
  return <Meter label={`Score of ${label}`} value={score} max={100} text={String(score)} tone={scoreTone(score)} />;
}

function Why({ part }: { part: HealthComponent }) {
  return (
    <>
      <p>{sentence(part.reason)}</p>
      {part.todo && <p className="health-todo">What to do: {part.todo}.</p>}
    </>
  );
}

const DIRECTIONS: Record<string, [IconName, string]> = { rising: ["up", "rising"], falling: ["down", "falling"], steady: ["next", "steady"] };

/** Where a score is going: the average, and by how much it changes. */
export function Trend({ trend }: { trend: HealthTrend | undefined }) {
  const found = trend && DIRECTIONS[trend.direction];
  if (!found || trend.average === undefined) return <span className="muted">{trend?.average === undefined ? "–" : `ø ${Math.round(trend.average)}`}</span>;
  const [icon, word] = found;
  const by = word !== "steady" && trend.change !== undefined ? ` by ${Math.abs(Math.round(trend.change))}` : "";
  const lowest = trend.lowest === undefined ? "" : `, lowest ${trend.lowest}`;
  return (
    <span className={`health-trend ${trend.direction}`} title={`${word}${by}; average ${Math.round(trend.average)}${lowest}, ${trend.minutes} minutes known`}>
      <Icon name={icon} /> {word}
      {by} <span className="muted">ø {Math.round(trend.average)}</span>
    </span>
  );
}
