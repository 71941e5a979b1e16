// What browsers show in windows of their own, which no picture has: dialogs, lists of selects, dates, times and colours.

import { $, el, show } from "./dom.js";

/** A panel on the picture; the holder's focus goes into it, and back to the stage when it closes. */
export function panel(live, properties, ...children) {
  const made = el("div", { className: "panel centred", ...properties }, ...children);
  $("panels").append(made);
  if (live.holds) made.querySelector("[data-first]")?.focus({ preventScroll: true });
  return made;
}

export function close(live, made) {
  if (!made?.isConnected) return;
  const had = made.contains(document.activeElement);
  made.remove();
  if (had && live.holds) $("sink").focus({ preventScroll: true });
}

export function showPanels(live) {
  const dialogs = new Map();
  const fields = new Map();
  const put = (open, draw) => (value) => {
    const id = value.id ?? "0";
    close(live, open.get(id)?.made);
    open.delete(id);
    if (!value.closed) open.set(id, { value, made: draw(live, value) });
  };
  live.on("dialog", put(dialogs, drawDialog));
  live.on("field", (value) => {
    if (!value.closed && !live.holds) return; // it is the holder's to fill in
    put(fields, drawField)(value);
  });
  live.on("control phase", () => {
    const who = `${live.holds} ${live.phase}`;
    if (who === live.panelsFor) return;
    live.panelsFor = who;
    for (const { made } of fields.values()) close(live, made);
    fields.clear();
    for (const [id, { value, made }] of [...dialogs]) {
      close(live, made);
      if (live.phase !== "open") dialogs.delete(id);
      else dialogs.set(id, { value, made: drawDialog(live, value) });
    }
  });
}

const ASKS = { alert: "says", confirm: "asks", prompt: "asks", beforeunload: "asks" };

function drawDialog(live, { id = "0", type = "alert", message = "", defaultValue = "", origin = "" }) {
  const says = type === "beforeunload" ? "Leave the page? What was entered may not be saved." : message;
  const title = el("h2", { id: `dialog-${id}` }, `${origin || "The page"} ${ASKS[type] ?? "says"}`);
  const field = type === "prompt" ? el("input", { value: defaultValue, "aria-label": "Answer", "data-first": "" }) : null;
  const form = el("form", { className: "buttons" });
  const answer = (accept) => live.act("dialog", { id, accept, text: field?.value ?? "" });
  const accept = el("button", { className: "primary" }, type === "beforeunload" ? "Leave" : "OK");
  if (!field) accept.setAttribute("data-first", "");
  form.append(accept);
  if (type !== "alert") {
    const dismiss = el("button", { type: "button" }, type === "beforeunload" ? "Stay" : "Cancel");
    dismiss.onclick = () => answer(false);
    form.append(dismiss);
  }
  form.onsubmit = (event) => {
    event.preventDefault();
    answer(true);
  };
  const note = el("p", { className: "muted" }, "Who has control answers it.");
  show(note, !live.holds);
  show(form, live.holds);
  if (field) {
    field.readOnly = !live.holds;
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      answer(true);
    });
  }
  const said = el("p", { className: "said" }, says);
  const made = panel(live, { role: "alertdialog", "aria-labelledby": `dialog-${id}` }, title, said, field, form, note);
  // A listener, not a property: one of these that returns false keeps every other key from what it does.
  made.addEventListener("keydown", (event) => event.key === "Escape" && answer(false));
  return made;
}

const KINDS = { date: "Date", time: "Time", "datetime-local": "Date and time", month: "Month", week: "Week", color: "Colour" };

function drawField(live, field) {
  const { id = "0", kind = "select" } = field;
  const name = kind === "select" ? (field.multiple ? "Choose any number" : "Choose one") : (KINDS[kind] ?? "Value");
  const control = kind === "select" ? list(field) : value(field);
  const send = () => {
    const chosen = kind === "select" ? { options: [...control.selectedOptions].map((one) => Number(one.value)) } : { value: control.value };
    live.act("field", { id, ...chosen });
    close(live, made);
  };
  const cancel = () => {
    live.act("field", { id, cancelled: true });
    close(live, made);
  };
  const set = el("button", { className: "primary" }, "Set");
  const back = el("button", { type: "button" }, "Cancel");
  back.onclick = cancel;
  const form = el("form", {}, el("label", {}, name, control), el("div", { className: "buttons" }, set, back));
  form.style.display = "grid";
  form.style.gap = "0.625rem";
  form.noValidate = true;
  form.onsubmit = (event) => {
    event.preventDefault();
    send();
  };
  // A click chooses, as in a list of the browser's own.
  if (kind === "select" && !field.multiple) control.addEventListener("click", (event) => event.target.matches("option:enabled") && send());
  const made = panel(live, { role: "dialog", "aria-label": name }, form);
  made.onkeydown = (event) => {
    if (event.key === "Escape") cancel();
    else if (event.key === "Enter" && event.target === control) send();
    else return;
    event.preventDefault();
  };
  place(live, made, field);
  return made;
}

function list({ options = [], multiple = false }) {
  const made = el("select", { multiple, "data-first": "", size: Math.min(10, Math.max(2, options.length)) });
  let group = null;
  for (const { number = 0, label = "", selected = false, disabled = false, group: name = "" } of options) {
    const option = el("option", { value: String(number), disabled }, label || "\u00a0");
    option.selected = selected;
    if (name && group?.label !== name) made.append((group = el("optgroup", { label: name })));
    if (!name) group = null;
    (group ?? made).append(option);
  }
  return made;
}

function value({ kind, value: now = "", min = "", max = "" }) {
  const made = el("input", { type: kind, "data-first": "" });
  if (min) made.min = min;
  if (max) made.max = max;
  if (kind === "time" || kind === "datetime-local") made.step = "any";
  made.value = now;
  return made;
}

/** Below its field, where there is room. */
function place(live, made, field) {
  const { stage } = live.picture;
  if (!live.picture.shown || stage.clientWidth < 480) return;
  const box = live.picture.box(field);
  made.classList.remove("centred");
  const below = box.top + box.height + 2;
  const top = below + made.offsetHeight <= stage.clientHeight ? below : Math.max(0, box.top - made.offsetHeight - 2);
  const fits = top + made.offsetHeight <= stage.clientHeight;
  made.style.left = `${Math.max(4, Math.min(box.left, stage.clientWidth - made.offsetWidth - 4))}px`;
  made.style.top = `${fits ? top : 4}px`;
}
