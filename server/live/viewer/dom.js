// The few things that all parts do with elements. Text goes into text nodes: nothing that a page or a person has
// written is ever read as HTML.

export const $ = (id) => document.getElementById(id);

export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Shows it, or hides it. What is hidden loses the focus to `next`, so that the keyboard is never nowhere. */
export function show(element, is, next) {
  if (!is && next && element.contains(document.activeElement)) next.focus();
  element.hidden = !is;
}

export function text(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/** Words as a sentence. */
export function sentence(words) {
  return words ? words[0].toUpperCase() + words.slice(1).replace(/[.!?]?$/, (end) => end || ".") : "";
}

export function icon(element, name) {
  const use = element.querySelector("use");
  if (use.getAttribute("href") !== `#i-${name}`) use.setAttribute("href", `#i-${name}`);
}

let last = "";
/** Tells it to who listens instead of looking; the same words only once in a row. */
export function say(words) {
  if (!words || words === last) return;
  last = words;
  $("said").textContent = words;
}

/** How long, for people: 4:31, or 2:03:05. */
export function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

export function ago(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
}

/** Asks before something that cannot be taken back. */
export async function confirmed(title, words, yes) {
  const dialog = $("confirm");
  text($("confirm-title"), title);
  text($("confirm-text"), words);
  text($("confirm-yes"), yes);
  dialog.returnValue = "no";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue === "yes";
}
