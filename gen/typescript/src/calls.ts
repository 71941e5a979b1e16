/** What every call is given: the key, a deadline, an end with its client, and another try where that is safe. */

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

/** Adds headers to each call, and repeats those that are safe to repeat. Throws a TypeError for a key that cannot be sent. */
export function interceptor(apiKey: string, { headers = {} }: ConnectOptions): Interceptor {
  if (!/^[ -~]*$/.test(apiKey)) throw new TypeError("the API key must be printable ASCII, without line breaks");
  const own = Object.entries(apiKey ? { "x-api-key": apiKey, ...headers } : headers);
  return (next) => async (request) => {
    for (const [name, value] of own) request.header.set(name, value);
    const isSafe = !request.stream && request.method.idempotency !== Idempotency.IDEMPOTENCY_UNKNOWN;
    const call = async () => {
      request.signal.throwIfAborted(); // the transport would connect once more
      return next(request);
    };
    return isSafe ? again(call, request.signal) : call();
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

/** Ends the calls that run when their client is closed, and those that come after. */
export function withEnd(transport: Transport, closed: AbortSignal): Transport {
  return {
    async unary(method, signal, ...call) {
      closed.throwIfAborted();
      return transport.unary(method, joined(closed, signal), ...call);
    },
    async stream(method, signal, ...call) {
      closed.throwIfAborted();
      return transport.stream(method, joined(closed, signal), ...call);
    },
  };
}

/** Is aborted with the first of both. */
export function joined(one: AbortSignal, other?: AbortSignal): AbortSignal {
  return other ? AbortSignal.any([one, other]) : one;
}
