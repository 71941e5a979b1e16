import type { Job } from "tabwright";
import { useMay } from "#/api/session";
import { doing, errorType, place } from "#/features/shared/job-words";
import { shortId } from "#/ui/copy";
import { Link } from "#/ui/link";
import { Menu, MenuItem } from "#/ui/menu";
import { StateBadge } from "#/ui/state-badge";
import type { Column } from "#/ui/table";
import { RelativeTime } from "#/ui/time";
import { purge, replay } from "./doing";

export const COLUMNS: readonly Column<Job>[] = [
  { id: "page", head: "Job", isWide: true, cell: (job) => <Link to="/jobs/$jobId" params={{ jobId: job.id }} title={job.targetUrl}>{place(job)}</Link> },
  { id: "reason", head: "Reason", hide: "small", cell: (job) => <StateBadge state={{ word: errorType(job), icon: "boxed", tone: "bad" }} /> },
  { id: "id", head: "Id", hide: "small", cell: ({ id }) => <code title={id}>{shortId(id)}</code> },
  { id: "what", head: "What", hide: "medium", cell: doing },
  { id: "tries", head: "Tries", align: "end", hide: "small", cell: ({ retryCount }) => retryCount + 1 },
  { id: "when", head: "Failed", cell: ({ completedAt }) => <RelativeTime at={completedAt} /> },
  { id: "menu", head: "", align: "end", cell: (job) => <JobMenu job={job} /> },
];

function JobMenu({ job: { id } }: { job: Job }) {
  if (!useMay("member")) return null;
  return (
    <Menu
      kind="quiet"
      label={`Actions for ${shortId(id)}`}
      items={
        <>
          <MenuItem onClick={() => void replay([id])}>Start it again</MenuItem>
          <MenuItem isDanger onClick={() => void purge([id])}>
            Remove…
          </MenuItem>
        </>
      }
    />
  );
}
