/** The client of all calls: gRPC-Web to where the page is from, with what this tab is signed in with. */

import type { Interceptor, Transport } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { Client, Code, ConnectError } from "tabwright";
import { credentials } from "./session";

/** How long a call may take that answers once, in milliseconds, beside its own `waitMs`. */
const PATIENCE_MS = 30_000;

/** Is set by what signs in: gets new credentials, and says whether there are any. */
let renew: (() => Promise<boolean>) | undefined;

export function onUnauthenticated(ask: () => Promise<boolean>): void {
  renew = ask;
}

const signed: Interceptor = (next) => async (request) => {
  const set = () => {
    for (const [name, value] of Object.entries(credentials())) request.header.set(name, value);
  };
  set();
  try {
    return await next(request);
  } catch (error) {
    // A call about signing in says itself what is wrong with it.
    const isOurs = request.service.typeName.endsWith(".AuthService") && !request.header.has("authorization");
    if (isOurs || request.stream || !isRefused(error) || !(await renew?.())) throw error;
    set();
    return next(request);
  }
};

/** Whether a call was refused since nobody is signed in any more. */
export function isRefused(error: unknown): boolean {
  return error instanceof ConnectError && error.code === Code.Unauthenticated;
}

/** Gives each call that answers once a deadline. A stream has none. */
function withDeadlines(transport: Transport): Transport {
  return {
    stream: (...call) => transport.stream(...call),
    unary(method, signal, timeoutMs, header, input, contextValues) {
      const waitMs = "waitMs" in input && typeof input.waitMs === "number" ? input.waitMs : 0;
      return transport.unary(method, signal, timeoutMs ?? PATIENCE_MS + waitMs, header, input, contextValues);
    },
  };
}

const transport = createGrpcWebTransport({ baseUrl: location.origin, interceptors: [signed] });

/** All services, by the names of the TypeScript SDK: `api.jobs.getJob({ jobId }, { signal })`. */
export const api = new Client(withDeadlines(transport));
