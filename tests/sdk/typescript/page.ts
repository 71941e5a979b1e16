/** What a web page does in tests/acceptance/test_typescript.py. */

import { connect, Job_Status, problem } from "tabwright";

async function makeAPicture(gateway: string, key: string, targetUrl: string) {
  const client = connect(gateway, key);
  const events: string[] = [];
  const job = await client.run(
    { targetUrl, actions: [{ action: "screenshot", fullPage: true }] },
    { onEvent: ({ type }) => events.push(type) },
  );
  const picture = await createImageBitmap(new Blob([await client.download(job.id, "screenshot.png")]));
  return { status: Job_Status[job.status], events, height: picture.height };
}

async function askForTooLittle(gateway: string, key: string) {
  const { jobs } = connect(gateway, key);
  const found = await jobs.createJob({ targetUrl: location.href, actions: [{ action: "click" }] }).then(() => undefined, problem);
  return found && { reason: found.reason, fields: found.fields.map(({ field }) => field), message: found.message };
}

Object.assign(globalThis, { makeAPicture, askForTooLittle });
