// Runs in Playwright's driver before its own code, and sets two things of Chromium for which Playwright has no option.
//
// PNG pictures are encoded for speed. A session beside Playwright's own could not take such a picture without
// resetting the page's emulated screen, so it is added to Playwright's command on its way through the pipe to
// Chromium. The pixels stay the same; encoding takes a third of the time, and files are up to 4 times as large.
//
// The feature RenderDocument is off: with it, Chromium forgets a page's close that comes while the page begins to
// show a document (https://issues.chromium.org/issues/536385539), and Playwright waits for that close for ever.
//
// Where nothing matches, nothing changes.
"use strict";

const childProcess = require("child_process");

const COMMAND = '"method":"Page.captureScreenshot","params":{"format":"png",';
const COMMAND_STARTS_WITHIN = 32; // behind the message's id
const TO_BROWSER = 3; // the descriptor of --remote-debugging-pipe
const FEATURES_OFF = "--disable-features="; // Chromium reads the last of these alone

const spawn = childProcess.spawn;
childProcess.spawn = function (command, args, ...rest) {
  if (Array.isArray(args))
    args = args.map((one) => (String(one).startsWith(FEATURES_OFF) ? `${one},RenderDocument` : one));
  const child = spawn.call(this, command, args, ...rest);
  const pipe = child.stdio && child.stdio[TO_BROWSER];
  if (pipe && typeof pipe.write === "function") {
    const write = pipe.write;
    pipe.write = function (message, ...rest) {
      if (typeof message === "string" && message.lastIndexOf(COMMAND, COMMAND_STARTS_WITHIN) >= 0)
        message = message.replace(COMMAND, `${COMMAND}"optimizeForSpeed":true,`);
      return write.call(this, message, ...rest);
    };
  }
  return child;
};
