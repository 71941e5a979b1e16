/** Tabwright's client for Node.js, by gRPC. `connect` is where to begin. */

import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { baseUrl, type ConnectOptions, interceptor, withDeadlines } from "./calls.js";
import { Client } from "./client.js";

export * from "./exports.js";

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
