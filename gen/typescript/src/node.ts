/** Tabwright's client for Node.js, by gRPC. `connect` is where to begin. */

import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { lstat, readlink, realpath, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { baseUrl, type ConnectOptions, interceptor, withDeadlines } from "./calls.js";
import { Client as AnyClient, type WatchOptions } from "./client.js";
import { again } from "./tries.js";

export * from "./exports.js";

export interface DownloadOptions extends WatchOptions {
  /** Whether a file of the same name is replaced; of a link, the file that it leads to. Default: false. */
  overwrite?: boolean;
}

/** All services of Tabwright over one connection. Errors are ConnectErrors; `problem` reads them. */
export class Client extends AnyClient {
  /**
   * Writes an artifact, by its file name, such as "screenshot.png", or its id, into a file, piece by piece. The file has
   * its name once it is complete. Rejects with the code EEXIST where another file has it, which stays, unless `overwrite`;
   * and where it is a folder, a device, a pipe or the like, which is never replaced.
   */
  async downloadTo(jobId: string, name: string, path: string, options: DownloadOptions = {}): Promise<void> {
    const { signal, overwrite = false } = options;
    const file = overwrite ? await destination(path) : path;
    const part = join(dirname(file), `.${randomUUID()}.part`); // the file's own name may be as long as names can be
    const write = async () => {
      const pieces = this.artifacts.downloadArtifact({ jobId, artifact: name }, { signal });
      await pipeline(dataOf(pieces), createWriteStream(part));
    };
    await mustBeFree(file, overwrite);
    try {
      await again(write, this.untilClosed(signal));
      await mustBeFree(file, overwrite);
      await rename(part, file);
    } finally {
      await rm(part, { force: true });
    }
  }
}

/**
 * Opens a client. Nothing is sent before its first call. Throws a TypeError where the key is not printable ASCII.
 *
 * @param address `host:port`, or URL, of the server or of its gateway. Default: TABWRIGHT_ADDRESS, or 127.0.0.1:50051.
 * @param apiKey The key of all calls. Default: TABWRIGHT_API_KEY.
 */
export function connect(address?: string, apiKey?: string, options: ConnectOptions = {}): Client {
  const url = baseUrl(address || process.env.TABWRIGHT_ADDRESS || "127.0.0.1:50051", options.tls);
  const key = apiKey || process.env.TABWRIGHT_API_KEY || "";
  // A server that is gone without a word is noticed. Servers permit a sign of life every 10 s.
  const sessionManager = new Http2SessionManager(url, { pingIntervalMs: 30_000, pingTimeoutMs: 10_000 });
  const transport = createGrpcTransport({ baseUrl: url, sessionManager, interceptors: [interceptor(key, options)] });
  return new Client(withDeadlines(transport, options), () => sessionManager.abort());
}

async function* dataOf(pieces: AsyncIterable<{ data: Uint8Array }>): AsyncGenerator<Uint8Array> {
  for await (const { data } of pieces) yield data;
}

/** Where a path leads: of a link, the file that it names, which may be missing. */
async function destination(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const link = await readlink(path).catch(() => undefined);
  return link === undefined ? path : destination(resolve(await realpath(dirname(path)), link));
}

async function mustBeFree(path: string, overwrite: boolean): Promise<void> {
  const there = await lstat(path).catch(() => undefined);
  if (!there || (overwrite && there.isFile())) return;
  const what = there.isFile() ? "a file already" : "something that is no file";
  throw Object.assign(new Error(`there is ${what}: ${path}`), { code: "EEXIST" });
}
