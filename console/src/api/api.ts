/** The client of all calls: gRPC-Web to where the page is from, with what this tab is signed in with. */

import type { DescService } from "@bufbuild/protobuf";
import { createClient, type Interceptor, type Transport } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { type Client, Code, ConnectError } from "tabwright";
import services from "tabwright/services";
// Every page needs these at once: they come with the console itself, and not after it.
import "tabwright/v1/auth_service";
import "tabwright/v1/job_service";
import { credentials } from "./session";

/** How long a call may take that answers once, in milliseconds, beside its own `waitMs`. */
const PATIENCE_MS = 30_000;

type Renew = (refused: Record<string, string>) => Promise<boolean>;

/** Is set by what signs in: gets other credentials than those that were refused, and says whether there are any. */
let renew: Renew | undefined;

export function onUnauthenticated(ask: Renew): void {
  renew = ask;
}

/** Gets credentials for a stream that was ended since those that it had are not good any more. Calls do so by themselves. */
export async function renewed(refused: Record<string, string>): Promise<boolean> {
  return (await renew?.(refused)) ?? false;
}

/** Calls by which one comes to credentials, or gets rid of them: they need none, and none helps them. */
const OPEN = new Set(["GetSignInWays", "Login", "Refresh", "Logout", "StartOidc"]);

const signed: Interceptor = (next) => async (request) => {
  if (OPEN.has(request.method.name)) return next(request);
  const used = credentials();
  const set = () => {
    for (const [name, value] of Object.entries(credentials())) request.header.set(name, value);
  };
  set();
  try {
    return await next(request);
  } catch (error) {
    if (request.stream || !isRefused(error) || !(await renewed(used))) throw error;
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

const transport = withDeadlines(createGrpcWebTransport({ baseUrl: location.origin, interceptors: [signed] }));

type Services = Omit<Client, "run" | "runTask" | "watch" | "watchJobs" | "listAll" | "download" | "close">;

/** All services, by the names of the TypeScript SDK: `api.jobs.getJob({ jobId }, { signal })`. Each is loaded by its first call. */
export const api = Object.fromEntries(Object.entries(services).map(([name, load]) => [name, lazily(load)])) as unknown as Services;

type Methods = Record<string, (...given: unknown[]) => unknown>;

function lazily(load: () => Promise<DescService>): object {
  let loading: Promise<Methods> | undefined;
  const client = () =>
    (loading ??= load().then(
      (service) => createClient(service, transport) as Methods,
      (error: unknown) => {
        loading = undefined; // a file that cannot be had now may be had later
        throw ConnectError.from(error, Code.Unavailable);
      },
    ));
  return new Proxy({}, { get: (_, method: string) => (...given: unknown[]) => answer(client().then((known) => known[method]?.(...given))) });
}

/** What a method gives back: a promise of the one answer, or, of a stream, its messages. */
function answer(made: Promise<unknown>): unknown {
  const stream = {
    async *[Symbol.asyncIterator]() {
      yield* (await made) as AsyncIterable<unknown>;
    },
  };
  return Object.assign(made, stream);
}
