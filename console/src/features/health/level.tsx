import { useState } from "react";
import type { ServiceLevel, ServiceLevelChange, ServiceLevelRules } from "tabwright/v1/service_level";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { attempt } from "#/features/shared/attempt";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { confirm } from "#/ui/confirm";
import { Facts } from "#/ui/facts";
import { StateBadge } from "#/ui/state-badge";
import { type Column, Table } from "#/ui/table";
import { RelativeTime } from "#/ui/time";
import { LevelDialog } from "./level-dialog";
import { causeWords, levelState, sentence } from "./words";

/** At which level the service works, and what it refuses. */
export function Level({ level, isStale }: { level: ServiceLevel; isStale: boolean }) {
  const isAdmin = useMay("admin");
  const [isSetting, setSetting] = useState(false);
  const { override } = level;
  return (
    <>
      <div className="spread">
        <span className="row">
          <StateBadge state={levelState(level.level)} />
          <span>
            {causeWords(level.cause)}, since <RelativeTime at={level.since} none="the database was lost" />
          </span>
        </span>
        {isAdmin && (
          <span className="row">
            {override && <Button onClick={() => void end()}>End what was set</Button>}
            <Button onClick={() => setSetting(true)}>Set the level</Button>
          </span>
        )}
      </div>
      <Texts title="Refused now" none="Nothing is refused." texts={level.refuses} />
      {level.reasons.length > 0 && <Texts title="Why" texts={level.reasons} />}
      <Facts
        facts={[
          ["Set by hand", override && <>{override.level}, ends <RelativeTime at={override.until} />{override.reason && `: ${override.reason}`}</>],
          ["Measured", level.measuredAt && <>{level.measuredLevel}, <RelativeTime at={level.measuredAt} /></>],
          ["On its way up since", level.calmSince && <RelativeTime at={level.calmSince} />],
          ["Workers fill", level.workerCeiling < 1 ? `${Math.round(level.workerCeiling * 100)} % of their slots` : undefined],
        ]}
      />
      {!isAdmin && <p className="muted">Administrators of the installation can set another level for a time.</p>}
      <details className="fold">
        <summary>All levels</summary>
        <Table label="Levels" columns={LEVELS} rows={level.levels} id={(one) => one.level} />
      </details>
      {level.changes.length > 0 && (
        <details className="fold">
          <summary>Latest changes ({level.changes.length})</summary>
          <Table label="Changes" columns={CHANGES} rows={level.changes} id={changeId} isStale={isStale} />
        </details>
      )}
      {isSetting && <LevelDialog now={level.level} onClose={() => setSetting(false)} />}
    </>
  );
}

function changeId({ at, before, after }: ServiceLevelChange): string {
  return `${at?.seconds} ${at?.nanos} ${before} ${after}`;
}

function Texts({ title, texts, none }: { title: string; texts: readonly string[]; none?: string }) {
  return (
    <div>
      <h3>{title}</h3>
      {texts.length === 0 ? <p>{none}</p> : <ul className="health-texts">{texts.map((text) => <li key={text}>{sentence(text)}</li>)}</ul>}
    </div>
  );
}

function Lines({ texts, none }: { texts: readonly string[]; none: string }) {
  return <span className="health-lines">{texts.length > 0 ? texts.map(sentence).join(" ") : none}</span>;
}

const LEVELS: readonly Column<ServiceLevelRules>[] = [
  { id: "level", head: "Level", cell: (one) => <StateBadge state={levelState(one.level)} isPlain /> },
  { id: "when", head: "Comes about when", cell: (one) => <Lines texts={one.conditions} none="Nothing below is the case." /> },
  { id: "refuses", head: "Refuses", cell: (one) => <Lines texts={one.refuses} none="Nothing." />, hide: "small" },
];

const CHANGES: readonly Column<ServiceLevelChange>[] = [
  { id: "at", head: "When", cell: (one) => <RelativeTime at={one.at} /> },
  { id: "to", head: "Change", cell: (one) => <>{one.before} → {one.after}</> },
  { id: "cause", head: "Cause", cell: (one) => causeWords(one.cause), hide: "small" },
  { id: "why", head: "Why", cell: (one) => <Lines texts={one.reasons} none="–" /> },
];

async function end(): Promise<void> {
  const text = "The level is as measured again at once.";
  if (!(await confirm({ title: "End the level that was set?", text, action: "End it" }))) return;
  await attempt(() => api.fallbacks.setServiceLevel({}), "The level is as measured again.");
  reloadQueries("health");
}
