// Fingers: a tap taps, a long one is the other mouse button, one or two that move scroll, and with "Drag" they drag.

import { $, say } from "./dom.js";

const TAP_PX = 10;
const LONG_MS = 500;

export class Fingers {
  constructor(live, keyboard) {
    this.live = live;
    this.keyboard = keyboard;
    this.fingers = new Map();
    this.drags = false;
    $("dragging").onclick = () => {
      this.drags = !this.drags;
      $("dragging").setAttribute("aria-pressed", String(this.drags));
      say(this.drags ? "A finger drags now." : "A finger scrolls now.");
    };
  }

  forget() {
    clearTimeout(this.long);
    this.fingers.clear();
    this.mode = null;
  }

  pointer(kind, event) {
    if (kind === "pointerdown") return this.#down(event);
    if (!this.fingers.has(event.pointerId)) return;
    if (kind === "pointermove") return this.#moved(event);
    this.#up(event, kind === "pointerup");
  }

  #down(event) {
    if (!this.live.acts || !this.live.picture.contains(event)) return;
    event.preventDefault();
    this.live.picture.canvas.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, { clientX: event.clientX, clientY: event.clientY });
    clearTimeout(this.long);
    if (this.fingers.size > 1) {
      if (this.mode === "drag") this.#mouse("up", event);
      this.mode = "scroll";
      return;
    }
    this.first = { clientX: event.clientX, clientY: event.clientY };
    this.mode = "tap";
    if (this.drags) {
      this.mode = "drag";
      this.#mouse("move", event);
      this.#mouse("down", event);
      return;
    }
    this.long = setTimeout(() => {
      this.mode = "done";
      this.live.picture.ripple(this.first);
      this.#mouse("down", this.first, "right");
      this.#mouse("up", this.first, "right");
    }, LONG_MS);
  }

  #moved(event) {
    const was = this.fingers.get(event.pointerId);
    const far = Math.hypot(event.clientX - this.first.clientX, event.clientY - this.first.clientY) > TAP_PX;
    if (this.mode === "tap" && far) {
      clearTimeout(this.long);
      this.mode = "scroll";
    }
    if (this.mode === "drag") {
      if (!this.live.link.isBusy) this.#mouse("move", event);
    } else if (this.mode === "scroll") {
      const { zoom } = this.live.picture;
      const share = zoom / this.fingers.size;
      const sum = (this.turn ??= { x: 0, y: 0 });
      sum.x += (was.clientX - event.clientX) * share;
      sum.y += (was.clientY - event.clientY) * share;
      this.turning ??= requestAnimationFrame(() => {
        const { x, y } = this.turn;
        this.turn = this.turning = null;
        this.live.wheel(this.first, x, y);
      });
    }
    this.fingers.set(event.pointerId, { clientX: event.clientX, clientY: event.clientY });
  }

  #up(event, isLifted) {
    clearTimeout(this.long);
    this.fingers.delete(event.pointerId);
    if (this.mode === "drag") this.#mouse("up", event);
    else if (this.mode === "tap" && isLifted) {
      this.live.picture.ripple(this.first);
      this.live.input({ tap: this.live.picture.point(this.first) });
      this.keyboard.place(this.first);
    }
    if (this.fingers.size === 0 || this.mode === "drag") this.mode = null;
  }

  #mouse(kind, at, button = "left") {
    const more = kind === "move" ? {} : { button, clickCount: 1 };
    this.live.input({ mouse: { kind, ...this.live.picture.point(at), ...more } });
  }
}
