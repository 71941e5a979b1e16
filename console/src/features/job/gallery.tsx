import { useState } from "react";
import type { Artifact } from "tabwright/v1/artifact";
import { download, save } from "#/api/download";
import { useAction } from "#/store/action";
import type { Query } from "#/store/query";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { ErrorBox } from "#/ui/error-box";
import { Icon } from "#/ui/icon";
import { isPicture, Picture, useBytes, usePictureUrl } from "./picture";
import { isText, TextPreview } from "./text-preview";

/** Larger pictures have no small one in the gallery: it would be the whole file. */
const MOST_THUMB_BYTES = 3_000_000;

/** The files of the job. Nothing of them is opened as a page: pages of strangers have made them. */
export function Gallery({ artifacts }: { artifacts: Query<Artifact[]> }) {
  const [open, setOpen] = useState<string>();
  const all = artifacts.data ?? [];
  const at = all.findIndex(({ id }) => id === open);
  const shown = all[at];
  const step = (by: number) => setOpen(all.at((at + by) % all.length)?.id);
  return (
    <>
      <ErrorBox error={artifacts.error} what="The files could not be listed" onRetry={artifacts.reload} />
      {artifacts.data && all.length === 0 && <p className="muted">It has made no files.</p>}
      <ul className="job-files">
        {all.map((artifact) => (
          <li key={artifact.id}>
            <button type="button" onClick={() => setOpen(artifact.id)}>
              {isPicture(artifact) && artifact.sizeBytes <= MOST_THUMB_BYTES ? <Thumb artifact={artifact} /> : <Icon name={artifact.artifactType === "video" ? "play" : "task"} />}
              <span className="cut">{artifact.name}</span>
              <span className="muted">
                {artifact.artifactType} · {size(artifact.sizeBytes)}
                {artifact.attempt > 1 && ` · try ${artifact.attempt}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown && (
        <Dialog
          title={shown.name}
          isWide
          onClose={() => setOpen(undefined)}
          actions={
            <>
              {all.length > 1 && (
                <>
                  <Button icon="back" label="The one before" onClick={() => step(-1)} />
                  <Button icon="next" label="The next one" onClick={() => step(1)} />
                </>
              )}
              <Save artifact={shown} />
              <Button onClick={() => setOpen(undefined)}>Close</Button>
            </>
          }
        >
          <Preview key={shown.id} artifact={shown} />
        </Dialog>
      )}
    </>
  );
}

function Thumb({ artifact }: { artifact: Artifact }) {
  const url = usePictureUrl(useBytes(artifact).data);
  return url ? <img src={url} alt="" /> : <Icon name="eye" />;
}

function Preview({ artifact }: { artifact: Artifact }) {
  if (isPicture(artifact)) return <Picture artifact={artifact} caption={`${artifact.artifactType}, ${size(artifact.sizeBytes)}`} />;
  if (isText(artifact)) return <TextPreview artifact={artifact} />;
  return (
    <p>
      {artifact.mimeType || "A file"}, {size(artifact.sizeBytes)}. {why(artifact)}
    </p>
  );
}

function why({ mimeType, artifactType }: Artifact): string {
  if (mimeType === "application/pdf") return "Browsers show a PDF only in a page of its own, which could act as part of this console: save it, and open it from there.";
  if (artifactType === "trace") return "Save it, and open it with the trace viewer: npx playwright show-trace.";
  if (/html|svg|xml/.test(mimeType)) return "It may have script in it, so it is not shown here: save it, and look at it as text.";
  if (mimeType.startsWith("text/") || mimeType.includes("json")) return "It is too large to be shown here: save it.";
  return "It is not shown here: save it.";
}

function Save({ artifact }: { artifact: Artifact }) {
  const act = useAction(async () => save(await download(artifact.jobId, artifact.name), artifact.name));
  return (
    <>
      <ErrorBox error={act.trouble} what="The file could not be read" />
      <Button icon="download" isBusy={act.isBusy} onClick={() => void act.run()}>
        Save
      </Button>
    </>
  );
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
