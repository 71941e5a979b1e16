/** What tests/sdk/test_typescript.py asks: each function is a rule of the client about a server with faults. */

import { deepEqual, equal, rejects } from "node:assert/strict";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { connect, type Client, problem } from "tabwright";
import { ArtifactService } from "tabwright/v1/artifact_service";
import { JobService, ListJobsRequestSchema } from "tabwright/v1/job_service";

const cursors: string[] = [];
const breaks = [Code.Unavailable, Code.Internal, Code.OutOfRange];
let downloads = 0;

const jobs: Partial<ServiceImpl<typeof JobService>> = {
  async *watchJobs({ cursor }) {
    cursors.push(cursor);
    yield { cursor: `${cursor}+` };
    throw new ConnectError("it broke", breaks.shift());
  },
  /** Three jobs, on pages of two. */
  listJobs({ pageToken, page, limit }) {
    if (!pageToken) return { data: [{ id: "1" }, { id: "2" }], nextPageToken: "after 2" };
    deepEqual([pageToken, page, limit], ["after 2", 0, 2]);
    return { data: [{ id: "3" }] };
  },
};

const artifacts: Partial<ServiceImpl<typeof ArtifactService>> = {
  /** Artifacts of two pieces, of which the second does not come at the first time. */
  async *downloadArtifact({ artifact }) {
    yield { data: Buffer.from("half ") };
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
  deepEqual(await readdir(folder), ["file"]);
}

const server = createServer(connectNodeAdapter({ routes: (router) => router.service(JobService, jobs).service(ArtifactService, artifacts) }));
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
const client = connect(`127.0.0.1:${(server.address() as AddressInfo).port}`, "the key");
await aBrokenWatchOfAllJobsGoesOnAfterTheLastCursor(client);
await aListHasTheItemsOfAllItsPages(client);
await aDownloadIsWholeOrNotThere(client);
client.close();
server.close();
