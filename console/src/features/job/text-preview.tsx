import type { Artifact } from "tabwright/v1/artifact";
import { Code } from "#/ui/code";
import { ErrorBox } from "#/ui/error-box";
import { useBytes } from "./picture";

const MOST_CHARS = 200_000;
const MOST_BYTES = 5_000_000;

/** Whether it can be shown as text. What a browser could take for a page is not. */
export function isText({ mimeType, sizeBytes, artifactType }: Artifact): boolean {
  const isPage = /html|svg|xml/.test(mimeType);
  const isReadable = /^text\/|json|yaml|csv|javascript/.test(mimeType) || ["log", "har", "data"].includes(artifactType);
  return isReadable && !isPage && sizeBytes <= MOST_BYTES;
}

/** The beginning of a file as text; JSON with its lines broken. */
export function TextPreview({ artifact }: { artifact: Artifact }) {
  const bytes = useBytes(artifact);
  const whole = bytes.data && readable(new TextDecoder().decode(bytes.data), artifact);
  return (
    <>
      <ErrorBox error={bytes.error} what="The file could not be read" onRetry={bytes.reload} />
      {whole !== undefined && <Code text={whole.slice(0, MOST_CHARS)} label={artifact.name} />}
      {whole !== undefined && whole.length > MOST_CHARS && <p className="muted">The first {MOST_CHARS / 1000} kB are shown: save it for the rest.</p>}
    </>
  );
}

function readable(text: string, { mimeType, artifactType }: Artifact): string {
  if (!/json/.test(mimeType) && !["har", "data"].includes(artifactType)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // it says that it is JSON, and is not, or is cut: then as it is
  }
}
