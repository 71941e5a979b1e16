import { useEffect, useState } from "react";
import { download, pictureType } from "#/api/download";
import { useQuery } from "#/store/query";
import { ErrorBox } from "#/ui/error-box";
import type { Found } from "./picking";

interface PagePictureProps {
  jobId: string;
  artifact: string;
  found: readonly Found[];
  near: Found | undefined;
  onNear: (one: Found | undefined) => void;
  onPick: (one: Found) => void;
}

/** The whole page, with what can be picked in it. Who has no mouse takes the list, which has the same. */
export function PagePicture({ jobId, artifact, found, near, onNear, onPick }: PagePictureProps) {
  const bytes = useQuery(["new-job", "picture", jobId, artifact], (signal) => download(jobId, artifact, signal));
  const [url, setUrl] = useState<string>();
  const [size, setSize] = useState<{ width: number; height: number }>();
  useEffect(() => {
    const type = bytes.data && pictureType(bytes.data);
    if (!bytes.data || !type) return;
    const made = URL.createObjectURL(new Blob([bytes.data], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes.data]);
  const shown = found.filter(({ box, action }) => box && action).toSorted((one, other) => area(other) - area(one));
  const part = (value: number, of: number) => `${(100 * value) / of}%`;
  return (
    <>
      <ErrorBox error={bytes.error} what="The picture could not be read" onRetry={bytes.reload} />
      {url && (
        <div className="shot" tabIndex={0} role="group" aria-label="Picture of the page; the list below has the same things">
          <div>
            <img src={url} alt="" onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setSize({ width: naturalWidth, height: naturalHeight })} />
            {size &&
              shown.map((one, index) => (
                <button
                  key={index}
                  type="button"
                  tabIndex={-1}
                  className={`shot-thing${one === near ? " near" : ""}`}
                  title={`${one.kind}: ${one.name}`}
                  aria-label={`${one.kind}: ${one.name}`}
                  style={{ left: part(one.box?.x ?? 0, size.width), top: part(one.box?.y ?? 0, size.height), width: part(one.box?.width ?? 0, size.width), height: part(one.box?.height ?? 0, size.height) }}
                  onPointerEnter={() => onNear(one)}
                  onPointerLeave={() => onNear(undefined)}
                  onClick={() => onPick(one)}
                />
              ))}
          </div>
        </div>
      )}
      <p className="muted cut" aria-hidden="true">
        {near ? `${near.kind}: ${near.name}` : "Point at something to see what it is called."}
      </p>
    </>
  );
}

function area({ box }: Found): number {
  return box ? box.width * box.height : 0;
}
