// The WebSocket, the tickets, and the way back when it is lost.

import { readFrame } from "./frame.js";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15000;
const SILENCE_MS = 10000; // the server says how the job does every 2 s
const OPENING_MS = 15000;
const TICKET = 4401;
const TOO_MANY = 4429;
const SCARCE_BELOW = 16000; // bytes that wait to be sent: then no more moves of the mouse

/** What the close codes of the server mean for a person. All others are lost connections. */
const FINAL = {
  4400: "The server did not understand this page: reload it.",
  4403: "This page may not show the job: its origin is not among ALLOWED_ORIGINS.",
  4404: "There is no such job.",
  4409: "The job cannot be shown any more.",
};

export class Link {
  /** `heard(kind, value)`: a message; `changed(phase, detail)`: connecting, open, lost, key or over. */
  constructor(job, heard, changed) {
    this.job = job;
    this.heard = heard;
    this.changed = changed;
    this.credentials = null;
    this.ticket = "";
    this.socket = null;
    this.tries = 0;
    this.isOver = false;
    this.lastHeard = 0;
    this.attach = () => ({});
    setInterval(() => this.#watch(), 1000);
    addEventListener("online", () => this.#again(0));
  }

  get isOpen() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  get isBusy() {
    return !this.isOpen || this.socket.bufferedAmount > SCARCE_BELOW;
  }

  get waiting() {
    return this.isOpen ? this.socket.bufferedAmount : 0;
  }

  /** Begins with a ticket, or with a key, of which tickets are made. */
  start({ ticket = "", credentials = null }) {
    this.isOver = false;
    this.tries = 0;
    this.ticket = ticket || this.#kept();
    this.credentials = credentials ?? this.credentials;
    return this.#open();
  }

  send(message) {
    if (!this.isOpen) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** No more tries: the job has ended. */
  finish() {
    this.isOver = true;
    this.#keep("");
  }

  renewed(ticket) {
    if (this.isOver) return;
    this.ticket = ticket;
    this.#keep(ticket);
  }

  async #open() {
    clearTimeout(this.timer);
    if (!this.ticket && !this.credentials) return this.changed("key", "");
    this.changed("connecting", "");
    try {
      if (!this.ticket) this.ticket = await this.#ticket();
    } catch (error) {
      if (error.final) return this.changed("key", error.message);
      return this.#again();
    }
    this.#connect();
  }

  #connect() {
    const address = new URL(`../api/v1/jobs/${this.job}/live`, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    address.hash = "";
    const ticket = this.ticket;
    this.ticket = "";
    this.shown = ticket;
    const socket = new WebSocket(address, ["tabwright.live.json", `tabwright.ticket.${ticket}`]);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.lastHeard = performance.now();
    this.wasHeard = false;
    socket.onopen = () => {
      this.send({ attach: this.attach() });
    };
    socket.onmessage = (event) => socket === this.socket && this.#message(event.data);
    socket.onclose = (event) => socket === this.socket && this.#closed(event);
  }

  #message(data) {
    this.lastHeard = performance.now();
    if (!this.wasHeard) {
      this.wasHeard = true;
      this.tries = 0;
      this.changed("open", "");
    }
    if (data instanceof ArrayBuffer) {
      const frame = readFrame(data);
      if (frame) this.heard("frame", frame);
      return;
    }
    for (const [kind, value] of Object.entries(JSON.parse(data))) this.heard(kind, value);
  }

  #closed({ code, reason }) {
    this.socket = null;
    if (this.isOver) return this.changed("over", "");
    if (FINAL[code]) {
      this.finish();
      return this.changed("over", reason ? `${FINAL[code]} (${reason})` : FINAL[code]);
    }
    if (code === TICKET) {
      this.#keep("");
      if (!this.credentials) return this.changed("key", "The link has been used already, or is too old.");
    } else {
      this.#takeBack();
    }
    if (code === TOO_MANY) this.tries = Math.max(this.tries, 4);
    this.#again(undefined, code === TOO_MANY ? reason || "There are as many viewers as there may be." : "");
  }

  /** The ticket of a connection that came to nothing: it may not have got there. */
  #takeBack() {
    if (!this.wasHeard && !this.ticket) this.ticket = this.shown;
  }

  /** Tries again after a while: longer each time, and not all viewers at once. */
  #again(pause, why = "") {
    if (this.isOver || this.socket) return;
    if (pause === 0 && !this.timer) return;
    clearTimeout(this.timer);
    const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.tries);
    const wait = pause ?? most / 2 + (Math.random() * most) / 2;
    this.tries += 1;
    this.changed("lost", why);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.#open();
    }, wait);
  }

  /** A connection that says nothing is none, whatever its state is. */
  #watch() {
    if (!this.socket || document.hidden) {
      this.lastHeard = Math.max(this.lastHeard, performance.now() - 1000);
      return;
    }
    const limit = this.wasHeard ? SILENCE_MS : OPENING_MS;
    if (performance.now() - this.lastHeard < limit) return;
    const socket = this.socket;
    this.socket = null;
    socket.close();
    this.#takeBack();
    this.#again();
  }

  /** A new ticket. Its errors have `final` where trying again is of no use. */
  async #ticket() {
    const { key, right, name } = this.credentials;
    const answer = await fetch(new URL(`../api/v1/jobs/${this.job}/live-tickets`, location.href), {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-API-Key": key },
      body: JSON.stringify({ right, name }),
      credentials: "omit",
    });
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) return said.ticket;
    const error = new Error(said.message || `The server answers ${answer.status}.`);
    error.final = answer.status < 500 && answer.status !== 429;
    throw error;
  }

  // For a reload of the page by who has no key: the next ticket, which is of use once, for this job, and for 90 s.
  #kept() {
    try {
      return sessionStorage.getItem(`tabwright.live.${this.job}`) ?? "";
    } catch {
      return ""; // a frame may have no storage
    }
  }

  #keep(ticket) {
    try {
      if (ticket) sessionStorage.setItem(`tabwright.live.${this.job}`, ticket);
      else sessionStorage.removeItem(`tabwright.live.${this.job}`);
    } catch {
      // then a reload asks for a key
    }
  }
}
