// Mouse, pen and finger on the picture. One path: what the buttons are is compared with what they were, so that each
// press has one release, wherever it happens.

import { nudge } from "./control.js";
import { $ } from "./dom.js";
import { Fingers } from "./touch.js";

const BUTTONS = [
  [1, "left"],
  [2, "right"],
  [4, "middle"],
];
const MOVE_MS = 33; // 30 a second
const CLICKS_WITHIN_MS = 500;
const CLICKS_WITHIN_PX = 5;
const LINE_PX = 19;
// Only words: `cursor` may also name a URL, and no picture is loaded for a page.
const CURSORS = /^(auto|default|none|context-menu|help|pointer|progress|wait|cell|crosshair|text|vertical-text|alias|copy|move|no-drop|not-allowed|grab|grabbing|all-scroll|zoom-in|zoom-out|([nsew]|ne|nw|se|sw|ns|ew|nesw|nwse|col|row)-resize)$/;
const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

export class Mouse {
  constructor(live, keyboard) {
    this.live = live;
    this.keyboard = keyboard;
    this.canvas = live.picture.canvas;
    this.down = new Map();
    this.clicks = { count: 0 };
    this.fingers = new Fingers(live, keyboard);
    for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel", "lostpointercapture"]) {
      this.canvas.addEventListener(kind, (event) => this.#pointer(kind, event));
    }
    this.canvas.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    for (const kind of ["contextmenu", "dragstart", "selectstart", "auxclick"]) {
      this.canvas.addEventListener(kind, (event) => live.holds && event.preventDefault());
    }
    // The side buttons would leave this page.
    this.canvas.addEventListener("mouseup", (event) => live.holds && event.button > 2 && event.preventDefault());
    live.on("cursor", ({ cursor = "" }) => this.#shape(cursor));
    live.on("control phase", () => {
      if (!live.holds) this.forget();
      this.#shape(this.cursor);
    });
  }

  /** All buttons are up, as far as is known here. */
  forget() {
    this.down.clear();
    this.move = null;
    this.fingers.forget();
  }

  #shape(cursor) {
    this.cursor = cursor;
    this.canvas.style.cursor = this.live.holds && CURSORS.test(cursor ?? "") ? cursor : "";
  }

  #pointer(kind, event) {
    const { live } = this;
    if (!live.holds) {
      if (kind === "pointerdown") nudge(live);
      return;
    }
    if (event.pointerType === "touch") return this.fingers.pointer(kind, event);
    if (!live.acts || !event.isPrimary) return;
    if (kind === "pointerdown") {
      if (!live.picture.contains(event)) return;
      event.preventDefault(); // the focus goes to the keyboard, not to the canvas
      this.canvas.setPointerCapture(event.pointerId);
      this.keyboard.focus(event);
    }
    const isOver = kind === "pointercancel" || kind === "lostpointercapture";
    this.#buttons(event, isOver ? 0 : event.buttons);
    if (kind === "pointermove" && (this.down.size > 0 || live.picture.contains(event))) this.#moved(event);
  }

  #buttons(event, pressed) {
    for (const [bit, name] of BUTTONS) {
      const is = (pressed & bit) !== 0;
      if (is === this.down.has(bit)) continue;
      this.#flush();
      if (name === "middle") this.keyboard.pastesNothing();
      if (is) {
        const button = IS_MAC && name === "left" && event.ctrlKey ? "right" : name;
        const pressing = { button, clickCount: this.#count(event, button) };
        this.down.set(bit, pressing);
        this.#send("down", event, pressing);
      } else {
        const pressing = this.down.get(bit);
        this.down.delete(bit);
        this.#send("up", event, pressing);
      }
    }
  }

  #count(event, button) {
    const was = this.clicks;
    const isNext =
      was.button === button &&
      event.timeStamp - was.at < CLICKS_WITHIN_MS &&
      Math.abs(event.clientX - was.x) < CLICKS_WITHIN_PX &&
      Math.abs(event.clientY - was.y) < CLICKS_WITHIN_PX;
    this.clicks = { button, at: event.timeStamp, x: event.clientX, y: event.clientY, count: isNext ? was.count + 1 : 1 };
    return this.clicks.count;
  }

  #send(kind, event, more = {}) {
    this.live.input({ mouse: { kind, ...this.live.picture.point(event), ...more } });
  }

  /** The first move goes at once, the last one surely, and between them no more than are of use. */
  #moved({ clientX, clientY }) {
    this.move = { clientX, clientY };
    if (this.moving) return;
    this.#flush();
    this.moving = setTimeout(() => {
      this.moving = null;
      if (this.move) this.#moved(this.move);
    }, MOVE_MS);
  }

  #flush() {
    if (!this.move || (this.live.link.isBusy && this.down.size === 0)) return;
    const move = this.move;
    this.move = null;
    this.#send("move", move);
  }

  #wheel(event) {
    if (!this.live.acts || event.ctrlKey || !this.live.picture.contains(event)) return; // with Ctrl: this page's own zoom
    event.preventDefault();
    const unit = [1, LINE_PX, this.live.picture.shown.height][event.deltaMode] ?? 1;
    const turned = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    const sum = (this.turn ??= { x: 0, y: 0 });
    sum.x += turned[0] * unit;
    sum.y += turned[1] * unit;
    sum.at = { clientX: event.clientX, clientY: event.clientY };
    this.turning ??= requestAnimationFrame(() => {
      const { x, y, at } = this.turn;
      this.turn = this.turning = null;
      this.live.wheel(at, x, y);
    });
  }
}
