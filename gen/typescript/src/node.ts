/** Tabwright's client for Node.js, by gRPC. `connect` is where to begin. */

import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { lstat, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { baseUrl, type ConnectOptions, interceptor, withDeadlines } from "./calls.js";
import { Client as AnyClient, type WatchOptions } from "./client.js";
import { again } from "./tries.js";

export * from "./exports.js";

export interface DownloadOptions extends WatchOptions {
  /** Whether a file of the same name is replaced. Default: false. */
  overwrite?: boolean;
}

/** All services of Tabwright over one connection. Errors are ConnectErrors; `problem` reads them. */
export class Client extends AnyClient {
  /**
   * Writes an artifact, by its file name, such as "screenshot.png", or its id, into a file, piece by piece. The file has
   * its name once it is complete. Rejects with the code EEXIST where another file has it, which stays, unless `overwrite`.
   */
  async downloadTo(jobId: string, name: string, path: string, options: DownloadOptions = {}): Promise<void> {
    const { signal, overwrite = false } = options;
    const part = `${path}.${randomUUID()}.part`;
    const write = async () => {
      const pieces = this.artifacts.downloadArtifact({ jobId, artifact: name }, { signal });
      await pipeline(dataOf(pieces), createWriteStream(part));
    };
    try {
      await again(write, this.untilClosed(signal));
      if (!overwrite && (await isThere(path))) {
        throw Object.assign(new Error(`there is a file already: ${path}`), { code: "EEXIST" });
      }
      await rename(part, path);
    } finally {
      await rm(part, { force: true });
    }
  }
}

/**
 * Opens a client. Nothing is sent before its first call.
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

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
