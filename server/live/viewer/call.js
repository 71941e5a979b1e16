// What a person is asked to do: why the job stands still, until when, and the ways on.

import { $, clock, confirmed, say, sentence, show, text } from "./dom.js";

const TITLES = {
  PAUSED: "The job is paused",
  CAPTCHA: "A page asks whether a person is there",
  LOGIN_FAILED: "A sign-in was refused",
  STEP_FAILED: "A step failed",
  REQUESTED: "The job asks for a person",
};
const QUARTER_MS = 900000;
const PATIENCE_MS = 10000;
const SPOKEN_AT = [300, 60, 30];

export function showCall(live) {
  const call = new Call(live);
  live.on("state phase control notice", () => call.draw());
  setInterval(() => call.tick(), 1000);
  call.draw();
}

class Call {
  constructor(live) {
    this.live = live;
    this.busyUntil = 0;
    $("resume").onclick = () => this.#send("resume", { outcome: "done" });
    $("extend").onclick = () => this.#send("pause", { timeoutMs: QUARTER_MS });
    $("pause").onclick = () => this.#send("pause");
    $("fail").onclick = () => this.#failing(true);
    $("fail-back").onclick = () => this.#failing(false);
    $("fail-form").onsubmit = (event) => {
      event.preventDefault();
      this.#send("resume", { outcome: "failed", note: $("fail-note").value.trim() });
      this.#failing(false);
    };
    $("cancel").onclick = async () => {
      const yes = await confirmed("Cancel the job?", "It stops, and its browser closes. This cannot be undone.", "Cancel the job");
      if (yes) this.#send("cancel");
    };
    live.on("state", ({ state }) => {
      if (state !== this.seen) this.busyUntil = 0;
      this.seen = state;
    });
    live.on("notice", ({ level }) => {
      if (level === "error") this.busyUntil = 0;
    });
  }

  draw() {
    const { live } = this;
    const pause = live.state?.pause;
    const is = live.isStill && pause !== undefined;
    const canCommand = live.mayAct && live.phase === "open";
    const isBusy = performance.now() < this.busyUntil;
    show($("call"), is, $("stage"));
    show($("pause"), canCommand && live.status === "processing" && live.isThere);
    show($("cancel"), canCommand && !live.isEnded && live.state !== null);
    for (const id of ["pause", "resume", "fail", "extend"]) $(id).disabled = isBusy;
    text($("pause"), isBusy ? "Pausing…" : "Pause");
    if (!is) return this.#failing(false);
    const isPause = pause.reason === "PAUSED";
    $("call").toggleAttribute("data-paused", isPause);
    text($("call-title"), TITLES[pause.reason] ?? "A person is needed");
    text($("call-reason"), this.#reason(pause));
    show($("call-solved"), Boolean(pause.looksSolved));
    show($("call-instructions"), Boolean(pause.instructions));
    text($("call-instructions"), pause.instructions ?? "");
    show($("call-message"), Boolean(pause.message));
    text($("call-message"), sentence(pause.message ?? ""));
    show($("call-buttons"), canCommand && $("fail-form").hidden);
    text($("resume"), isPause ? "Resume the job" : "Done: let the job go on");
    show($("fail"), !isPause);
    // Before somebody has acted, acting is what to do next.
    $("resume").classList.toggle("primary", isPause || live.holds || Boolean(pause.looksSolved));
    if (pause.looksSolved && !this.wasSolved) say("What the job waited for looks done.");
    this.wasSolved = Boolean(pause.looksSolved);
    this.tick();
  }

  tick() {
    const pause = this.live.state?.pause;
    if (!this.live.isStill || !pause) return;
    const left = (Date.parse(pause.deadline) - Date.now()) / 1000;
    const end = pause.reason === "PAUSED" ? "the job goes on by itself" : "it counts as not done";
    const spoken = `until ${new Date(pause.deadline).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}; then ${end}`;
    show($("call-time"), Number.isFinite(left));
    text($("call-left"), left > 0 ? `${clock(left)} left` : "Time is up");
    text($("call-until"), spoken);
    const passed = SPOKEN_AT.find((one) => left <= one && this.lastLeft > one);
    if (passed) say(passed > 60 ? `${passed / 60} minutes left` : `${passed} seconds left`);
    this.lastLeft = left;
  }

  #reason({ vendor, action, actionIndex, by }) {
    const { live } = this;
    const step = actionIndex === undefined ? "" : `step ${actionIndex + 1}${action ? ` (${action})` : ""}`;
    const said = [vendor, by ? `by ${by}` : "", step && `at ${step}`].filter(Boolean).join(", ");
    const rights = live.mayAct || live.phase !== "open" ? "" : "You can only look.";
    return [sentence(said), rights].filter(Boolean).join(" ");
  }

  #send(command, more) {
    if (!this.live.command(command, more)) return;
    this.busyUntil = performance.now() + PATIENCE_MS;
    if (command === "resume") this.live.tell("handing-back");
    this.draw();
  }

  #failing(is) {
    const was = !$("fail-form").hidden;
    if (is === was) return;
    show($("fail-form"), is);
    show($("call-buttons"), !is && this.live.mayAct);
    if (is) $("fail-note").focus();
    else if (!$("call").hidden) $("fail").focus();
  }
}
