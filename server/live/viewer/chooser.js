// Files for a file chooser of the page: picked here, sent in pieces, and not faster than the connection takes them.

import { el, say, text } from "./dom.js";
import { close, panel } from "./panels.js";

const PIECE = 48000;
const MOST_WAITING = 512000;
const MOST_BYTES = 50000000;

export function showChooser(live) {
  const open = new Map();
  const forget = (id) => {
    close(live, open.get(id)?.made);
    if (open.has(id)) open.get(id).isOver = true;
    open.delete(id);
  };
  live.on("chooser", (chooser) => {
    const id = chooser.id ?? "0";
    forget(id);
    if (!chooser.closed && live.holds) open.set(id, draw(live, id, chooser));
  });
  live.on("control phase", () => {
    if (!live.holds) for (const id of [...open.keys()]) forget(id);
  });
}

function draw(live, id, { multiple = false, accept = "" }) {
  const self = { isOver: false };
  const files = el("input", { type: "file", multiple, accept, "data-first": "" });
  const send = el("button", { className: "primary", disabled: true }, multiple ? "Send the files" : "Send the file");
  const cancel = el("button", { type: "button" }, "Cancel");
  const bar = el("progress", { max: 1, value: 0, hidden: true, "aria-label": "Sent" });
  const told = el("p", { className: "muted", role: "status" });
  const says = multiple ? "The page asks for files" : "The page asks for a file";
  const form = el("form", {}, el("label", {}, says, files), told, bar, el("div", { className: "buttons" }, send, cancel));
  form.style.display = "grid";
  form.style.gap = "0.625rem";
  const takes = `It takes ${accept || (multiple ? "any files" : "any file")}: 50 MB in all at most.`;
  text(told, takes);
  files.onchange = () => {
    const isTooMuch = [...files.files].reduce((sum, file) => sum + file.size, 0) > MOST_BYTES;
    text(told, isTooMuch ? "That is more than 50 MB. Choose less." : takes);
    send.disabled = files.files.length === 0 || isTooMuch;
  };
  const stop = () => {
    self.isOver = true;
    live.act("file", { id, cancelled: true });
    close(live, self.made);
  };
  cancel.onclick = stop;
  form.onsubmit = async (event) => {
    event.preventDefault();
    send.disabled = files.disabled = true;
    bar.hidden = false;
    try {
      const sent = await sendAll(live, id, [...files.files], self, (part) => (bar.value = part));
      if (sent) {
        text(told, "Sent. The page gets them now.");
        say("The files are sent.");
      }
    } catch {
      text(told, "This file cannot be read. Choose it again.");
      send.disabled = files.disabled = false;
    }
  };
  self.made = panel(live, { role: "dialog", "aria-label": says }, form);
  self.made.addEventListener("keydown", (event) => event.key === "Escape" && stop());
  return self;
}

async function sendAll(live, id, files, self, progress) {
  const all = files.reduce((sum, file) => sum + file.size, 0) || 1;
  let sent = 0;
  for (const [index, file] of files.entries()) {
    for (let at = 0; at === 0 || at < file.size; at += PIECE) {
      const data = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
      while (live.link.waiting > MOST_WAITING) await new Promise((resolve) => setTimeout(resolve, 50));
      if (self.isOver) return false;
      const first = at === 0 ? { name: file.name, mimeType: file.type } : {};
      if (!live.act("file", { id, index, ...first, data: base64(data) })) return false;
      sent += data.length;
      progress(sent / all);
    }
  }
  return live.act("file", { id, done: true });
}

function base64(bytes) {
  let words = "";
  for (let at = 0; at < bytes.length; at += 8192) words += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(words);
}
