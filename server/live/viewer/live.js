// What this page knows of the job, and how it acts on it: the parts listen here, and send by it.

import { Link } from "./link.js";
import { Picture } from "./picture.js";

const STANDS_STILL = ["paused", "intervention_needed"];
const THERE = ["live", "still", "hidden", "covered"];
const MOST_PIXELS = 4096;
const MOST_WHEEL = 1500;

export class Live {
  constructor(job) {
    this.job = job;
    this.listeners = {};
    this.state = null;
    this.stateAt = 0;
    this.control = {};
    this.tabs = { tabs: [], shown: 0, current: 0 };
    this.chosenTab = null;
    this.phase = "connecting";
    this.why = "";
    this.lostAt = performance.now();
    this.sequence = 0;
    this.link = new Link(job, (kind, value) => this.#heard(kind, value), (phase, why) => this.#changed(phase, why));
    this.link.attach = () => {
      this.lastView = "";
      return { view: this.#view() };
    };
    this.picture = new Picture(
      (seq) => this.link.send({ ack: { seq: String(seq) } }),
      () => this.tell("frame"),
      () => this.#look(200),
    );
    document.addEventListener("visibilitychange", () => {
      this.tell("hiding");
      this.#look(0);
    });
  }

  on(kinds, listener) {
    for (const kind of kinds.split(" ")) (this.listeners[kind] ??= []).push(listener);
  }

  tell(kind, value) {
    for (const listener of this.listeners[kind] ?? []) listener(value);
  }

  get isStill() {
    return STANDS_STILL.includes(this.status);
  }

  /** Whether there is a browser to act in. */
  get isThere() {
    return this.isStill || THERE.includes(this.state?.state);
  }

  /** The job's status; the state says the same of those that stand still. */
  get status() {
    const { state, status } = this.state ?? {};
    return STANDS_STILL.includes(state) ? state : (status ?? "");
  }

  get isEnded() {
    return this.state?.state === "ended";
  }

  get holds() {
    return this.phase === "open" && Boolean(this.control.isYou);
  }

  /** Whether what is done now reaches the page, and is aimed at what is seen. */
  get acts() {
    return this.holds && this.picture.isFresh && !document.hidden;
  }

  /** Whether this viewer has the right to act. */
  get mayAct() {
    return Boolean(this.state?.right === "control" || this.control.mayTake || this.control.isYou);
  }

  get epoch() {
    return this.control.epoch ?? "0";
  }

  /** Something that a person did. False: it did not go out, and never will; nothing is kept for later. */
  input(what) {
    if (!this.acts) return false;
    this.sequence += 1;
    const tab = this.picture.shown.tab;
    return this.link.send({ input: { epoch: this.epoch, seq: String(this.sequence), tab, ...what } });
  }

  wheel(at, x, y) {
    const bounded = (delta) => Math.round(Math.max(-MOST_WHEEL, Math.min(MOST_WHEEL, delta)));
    this.input({ wheel: { ...this.picture.point(at), deltaX: bounded(x), deltaY: bounded(y) } });
  }

  /** A part of the holder's that is no input. */
  act(part, value) {
    return this.holds && this.link.send({ [part]: { epoch: this.epoch, ...value } });
  }

  command(command, more = {}) {
    return this.link.send({ command: { command, ...more } });
  }

  tab(command, more = {}) {
    return this.act("tab", { tab: this.tabs.shown ?? 0, command, ...more });
  }

  /** Has this viewer look at a tab; the holder's choice is the page's own, too. */
  look(tab) {
    this.chosenTab = tab;
    this.picture.expire();
    if (this.holds) this.tab("show", { tab });
    this.link.send({ view: this.#view() });
  }

  /** Puts words among the messages. */
  note(level, message) {
    this.tell("notice", { level, message });
  }

  #heard(kind, value) {
    if (kind === "frame") return this.picture.take(value);
    if (kind === "renewal") return this.link.renewed(value.ticket);
    if (kind === "state") {
      this.state = value;
      this.stateAt = performance.now();
      if (this.isEnded) this.link.finish();
      if (!this.isThere) this.picture.pointOut(null);
    } else if (kind === "control") {
      const had = this.control;
      this.control = value;
      if (had.isYou && !value.isYou) this.tell("evicted", { by: value.holder, kept: had });
    } else if (kind === "tabs") {
      this.#tabs(value);
    } else if (kind === "pointer") {
      const is = (value.width || value.height) && (value.tab ?? 0) === (this.tabs.shown ?? 0);
      this.picture.pointOut(is ? value : null);
    }
    this.tell(kind, value);
  }

  #tabs(value) {
    this.tabs = { tabs: [], shown: 0, current: 0, ...value };
    if (this.chosenTab !== null && !this.tabs.tabs.some((one) => (one.number ?? 0) === this.chosenTab)) {
      this.chosenTab = null;
      this.link.send({ view: this.#view() });
    }
    if (this.picture.pointer && (this.picture.pointer.tab ?? 0) !== this.tabs.shown) this.picture.pointOut(null);
  }

  #changed(phase, why) {
    if (phase !== "open" && this.phase === "open") this.lostAt = performance.now();
    if (phase !== "open") this.picture.expire();
    this.phase = phase;
    this.why = why;
    this.tell("phase", phase);
  }

  #look(pause) {
    clearTimeout(this.looking);
    this.looking = setTimeout(() => {
      const view = this.#view();
      const words = JSON.stringify(view);
      if (words !== this.lastView && this.link.send({ view })) this.lastView = words;
    }, pause);
  }

  #view() {
    const ratio = devicePixelRatio || 1;
    const pixels = (length) => Math.min(MOST_PIXELS, Math.max(64, Math.ceil(length * ratio)));
    const { clientWidth, clientHeight } = this.picture?.stage ?? document.documentElement;
    const view = { maxWidth: pixels(clientWidth), maxHeight: pixels(clientHeight), hidden: document.hidden };
    if (this.chosenTab !== null) view.tab = this.chosenTab;
    return view;
  }
}
