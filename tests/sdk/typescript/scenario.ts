/** What tests/acceptance/test_sdks.py asks of each SDK, in TypeScript. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Code, connect, type Client, type JobEvent, Job_Status, problem, VERSION } from "tabwright";

const PAGE = process.env.PAGE_URL!;
const OUT = process.env.OUT!;

async function main(): Promise<void> {
  const client = connect();
  const told = {
    version: VERSION,
    ...(await makeAPicture(client)),
    ...(await readAnError(client)),
    cancelled: await cancelAJob(client),
    deadline: await runIntoADeadline(client),
  };
  console.log(JSON.stringify(told));
}

async function makeAPicture(client: Client) {
  const actions = [
    { action: "visit", url: PAGE },
    { action: "screenshot", fullPage: true },
  ];
  const { jobId } = await client.jobs.createJob({ targetUrl: PAGE, actions });
  const events: JobEvent[] = [];
  for await (const event of client.watch(jobId)) {
    events.push(event);
    break;
  }
  for await (const event of client.watch(jobId, events[0]!.sequence)) events.push(event);
  const picture = join(OUT, "typescript.png");
  await writeFile(picture, await client.download(jobId, "screenshot.png"));
  return {
    events: events.map(({ sequence, type }) => [sequence, type]),
    reconnects: 1,
    status: await statusOf(client, jobId),
    picture,
  };
}

/** The second action has no target. */
async function readAnError(client: Client) {
  const actions = [{ action: "screenshot" }, { action: "click" }];
  const found = problem(await errorOf(client.jobs.createJob({ targetUrl: PAGE, actions })));
  return { reason: found.reason, fields: found.fields.map(({ field }) => field) };
}

/** The job waits for a minute; it is cancelled as soon as it has begun. */
async function cancelAJob(client: Client): Promise<string> {
  const job = await client.run(
    { targetUrl: PAGE, actions: [{ action: "wait", milliseconds: 60_000 }] },
    { onEvent: ({ jobId, type }) => type === "job.started" && void client.jobs.cancelJob({ jobId }) },
  );
  return Job_Status[job.status];
}

/** The call waits for a job that clicks on what is not there, which takes 20 s; it is given half a second. */
async function runIntoADeadline(client: Client): Promise<string> {
  const actions = [{ type: "click", selector: "#nowhere" }];
  const call = client.actions.formFill({ url: PAGE, actions, timeoutMs: 20_000, waitMs: 20_000 }, { timeoutMs: 500 });
  const { code } = problem(await errorOf(call));
  return code === Code.DeadlineExceeded ? "DEADLINE_EXCEEDED" : Code[code];
}

async function statusOf(client: Client, jobId: string): Promise<string> {
  return Job_Status[(await client.jobs.getJob({ jobId })).status];
}

async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error("the call has answered");
    },
    (error: unknown) => error,
  );
}

await main();
