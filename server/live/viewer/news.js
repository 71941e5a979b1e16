// What a person should know: messages, downloads, and text that was copied.

import { $, el, say, show } from "./dom.js";

const MOST = 6;
const SAME_WITHIN_MS = 3000;

export function showNews(live) {
  live.on("notice", ({ level = "info", message = "" }) => add(level, message));
  // The mouse moves on its way to a dialog: what it shows says enough.
  const isAsked = () => $("panels").querySelector('[role="alertdialog"]') !== null;
  live.on("inputAck", ({ refused, reason }) => refused && !isAsked() && add("warning", reason || "That was not done."));
  live.on("clipboard", ({ text = "" }) => copied(text));
  live.on("download", (download) => downloaded(live, download));
}

const lately = new Map();

function add(level, message, more) {
  const now = performance.now();
  if (now - (lately.get(message) ?? -Infinity) < SAME_WITHIN_MS) return;
  lately.set(message, now);
  const time = el("time", {}, new Date().toLocaleTimeString());
  const word = { error: "Error: ", warning: "Note: " }[level] ?? "";
  const entry = el("li", {}, el("div", {}, el("strong", {}, word), message, more ?? null, time));
  entry.dataset.level = level;
  const drop = el("button", { className: "icon-button", "aria-label": "Remove this message", title: "Remove" }, "×");
  drop.onclick = () => {
    entry.remove();
    show($("messages-card"), $("messages").childElementCount > 0, $("stage"));
  };
  entry.append(drop);
  $("messages").prepend(entry);
  while ($("messages").childElementCount > MOST) $("messages").lastElementChild.remove();
  show($("messages-card"), true);
  say(`${word}${message}`);
}

/** Into this machine's clipboard, or where the browser does not allow that, where it can be copied by hand. */
async function copied(words) {
  if (!words) return add("info", "Nothing is selected on the page.");
  try {
    await navigator.clipboard.writeText(words);
    add("info", `Copied: ${words.length} characters.`);
  } catch {
    const shown = el("textarea", { className: "copied", readOnly: true, value: words, rows: 3, "aria-label": "The text that was copied" });
    shown.onfocus = () => shown.select();
    add("warning", "This browser does not allow the page to copy. Copy it from here:", shown);
  }
}

function downloaded(live, { name = "", artifact = "", error = "" }) {
  const list = $("downloads");
  const old = [...list.children].find((one) => one.dataset.name === name && one.dataset.is === "under way");
  const state = error || (artifact ? "kept with the job" : "under way");
  const entry = el("li", {}, el("div", {}, el("strong", {}, name), ` · ${state}`));
  entry.dataset.name = name;
  entry.dataset.is = state;
  if (artifact && live.link.credentials) {
    const save = el("button", {}, "Save");
    save.setAttribute("aria-label", `Save ${name}`);
    save.onclick = () => fetchFile(live, artifact, name);
    entry.append(save);
  }
  if (old) old.replaceWith(entry);
  else list.prepend(entry);
  show($("files"), true);
  say(`${name}: ${state}`);
}

async function fetchFile(live, artifact, name) {
  const address = new URL(`../api/v1/jobs/${live.job}/artifacts/${encodeURIComponent(artifact)}`, location.href);
  const answer = await fetch(address, { headers: { "X-API-Key": live.link.credentials.key }, credentials: "omit" });
  if (!answer.ok) return add("error", `${name} cannot be had: the server answers ${answer.status}.`);
  const link = el("a", { href: URL.createObjectURL(await answer.blob()), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
