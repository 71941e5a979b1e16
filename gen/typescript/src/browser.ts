/** Tabwright's client for web pages, by gRPC-Web. `connect` is where to begin. */

import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { baseUrl, type ConnectOptions, interceptor, withDeadlines } from "./calls.js";
import { Client } from "./client.js";

export { Client } from "./client.js";
export * from "./exports.js";

/**
 * Opens a client. Nothing is sent before its first call. Throws a TypeError where the key is not printable ASCII.
 *
 * @param address URL, or `host:port`, of the gateway, which must allow the page's origin. Default: where the page is from.
 * @param apiKey The key of all calls. What a page knows, its visitors know: a token of the visitor's own, as a header, or
 * a backend that adds the key, is better.
 */
export function connect(address?: string, apiKey?: string, options: ConnectOptions = {}): Client {
  const transport = createGrpcWebTransport({
    baseUrl: baseUrl(address || location.origin, options.tls),
    interceptors: [interceptor(apiKey ?? "", options)],
  });
  return new Client(withDeadlines(transport, options));
}
