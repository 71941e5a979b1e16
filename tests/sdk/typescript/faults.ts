/** What tests/sdk/test_typescript.py asks: each function is a rule of the client about a server with faults. */

import { deepEqual, equal, rejects, throws } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { lstat, mkdtemp, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { connect, type Client, problem } from "tabwright";
import { ArtifactService } from "tabwright/v1/artifact_service";
import { JobService, ListJobsRequestSchema } from "tabwright/v1/job_service";

const cursors: string[] = [];
const breaks = [Code.Unavailable, Code.Internal, Code.OutOfRange];
let downloads = 0;
let waiting = 0;
let waits = () => {};

/** What a call waits for that is never answered. */
async function itsEnd(signal: AbortSignal): Promise<never> {
  waiting++;
  waits();
  await new Promise((end) => signal.addEventListener("abort", end));
  throw signal.reason;
}

const jobs: Partial<ServiceImpl<typeof JobService>> = {
  async *watchJobs({ cursor }, { signal }) {
    cursors.push(cursor);
    yield { cursor: `${cursor}+` };
    if (!breaks.length) await itsEnd(signal);
    throw new ConnectError("it broke", breaks.shift());
  },
  getJob: (_, { signal }) => itsEnd(signal),
  createJob: (_, { signal }) => itsEnd(signal),
  /** Three jobs, on pages of two. */
  listJobs({ pageToken, page, limit }) {
    if (!pageToken) return { data: [{ id: "1" }, { id: "2" }], nextPageToken: "after 2" };
    deepEqual([pageToken, page, limit], ["after 2", 0, 2]);
    return { data: [{ id: "3" }] };
  },
};

const artifacts: Partial<ServiceImpl<typeof ArtifactService>> = {
  /** Artifacts of two pieces, of which the second does not come at the first time. */
  async *downloadArtifact({ artifact }, { signal }) {
    yield { data: Buffer.from("half ") };
    if (artifact === "endless") await itsEnd(signal);
    if (artifact === "none") throw new ConnectError("there is none", Code.NotFound);
    if (++downloads % 2) throw new ConnectError("it broke", Code.Unavailable);
    yield { data: Buffer.from("and half") };
  },
};

async function aBrokenWatchOfAllJobsGoesOnAfterTheLastCursor(client: Client): Promise<void> {
  const told: string[] = [];
  const watch = async () => {
    for await (const { cursor } of client.watchJobs()) told.push(cursor);
  };
  await rejects(watch, (error) => problem(error).code === Code.OutOfRange);
  deepEqual(told, ["+", "++", "+++"]);
  deepEqual(cursors, ["", "+", "++"]);
}

async function aListHasTheItemsOfAllItsPages(client: Client): Promise<void> {
  for (const request of [{ limit: 2, page: 1 }, create(ListJobsRequestSchema, { limit: 2, page: 1 })]) {
    const ids = [];
    for await (const { id } of client.listAll(client.jobs.listJobs, request)) ids.push(id);
    deepEqual(ids, ["1", "2", "3"]);
  }
}

async function aDownloadIsWholeOrNotThere(client: Client): Promise<void> {
  const folder = await mkdtemp("downloads");
  const file = join(folder, "file");
  await writeFile(file, "older");
  await client.downloadTo("the job", "file", file, { overwrite: true });
  equal(await readFile(file, "utf8"), "half and half");
  equal(Buffer.from(await client.download("the job", "file")).toString(), "half and half");
  await rejects(client.downloadTo("the job", "file", file), { code: "EEXIST" });
  await rejects(client.downloadTo("the job", "none", join(folder, "none")), { code: Code.NotFound });
  await rejects(client.downloadTo("the job", "file", join(folder, "nowhere", "file")), { code: "ENOENT" });
  const longest = "x".repeat(255);
  await client.downloadTo("the job", "file", join(folder, longest));
  deepEqual((await readdir(folder)).sort(), ["file", longest]);
}

async function aDownloadReplacesNoPipeAndNoLink(client: Client): Promise<void> {
  const folder = await mkdtemp("downloads");
  const [pipe, link, dangling] = [join(folder, "pipe"), join(folder, "link"), join(folder, "dangling")];
  execFileSync("mkfifo", [pipe]);
  await writeFile(join(folder, "file"), "older");
  await symlink("file", link);
  await symlink("missing", dangling);
  const overwrite = true;
  await rejects(client.downloadTo("the job", "file", pipe, { overwrite }), { code: "EEXIST" });
  equal((await lstat(pipe)).isFIFO(), true);
  await rejects(client.downloadTo("the job", "file", link), { code: "EEXIST" });
  await client.downloadTo("the job", "file", link, { overwrite });
  await client.downloadTo("the job", "file", dangling, { overwrite });
  for (const name of [link, dangling]) equal((await lstat(name)).isSymbolicLink(), true);
  for (const name of ["file", "missing"]) equal(await readFile(join(folder, name), "utf8"), "half and half");
  await rejects(client.downloadTo("the job", "file", folder, { overwrite }), { code: "EEXIST" });
  deepEqual((await readdir(folder)).sort(), ["dangling", "file", "link", "missing", "pipe"]);
}

function aKeyThatCannotBeSentIsRefused(): void {
  const refusal = { name: "TypeError", message: "the API key must be printable ASCII, without line breaks" };
  for (const key of ["two\nlines", "line\n", "clé", "nul\0"]) throws(() => connect("127.0.0.1:9", key), refusal);
}

async function aClosedClientEndsItsCallsAndRefusesOthers(open: () => Client, client: Client): Promise<void> {
  const folder = await mkdtemp("downloads");
  const nobody = connect("127.0.0.1:9"); // its calls are between two tries
  const calls: ((client: Client) => Promise<unknown>)[] = [
    async (client) => {
      for await (const _ of client.watchJobs());
    },
    (client) => client.jobs.getJob({ jobId: "the job" }),
    (client) => client.jobs.createJob({}),
    (client) => client.run({}),
    (client) => client.download("the job", "endless"),
    (client) => client.downloadTo("the job", "endless", join(folder, "endless")),
  ];
  const isClosed = (error: unknown) => {
    deepEqual([problem(error).code, problem(error).message], [Code.Canceled, "the client is closed"]);
    return true;
  };
  const allWait = new Promise<void>((done) => {
    waits = () => waiting === calls.length && done();
  });
  const running = [...calls.map((call) => call(client)), nobody.jobs.getJob({}), nobody.download("the job", "file")];
  const ends = Promise.all(running.map((call) => rejects(call, isClosed)));
  await allWait;
  client.close();
  nobody.close();
  await soon(ends);
  const neverUsed = open();
  neverUsed.close();
  for (const closed of [client, neverUsed]) {
    await soon(Promise.all(calls.map((call) => rejects(call(closed), isClosed))));
  }
  equal(waiting, calls.length);
  deepEqual(await readdir(folder), []);
}

/** Fails where something hangs. */
async function soon(something: Promise<unknown>): Promise<void> {
  const late = new AbortController();
  const tooLate = pause(20_000, undefined, { signal: late.signal }).then(() => Promise.reject(new Error("it hangs")));
  await Promise.race([something, tooLate]).finally(() => late.abort());
  await tooLate.catch(() => {});
}

const server = createServer(connectNodeAdapter({ routes: (router) => router.service(JobService, jobs).service(ArtifactService, artifacts) }));
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
const open = () => connect(`127.0.0.1:${(server.address() as AddressInfo).port}`, "the key");
const client = open();
await aBrokenWatchOfAllJobsGoesOnAfterTheLastCursor(client);
await aListHasTheItemsOfAllItsPages(client);
await aDownloadIsWholeOrNotThere(client);
await aDownloadReplacesNoPipeAndNoLink(client);
aKeyThatCannotBeSentIsRefused();
await aClosedClientEndsItsCallsAndRefusesOthers(open, client);
server.close();
