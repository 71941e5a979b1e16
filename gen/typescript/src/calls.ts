/** What every call is given: the key, a deadline, and another try where that is safe. */

import { MethodOptions_IdempotencyLevel as Idempotency } from "@bufbuild/protobuf/wkt";
import type { Interceptor, Transport } from "@connectrpc/connect";
import { again } from "./tries.js";

export interface ConnectOptions {
  /** Whether the connection is encrypted. An address that begins with `https://` says so, too. Default: false. */
  tls?: boolean;
  /**
   * How long a call may take that answers once, in milliseconds, unless it is given a `timeoutMs` of its own; its
   * `waitMs`, if it has one, is added. Streams have no deadline. Default: 30 000.
   */
  timeoutMs?: number;
  /** Sent with each call besides the key, such as `{authorization: "Bearer …"}`. */
  headers?: Record<string, string>;
}

/** The URL of an address: `host:port`, or a URL already. */
export function baseUrl(address: string, tls = false): string {
  return address.includes("://") ? address : `${tls ? "https" : "http"}://${address}`;
}

/** Adds headers to each call, and repeats those that are safe to repeat. */
export function interceptor(apiKey: string, { headers = {} }: ConnectOptions): Interceptor {
  const own = Object.entries(apiKey ? { "x-api-key": apiKey, ...headers } : headers);
  return (next) => async (request) => {
    for (const [name, value] of own) request.header.set(name, value);
    const isSafe = !request.stream && request.method.idempotency !== Idempotency.IDEMPOTENCY_UNKNOWN;
    return isSafe ? again(() => next(request), request.signal) : next(request);
  };
}

/** Gives each call that answers once a deadline. */
export function withDeadlines(transport: Transport, { timeoutMs = 30_000 }: ConnectOptions): Transport {
  return {
    stream: (...call) => transport.stream(...call),
    unary(method, signal, ownTimeoutMs, header, input, contextValues) {
      const waitMs = "waitMs" in input && typeof input.waitMs === "number" ? input.waitMs : 0;
      return transport.unary(method, signal, ownTimeoutMs ?? timeoutMs + waitMs, header, input, contextValues);
    },
  };
}
