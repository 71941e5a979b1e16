/** Files of jobs. What is in them was made by pages of strangers: nothing of it is opened here as a document. */

import { api } from "./api";

/** The bytes of an artifact, by its file name. Throws a ConnectError. */
export async function download(jobId: string, artifact: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const { data } of api.artifacts.downloadArtifact({ jobId, artifact }, signal ? { signal } : {})) {
    pieces.push(data as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** Hands bytes over to the person as a file. Whatever its name says, no browser takes it for a page. */
export function save(bytes: Uint8Array<ArrayBuffer>, fileName: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has begun by then; its bytes are needed no longer.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The type of a picture by its first bytes: png, jpeg and webp cannot contain script. Undefined: it is none of them. */
export function pictureType(bytes: Uint8Array): "image/png" | "image/jpeg" | "image/webp" | undefined {
  const begins = (at: number, ...values: number[]) => values.every((value, index) => bytes[at + index] === value);
  if (begins(0, 0x89, 0x50, 0x4e, 0x47)) return "image/png";
  if (begins(0, 0xff, 0xd8, 0xff)) return "image/jpeg";
  return begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50) ? "image/webp" : undefined;
}
