/** Makes two calls, of which the second is safe to repeat, and prints what becomes of them. */

import { connect, Job_Status } from "tabwright";

const { jobs } = connect();
const created = jobs.createJob({ targetUrl: "https://example.com" });
console.log(await created.then(() => "created", () => "failed"));
const { status } = await jobs.getJob({ jobId: process.argv[2]! });
console.log(Job_Status[status]);
