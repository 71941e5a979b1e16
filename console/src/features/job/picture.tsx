import { useEffect, useState } from "react";
import type { Artifact } from "tabwright/v1/artifact";
import { download, pictureType } from "#/api/download";
import { useQuery } from "#/store/query";
import { ErrorBox } from "#/ui/error-box";

/** Larger ones are not fetched to be looked at. */
export const MOST_BYTES = 25_000_000;
const TYPES = new Set(["image/png", "image/jpeg", "image/webp"]);

/** Whether it says that it is a picture of a kind without script; what its bytes say is looked at before it is shown. */
export function isPicture({ mimeType, sizeBytes }: Artifact): boolean {
  return TYPES.has(mimeType) && sizeBytes <= MOST_BYTES;
}

/** The bytes of a file. Null: nothing is fetched. */
export function useBytes(artifact: Artifact | null) {
  // Of a later attempt, the same name is another file.
  const key = artifact && ["artifact", artifact.jobId, artifact.name, artifact.id];
  return useQuery(key, (signal) => download(artifact?.jobId ?? "", artifact?.name ?? "", signal));
}

/** The address of a picture in the memory of this page. Undefined: it has not come yet, or is none. */
export function usePictureUrl(bytes: Uint8Array<ArrayBuffer> | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const type = bytes && pictureType(bytes);
    if (!bytes || !type) return setUrl(undefined);
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return url;
}

export function Picture({ artifact, caption }: { artifact: Artifact; caption: string }) {
  const bytes = useBytes(artifact);
  const url = usePictureUrl(bytes.data);
  const isNone = bytes.data !== undefined && pictureType(bytes.data) === undefined;
  return (
    <figure className="job-picture">
      <ErrorBox error={bytes.error} what="The picture could not be read" onRetry={bytes.reload} />
      {url && <img src={url} alt={caption} />}
      {isNone && <p>{artifact.name} is no picture that can be shown: its content is not what it says.</p>}
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
