// Keys, text and the clipboard, by a hidden text area: only such a thing gets input methods and the keyboard of a phone.

import { $, say, show, text } from "./dom.js";

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const MOST_TEXT = 20000;
const PAD = "  "; // what Backspace of a phone's keyboard can remove, so that it is heard
const MIDDLE_MS = 300;
const COMMANDS = { KeyR: "reload", F5: "reload" };
const MODIFIERS = ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Fn"];

export class Keyboard {
  constructor(live) {
    this.live = live;
    this.sink = $("sink");
    this.held = new Map();
    this.swallowed = new Set();
    this.isComposing = false;
    this.composed = null;
    this.noPasteUntil = 0;
    this.#reset();
    const on = (kind, listener) => this.sink.addEventListener(kind, listener);
    on("keydown", (event) => this.#keydown(event));
    on("keyup", (event) => this.#keyup(event));
    on("compositionstart", () => this.#composing(""));
    on("compositionupdate", (event) => this.#composing(event.data));
    on("compositionend", (event) => this.#compositionEnd(event));
    on("beforeinput", (event) => this.#beforeInput(event));
    on("input", () => this.isComposing || this.#reset());
    on("paste", (event) => this.#paste(event));
    on("focus", () => show($("hint"), !matchMedia("(pointer: coarse)").matches));
    on("blur", () => this.#blur());
    $("keyboard").onclick = () => this.focus();
    for (const button of document.querySelectorAll("#keys [data-key]")) {
      button.onpointerdown = (event) => event.preventDefault(); // the phone's keyboard stays open
      button.onclick = () => this.press(button.dataset.key, button.dataset.key);
    }
    $("copy").onclick = () => live.input({ copy: {} });
    addEventListener("blur", () => this.releaseAll());
    live.on("hiding", () => document.hidden && this.releaseAll());
    live.on("handing-back", () => this.releaseAll());
    live.on("control phase", () => this.#enable());
    this.#enable();
  }

  /** The keyboard goes to the page, or to the dialog that it shows: that is answered first. */
  focus(at) {
    if (at) this.place(at);
    const dialog = $("panels").querySelector('[role="alertdialog"] [data-first]');
    (dialog ?? this.sink).focus({ preventScroll: true });
  }

  /** Where the windows of input methods open. */
  place({ clientX, clientY }) {
    const rect = this.live.picture.stage.getBoundingClientRect();
    this.sink.style.left = `${Math.max(0, Math.min(rect.width - 2, clientX - rect.left))}px`;
    this.sink.style.top = `${Math.max(0, Math.min(rect.height - 24, clientY - rect.top))}px`;
  }

  press(key, code) {
    this.#key(true, key, code);
    this.#key(false, key, code);
  }

  /** Nothing stays pressed on a page that cannot hear it go up. */
  releaseAll() {
    this.composed = null;
    this.held.clear();
    this.swallowed.clear();
    this.live.tell("released");
    // By the control, not by what can be seen: it must go out from a hidden page, too.
    if (!this.live.holds || !this.live.picture.shown) return;
    this.live.sequence += 1;
    const { epoch, sequence, picture } = this.live;
    this.live.link.send({ input: { epoch, seq: String(sequence), tab: picture.shown.tab, releaseAll: {} } });
  }

  #enable() {
    const { holds } = this.live;
    if (!holds && document.activeElement === this.sink) this.live.picture.stage.focus({ preventScroll: true });
    const isNew = holds && this.sink.disabled;
    this.sink.disabled = !holds;
    this.sink.tabIndex = holds ? 0 : -1;
    show($("keys"), holds && matchMedia("(any-pointer: coarse), (max-width: 60rem)").matches);
    if (isNew && document.activeElement === document.body && !matchMedia("(pointer: coarse)").matches) this.focus();
    if (!holds) {
      this.held.clear();
      show($("hint"), false);
    }
  }

  #keydown(event) {
    this.#sendComposed();
    if (event.isComposing || event.keyCode === 229 || event.key === "Dead" || event.key === "Process") return;
    if (event.ctrlKey && event.altKey && event.key === "Escape") {
      event.preventDefault();
      this.#leave();
      return;
    }
    const command = event.ctrlKey || event.metaKey;
    if (event.getModifierState("AltGraph") || event.key === "AltGraph" || (IS_MAC && event.altKey && !command)) {
      if (this.#third(event)) return;
    }
    // The paste event has the text.
    if (command && event.code === "KeyV" && !event.altKey) return;
    if (event.shiftKey && event.key === "Insert") return;
    if (command && event.code === "KeyC" && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      this.swallowed.add(event.code);
      this.live.input({ copy: {} });
      return;
    }
    if ((COMMANDS[event.code] && (command || event.code === "F5")) || event.key === "F12") {
      event.preventDefault();
      this.swallowed.add(event.code);
      if (COMMANDS[event.code]) this.live.tab(COMMANDS[event.code]);
      return;
    }
    if (command && event.code === "KeyX") this.live.input({ copy: {} });
    this.#plain(event);
  }

  #plain(event) {
    if (!event.code && event.key === "Unidentified") return; // a phone's keyboard: its text comes as input
    event.preventDefault();
    const isLetter = [...event.key].length === 1;
    if (isLetter && event.key > "~" && !event.ctrlKey && !event.metaKey) {
      this.swallowed.add(event.code);
      this.#text(event.key); // no keyboard of the browser's has such a key
      return;
    }
    const [key, code] = this.#translated(event);
    this.#key(true, key, code);
    // macOS tells of no key that goes up while Command is down.
    if (IS_MAC && event.metaKey && !MODIFIERS.includes(event.key)) this.#key(false, key, code);
  }

  /** AltGr, and Option on a Mac: a character of the third level is text, since a page would take it for Ctrl and Alt. */
  #third(event) {
    event.preventDefault();
    if (!MODIFIERS.includes(event.key) && [...event.key].length !== 1) return false;
    // Windows has said Ctrl before it: that goes up again.
    for (const [code, key] of [...this.held]) if (["Control", "Alt"].includes(key)) this.#key(false, key, code);
    this.swallowed.add(event.code);
    if (!MODIFIERS.includes(event.key)) this.#text(event.key);
    return true;
  }

  #keyup(event) {
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (this.swallowed.delete(event.code)) return;
    const [key, code] = this.#translated(event);
    if (this.held.has(code)) this.#key(false, this.held.get(code), code);
    else if (key === "Control" || key === "Meta") this.swallowed.clear();
  }

  /** The job's browser runs on Linux: Command is Control there. */
  #translated({ key, code }) {
    return IS_MAC && key === "Meta" ? ["Control", code.replace("Meta", "Control")] : [key, code];
  }

  #key(down, key, code) {
    if (!this.live.input({ key: { down, key, code } })) return;
    if (down) this.held.set(code, key);
    else this.held.delete(code);
  }

  #text(words) {
    for (let at = 0; at < words.length; ) {
      // Not within a pair of surrogates.
      let end = Math.min(words.length, at + MOST_TEXT);
      if (end < words.length && /[\ud800-\udbff]/.test(words[end - 1])) end -= 1;
      this.live.input({ text: { text: words.slice(at, end) } });
      at = end;
    }
  }

  #composing(words) {
    this.isComposing = true;
    const strip = $("preedit");
    show(strip, Boolean(words));
    text(strip, words ?? "");
    strip.style.left = `${this.sink.offsetLeft}px`;
    strip.style.top = `${this.sink.offsetTop}px`;
  }

  /** Sent a moment later: a composition that ends since the focus leaves has not been finished by anybody. */
  #compositionEnd(event) {
    this.isComposing = false;
    show($("preedit"), false);
    this.composed = event.data;
    this.#reset();
    setTimeout(() => this.#sendComposed());
  }

  #sendComposed() {
    const words = this.composed;
    this.composed = null;
    if (words) this.#text(words);
  }

  #beforeInput(event) {
    if (event.isComposing || event.inputType.includes("Composition")) return;
    event.preventDefault();
    const words = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
    if (event.inputType === "insertLineBreak" || event.inputType === "insertParagraph") this.press("Enter", "Enter");
    else if (event.inputType === "deleteContentBackward") this.press("Backspace", "Backspace");
    else if (event.inputType === "deleteContentForward") this.press("Delete", "Delete");
    else if (words && event.inputType !== "insertFromPaste") this.#text(words);
    this.#reset();
  }

  /** Of the middle button of the mouse, which on Linux pastes what is selected anywhere: nobody has asked for that. */
  pastesNothing() {
    this.noPasteUntil = performance.now() + MIDDLE_MS;
  }

  #paste(event) {
    event.preventDefault();
    if (performance.now() < this.noPasteUntil) return;
    const words = event.clipboardData?.getData("text/plain") ?? "";
    if (words) this.#text(words);
    else this.live.note("info", "The clipboard has no text. Files go to a page by its own file field.");
  }

  #blur() {
    this.isComposing = false;
    show($("preedit"), false);
    show($("hint"), false);
    this.#reset();
    this.releaseAll();
  }

  #leave() {
    this.releaseAll();
    const next = [$("release"), $("take")].find((one) => one.offsetParent);
    (next ?? this.live.picture.stage).focus();
    say("The keyboard is on this page again.");
  }

  #reset() {
    this.sink.value = PAD;
    this.sink.setSelectionRange(PAD.length, PAD.length);
  }
}
