// The canvas: the newest picture, as large as its place allows, and where its points are on the page.

import { $, el, text } from "./dom.js";

export class Picture {
  /** `acknowledge(seq)`: a frame has been painted, or will never be; `fresh()`: the first one of a while has been;
   * `resized()`: its place has another size. */
  constructor(acknowledge, fresh, resized) {
    this.canvas = $("picture");
    this.stage = $("stage");
    this.context = this.canvas.getContext("2d", { alpha: false });
    this.acknowledge = acknowledge;
    this.fresh = fresh;
    this.next = null;
    this.passedOver = [];
    this.isDecoding = false;
    this.bitmap = null;
    this.shown = null; // the frame that is painted: what a person sees and aims at
    this.paintedAt = 0;
    this.isFresh = false;
    this.pointer = null;
    new ResizeObserver(() => {
      this.#fit();
      resized();
    }).observe(this.stage);
  }

  /** The newest wins: one that waits to be decoded is given up for it. */
  take(frame) {
    if (this.next) this.passedOver.push(this.next.seq);
    this.next = frame;
    if (!this.isDecoding) this.#decode();
  }

  /** No picture of before is one to aim at: after the connection was lost, or the tab was changed. */
  expire() {
    this.isFresh = false;
  }

  /** The point of the page below a point of the window, within the page. */
  point({ clientX, clientY }) {
    const { left, top, scale } = this.#place();
    const inside = (value, most) => Math.round(Math.min(Math.max(value, 0), most - 1) * 100) / 100;
    return {
      x: inside((clientX - left) / scale, this.shown.width),
      y: inside((clientY - top) / scale, this.shown.height),
    };
  }

  contains({ clientX, clientY }) {
    if (!this.shown) return false;
    const { left, top, scale } = this.#place();
    const x = (clientX - left) / scale;
    const y = (clientY - top) / scale;
    return x >= 0 && y >= 0 && x < this.shown.width && y < this.shown.height;
  }

  /** How many pixels of the page one of the window is. */
  get zoom() {
    return 1 / this.#place().scale;
  }

  /** A box of the page within the stage. */
  box({ x = 0, y = 0, width = 0, height = 0 }) {
    const { scale, inLeft, inTop } = this.#place();
    return { left: inLeft + x * scale, top: inTop + y * scale, width: width * scale, height: height * scale };
  }

  /** What the job is about to act on; null: nothing. */
  pointOut(pointer) {
    this.pointer = pointer;
    this.#drawPointer();
  }

  /** Shows where a finger was. */
  ripple({ clientX, clientY }) {
    const rect = this.stage.getBoundingClientRect();
    const ring = el("div", { className: "touch" });
    ring.style.translate = `${clientX - rect.left}px ${clientY - rect.top}px`;
    this.stage.append(ring);
    setTimeout(() => ring.remove(), 600);
  }

  #place() {
    const rect = this.stage.getBoundingClientRect();
    const { width, height } = this.shown ?? { width: 1280, height: 720 };
    const scale = Math.min(rect.width / width, rect.height / height) || 1;
    const inLeft = (rect.width - width * scale) / 2;
    const inTop = (rect.height - height * scale) / 2;
    return { scale, inLeft, inTop, left: rect.left + inLeft, top: rect.top + inTop };
  }

  async #decode() {
    this.isDecoding = true;
    while (this.next) {
      const frame = this.next;
      this.next = null;
      try {
        const bitmap = await createImageBitmap(new Blob([frame.data], { type: frame.type }));
        await new Promise((resolve) => (document.hidden ? resolve() : requestAnimationFrame(resolve)));
        this.#paint(frame, bitmap);
      } catch {
        // A picture that cannot be read is passed over: the next one shows the page again.
      } finally {
        for (const seq of [frame.seq, ...this.passedOver.splice(0)]) this.acknowledge(seq);
      }
    }
    this.isDecoding = false;
  }

  #paint(frame, bitmap) {
    this.bitmap?.close();
    this.bitmap = bitmap;
    const other = !this.shown || this.shown.width !== frame.width || this.shown.height !== frame.height;
    this.shown = frame;
    this.paintedAt = performance.now();
    const wasFresh = this.isFresh;
    this.isFresh = true;
    if (other) {
      this.stage.style.setProperty("--ratio", String(frame.width / frame.height || 1.7778));
      this.#fit();
    } else {
      this.#draw();
    }
    if (!wasFresh) this.fresh();
  }

  #fit() {
    const ratio = devicePixelRatio || 1;
    const width = Math.max(1, Math.round(this.stage.clientWidth * ratio));
    const height = Math.max(1, Math.round(this.stage.clientHeight * ratio));
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    this.#draw();
    this.#drawPointer();
  }

  #draw() {
    const { canvas, context, bitmap } = this;
    context.fillStyle = "#0b0d10";
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (!bitmap || !this.shown) return;
    // By the page's size, not the picture's: points are mapped by that.
    const { width, height } = this.shown;
    const scale = Math.min(canvas.width / width, canvas.height / height);
    context.imageSmoothingQuality = "high";
    const [w, h] = [width * scale, height * scale];
    context.drawImage(bitmap, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h);
  }

  #drawPointer() {
    const [ring, arrow] = [$("ring"), $("arrow")];
    const is = this.pointer !== null && this.shown !== null;
    ring.hidden = arrow.hidden = !is;
    if (!is) return;
    const box = this.box(this.pointer);
    ring.style.translate = `${box.left - 3}px ${box.top - 3}px`;
    ring.style.inlineSize = `${box.width + 6}px`;
    ring.style.blockSize = `${box.height + 6}px`;
    ring.classList.toggle("below", box.top < 24);
    text($("ring-word"), this.pointer.action ?? "");
    arrow.style.translate = `${box.left + box.width / 2}px ${box.top + box.height / 2}px`;
  }
}
