/** Prints a job's events as they come. */

import { connect } from "tabwright";

for await (const { sequence } of connect().watch(process.argv[2]!)) console.log(sequence);
