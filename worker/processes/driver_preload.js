// Runs in Playwright's driver before its own code, and does five things for which Playwright has no option.
//
// A browser that is launched with TABWRIGHT_SPAWN in its environment (worker/processes/home.py) is started as that says: as a
// user of its own, who owns its profile, in a folder of its own, and so that the kernel kills it when the driver dies.
// Other browsers see that their pipe is closed; Firefox would go on for ever.
//
// PNG pictures are encoded for speed. A session beside Playwright's own could not take such a picture without
// resetting the page's emulated screen, so it is added to Playwright's command on its way through the pipe to
// Chromium. The pixels stay the same; encoding takes a third of the time, and files are up to 4 times as large.
//
// The feature RenderDocument is off: with it, Chromium forgets a page's close that comes while the page begins to
// show a document (https://issues.chromium.org/issues/536385539), and Playwright waits for that close for ever.
//
// So is WebRtcHideLocalIpsWithMdns, which would announce names to the network that the browser is in.
//
// The feature NetworkServiceInProcess2 is on: each browser has one process less, of 9 MB that it shares with nobody. On
// Linux that process has no sandbox of its own.
//
// What a page writes to its console comes in bounds: a line that is too long, and lines that come too fast, say so in
// their place. Chromium tells of all of it, whether anybody listens or not.
//
// Where nothing matches, nothing changes.
"use strict";

const childProcess = require("child_process");
const fs = require("fs");
const { flushCompileCache } = require("module");
const os = require("os");
const path = require("path");

const SPAWN = "TABWRIGHT_SPAWN";
const PROFILE = path.join(os.tmpdir(), "playwright_"); // how the paths of profiles begin
const COMMAND = '"method":"Page.captureScreenshot","params":{"format":"png",';
const COMMAND_STARTS_WITHIN = 32; // behind the message's id
const TO_BROWSER = 3; // the descriptors of --remote-debugging-pipe
const FROM_BROWSER = 4;
// Chromium reads the last of each of these alone.
const FEATURES = {
  "--disable-features=": "RenderDocument,WebRtcHideLocalIpsWithMdns",
  "--enable-features=": "NetworkServiceInProcess2",
};

const CONSOLE = [Buffer.from('{"method":"Runtime.consoleAPICalled"'), Buffer.from('{"method":"Runtime.exceptionThrown"')];
const KNOWN_AFTER = Math.max(...CONSOLE.map(one => one.length));
const MAX_LINE_BYTES = 256 * 1024;
// How many lines may come at once, and how many a second for long. Each takes the worker half a millisecond, and so does
// each object in it, which it keeps until the page closes.
const LINES_AT_ONCE = 2000;
const LINES_A_SECOND = 50;
const OBJECT = '"objectId":';
const TAIL_BYTES = 64 * 1024; // where Chromium says whose a line is, behind its text

const spawn = childProcess.spawn;
childProcess.spawn = function (command, args, options) {
  if (Array.isArray(args))
    args = args.map(withFeatures);
  const child =
    options && options.env && options.env[SPAWN]
      ? spawnBrowser(command, args, options)
      : spawn.call(this, command, args, options);
  const [toBrowser, fromBrowser] = [TO_BROWSER, FROM_BROWSER].map(number => child.stdio && child.stdio[number]);
  if (toBrowser && fromBrowser && typeof toBrowser.write === "function") {
    const console = new ConsoleBounds();
    watchCommands(toBrowser);
    const on = fromBrowser.on;
    fromBrowser.on = function (event, listener) {
      return on.call(this, event, event === "data" ? chunk => console.pass(chunk, listener) : listener);
    };
  }
  return child;
};

function withFeatures(argument) {
  const found = Object.keys(FEATURES).find(one => String(argument).startsWith(one));
  return found ? `${argument},${FEATURES[found]}` : argument;
}

function watchCommands(pipe) {
  const write = pipe.write;
  pipe.write = function (message, ...rest) {
    if (typeof message === "string" && message.lastIndexOf(COMMAND, COMMAND_STARTS_WITHIN) >= 0)
      message = message.replace(COMMAND, `${COMMAND}"optimizeForSpeed":true,`);
    return write.call(this, message, ...rest);
  };
}

// Hands the browser's messages on as they come, each ended by a zero byte, but for those about the console: these are
// held until they are whole, and handed on as far as they are within bounds.
class ConsoleBounds {
  constructor() {
    this.mayPass = LINES_AT_ONCE;
    this.filledAt = Date.now();
    this.hasToldOfMore = false; // that lines were left out, since the last one that was not
    this.head = null; // what there is of a message too short to tell what it is about
    this.isKnown = false; // whether that is known of the message under way
    this.held = null; // the pieces of a message about the console
    this.heldBytes = 0;
  }

  pass(chunk, deliver) {
    for (let at = 0; at < chunk.length; ) {
      const end = chunk.indexOf(0, at);
      const stop = end < 0 ? chunk.length : end + 1;
      this.piece(chunk.subarray(at, stop), end >= 0, deliver);
      at = stop;
    }
  }

  piece(piece, isLast, deliver) {
    if (!this.isKnown) {
      if (this.head) piece = Buffer.concat([this.head, piece]);
      this.head = null;
      if (piece.length < KNOWN_AFTER && !isLast) {
        this.head = piece;
        return;
      }
      this.isKnown = true;
      this.held = CONSOLE.some(one => piece.subarray(0, one.length).equals(one)) ? [] : null;
      this.heldBytes = 0;
    }
    if (this.held) this.hold(piece);
    else deliver(piece);
    if (!isLast) return;
    this.isKnown = false;
    if (this.held) this.release(deliver);
  }

  hold(piece) {
    this.held.push(piece);
    this.heldBytes += piece.length;
    // Of a long one its end is enough.
    while (this.held.length > 1 && this.heldBytes > MAX_LINE_BYTES && this.tailBytes() - this.held[0].length > TAIL_BYTES)
      this.held.shift();
  }

  tailBytes() {
    return this.held.reduce((bytes, one) => bytes + one.length, 0);
  }

  release(deliver) {
    let message = Buffer.concat(this.held);
    if (this.heldBytes > MAX_LINE_BYTES) message = substitute(message, `${this.heldBytes} bytes, ${MAX_LINE_BYTES} at most`);
    this.held = null;
    if (!message) return;
    this.refill();
    const lines = 1 + occurrences(message, OBJECT);
    const mayPass = lines <= this.mayPass;
    if (mayPass) this.mayPass -= lines;
    else if (this.hasToldOfMore) return;
    else message = substitute(message, `lines that come faster than ${LINES_A_SECOND} a second`);
    this.hasToldOfMore = !mayPass;
    if (message) deliver(message);
  }

  refill() {
    const now = Date.now();
    this.mayPass = Math.min(LINES_AT_ONCE, this.mayPass + ((now - this.filledAt) / 1000) * LINES_A_SECOND);
    this.filledAt = now;
  }
}

function occurrences(message, text) {
  let count = 0;
  for (let at = message.indexOf(text); at >= 0; at = message.indexOf(text, at + text.length)) count++;
  return count;
}

// A line that says what was left out, from the end of the message in whose place it stands. The text of a page cannot
// look like this: its quotation marks are escaped.
function substitute(message, what) {
  const tail = message.subarray(-TAIL_BYTES).toString("latin1");
  const context = /"executionContextId":(\d+)(?!.*"executionContextId":)/s.exec(tail);
  const session = /"sessionId":"(\w+)"\}\0$/.exec(tail);
  if (!context || !session) return null;
  const params = {
    type: "warning",
    args: [{ type: "string", value: `(left out: ${what})` }],
    executionContextId: Number(context[1]),
    timestamp: Date.now(),
  };
  return Buffer.from(JSON.stringify({ method: "Runtime.consoleAPICalled", params, sessionId: session[1] }) + "\0");
}

function spawnBrowser(command, args, { env, ...options }) {
  const { [SPAWN]: how, ...rest } = env;
  const { folder, pid, setpriv, user } = JSON.parse(how);
  if (user) {
    for (const argument of args) {
      const profile = argument.slice(argument.indexOf("=") + 1);
      if (profile.startsWith(PROFILE)) give(profile, user);
    }
    Object.assign(options, { uid: user, gid: user }); // Node gives up all other groups then
  }
  // The kernel forgets the signal when the user changes, so it is set by the new one.
  if (setpriv) [command, args] = [setpriv, ["--pdeathsig", "KILL", command, ...args]];
  const child = spawn.call(childProcess, command, args, { ...options, env: rest, cwd: folder });
  if (child.pid) fs.writeFileSync(pid, String(child.pid), { mode: 0o600 });
  return child;
}

function give(what, user) {
  fs.lchownSync(what, user, user);
  if (fs.lstatSync(what).isDirectory()) for (const name of fs.readdirSync(what)) give(path.join(what, name), user);
}

// What has been compiled is kept for the next driver, which starts in half the time. Node does so at its end alone.
setTimeout(flushCompileCache, 1000).unref();
