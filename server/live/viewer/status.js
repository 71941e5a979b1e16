// How the job does, in words, at all times: in the head, on the picture, in the title of the page.

import { $, ago, icon, say, sentence, text } from "./dom.js";

// Word, shape, tone: as the states look everywhere.
const STATES = {
  waiting: ["Waiting", "clock", "wait", "for a worker"],
  starting: ["Starting", "turn", "run", "its browser opens"],
  live: ["Live", "live", "run", ""],
  still: ["Live", "live", "run", "the page is at rest"],
  paused: ["Paused", "pause", "person", ""],
  intervention_needed: ["A person is needed", "hand", "person", ""],
  hidden: ["Hidden", "ring", "wait", "no pictures are sent"],
  covered: ["Not shown", "slash", "wait", ""],
  worker_lost: ["Worker lost", "lost", "bad", "the job starts again soon"],
  unwatchable: ["Cannot be watched", "slash", "wait", "its worker has no address for viewers"],
};
const ENDS = {
  completed: ["Completed", "tick", "good"],
  failed: ["Failed", "cross", "bad"],
  cancelled: ["Cancelled", "slash", "wait"],
};
const PHASES = {
  connecting: ["Connecting", "link", "wait", ""],
  lost: ["Connection lost", "link", "bad", "it is tried again"],
  key: ["Not open", "ring", "wait", "an API key or a new link is needed"],
  over: ["Closed", "slash", "wait", ""],
};
// What they say stands elsewhere, or is seen.
const SELF_EVIDENT = ["live", "paused", "intervention_needed"];
const STALE_STATES = ["waiting", "starting", "worker_lost", "unwatchable", "ended"];
const QUIET_MS = 5000;

export function showStatus(live) {
  const draw = () => drawAll(live);
  live.on("state phase frame tabs control hiding", draw);
  setInterval(draw, 1000);
  draw();
}

/** What is said now: word, shape, tone, words. */
export function told(live) {
  const { state: now, phase, why } = live;
  if (phase !== "open" && !(live.isEnded && phase === "over")) {
    const [word, shape, tone, words] = PHASES[phase === "connecting" && now ? "lost" : phase];
    return [word, shape, tone, why || words];
  }
  if (!now) return PHASES.connecting;
  if (live.isEnded) {
    const [word, shape, tone] = ENDS[now.status] ?? ["Ended", "slash", "wait"];
    return [word, shape, tone, now.message ?? ""];
  }
  const quiet = performance.now() - live.link.lastHeard;
  if (quiet > QUIET_MS && !document.hidden) return ["No answer", "link", "bad", `nothing was heard for ${ago(quiet)}`];
  const [word, shape, tone, words] = STATES[now.state] ?? [now.state, "ring", "wait", ""];
  if (now.state === "covered") return [word, shape, tone, whyCovered(live)];
  if (now.state === "still") return [word, shape, tone, `${words} for ${ago(performance.now() - live.picture.paintedAt)}`];
  return [word, shape, tone, SELF_EVIDENT.includes(now.state) ? words : now.message || words];
}

function whyCovered({ control, holds }) {
  if (!control.holderId || holds) return "the page shows what the job hides";
  return `${control.holder || "somebody"} acts, and may type a password`;
}

function isStale(live, word) {
  return live.phase !== "open" || STALE_STATES.includes(live.state?.state) || word === "No answer";
}

function drawAll(live) {
  const [word, shape, tone, words] = told(live);
  const state = $("state");
  state.dataset.tone = tone;
  state.toggleAttribute("data-turns", shape === "turn");
  icon(state, shape);
  text($("state-word"), word);
  text($("state-text"), words);
  text($("facts"), facts(live));
  const title = `${word} · ${page(live) || "Live view"} · Tabwright`;
  if (document.title !== title) document.title = title;
  cover(live, word, shape, words);
  // Countdowns are not read out each second: only the words without a number.
  say(`${word}. ${words.replace(/\s*\bfor \d+ \w+$/, "")}`);
}

function page(live) {
  return live.tabs.tabs.find((one) => (one.number ?? 0) === (live.tabs.shown ?? 0))?.title ?? "";
}

function facts({ state, isEnded }) {
  if (!state) return "";
  const said = [];
  if (state.attempt > 1) said.push(`attempt ${state.attempt}`);
  if (state.actionIndex !== undefined && !isEnded) {
    said.push(`step ${state.actionIndex + 1} of ${state.actionCount ?? "?"}: ${state.action}`);
  }
  if (state.viewers > 1) said.push(`${state.viewers} viewers`);
  return said.join(" · ");
}

/** The picture is dimmed as soon as it is not what the page looks like, and says how old it is. */
function cover(live, word, shape, words) {
  const { picture, state } = live;
  const veiled = live.phase === "open" && state?.state === "covered";
  const stale = isStale(live, word);
  picture.stage.classList.toggle("stale", stale && picture.shown !== null);
  picture.stage.classList.toggle("veiled", veiled);
  const waits = !picture.shown && !stale && !veiled;
  $("cover").hidden = !(stale || veiled || waits);
  $("cover").toggleAttribute("data-turns", shape === "turn");
  icon($("cover"), shape);
  text($("cover-word"), waits ? "The first picture is on its way" : word);
  const age = stale && picture.shown && !live.isEnded ? `The picture is ${ago(performance.now() - picture.paintedAt)} old.` : "";
  text($("cover-text"), waits ? "" : [sentence(words), keeps(live), age].filter(Boolean).join(" "));
  const label = picture.shown ? `${page(live) || "A page without a title"}. ${stale ? "An old picture." : "The page as it looks now."}` : "No picture yet";
  if (picture.canvas.getAttribute("aria-label") !== label) picture.canvas.setAttribute("aria-label", label);
}

/** Control outlives a lost connection for a minute. */
function keeps(live) {
  if (!["lost", "connecting"].includes(live.phase) || !live.control.isYou) return "";
  const left = 60 - (performance.now() - live.lostAt) / 1000;
  return left > 0 ? `You keep control for ${Math.ceil(left)} s more; nothing that you do meanwhile is sent.` : "";
}
