/** Painting a mask over a figure, stroke by stroke, by mouse, pen or finger while painting is switched on. */

import { maskOf, paintSegment } from "./brush.js";

/** @import { Stroke } from "./brush.js" */

const ERASED = 0x99_3c_14_dc; // translucent red, as ABGR
const CLEARED = null; // in the history: earlier strokes no longer count

/** Events: "input" while the mask changes (detail: time of the reader's act), "change" when it has changed. */
export class MaskPainting extends EventTarget {
  /** @type {(Stroke | null)[]} */
  #history = [];
  /** @type {Uint8Array | null} */
  #mask = null;
  #drawing = false;
  #overlay = document.createElement("canvas");

  /** @param {HTMLFieldSetElement} fieldset */
  constructor(fieldset) {
    super();
    this.fieldset = fieldset;
    this.demo = fieldset.closest("fdnn-demo");
    this.side = Number(fieldset.dataset.side);
    this.toggle = this.#part("toggle");
    Object.assign(this.#overlay, { width: this.side, height: this.side, className: "fdnn-overlay", ariaHidden: "true" });
    this.toggle.addEventListener("click", () => this.#switch());
    this.#part("undo").addEventListener("click", ({ timeStamp }) => this.#rewrite(timeStamp, () => this.#history.pop()));
    this.#part("clear").addEventListener("click", ({ timeStamp }) => this.#rewrite(timeStamp, () => this.#strokes.length && this.#history.push(CLEARED)));
    this.#overlay.addEventListener("pointerdown", (event) => this.#begin(event));
    this.#overlay.addEventListener("pointermove", (event) => this.#drawing && event.isPrimary && this.#extend(event));
    this.#overlay.addEventListener("pointerup", (event) => event.isPrimary && this.#end());
    this.#overlay.addEventListener("pointercancel", (event) => event.isPrimary && this.#cancel(event.timeStamp)); // a pinch has begun
    fieldset.form.addEventListener("reset", () => this.#reset());
    this.demo.addEventListener("fdnn:frame", () => this.#place());
  }

  /** What Python receives: bytes and their shape, or null while nothing is painted. */
  get value() {
    return this.#mask && { samples: this.#mask, shape: [this.side, this.side] };
  }

  get #strokes() {
    return this.#history.slice(this.#history.lastIndexOf(CLEARED) + 1);
  }

  /** @param {string} name @returns {any} a control of the fieldset */
  #part(name) {
    return this.fieldset.querySelector(`[data-paint=${name}]`);
  }

  #switch() {
    const on = this.toggle.getAttribute("aria-pressed") !== "true";
    this.toggle.setAttribute("aria-pressed", String(on));
    this.#place();
    if (on) this.#overlay.closest("figure")?.scrollIntoView({ block: "nearest" });
  }

  /** Put the overlay over the figure's canvas, or remove it. */
  #place() {
    const on = this.toggle.getAttribute("aria-pressed") === "true" && !this.fieldset.closest("[hidden]");
    const canvas = this.demo.querySelector(`[data-figure="${this.fieldset.dataset.over}"] canvas`);
    if (!on || !canvas) this.#overlay.remove();
    else if (!this.#overlay.isConnected) canvas.after(this.#overlay);
  }

  #begin(event) {
    if (!event.isPrimary || event.button !== 0) return;
    event.preventDefault();
    this.#overlay.setPointerCapture(event.pointerId);
    this.#drawing = true;
    const radius = (Number(this.#part("size").value) / 200) * this.side; // the size is a diameter in % of the figure
    this.#history.push({ keep: this.#part("brush").value === "keep", radius, points: [] });
    if (this.#strokes.length === 1) this.#mask = maskOf(this.#strokes, this.side);
    this.#extend(event);
  }

  #extend({ offsetX, offsetY, timeStamp }) {
    const stroke = this.#history.at(-1);
    const scale = this.side / this.#overlay.clientWidth;
    stroke.points.push([offsetX * scale, offsetY * scale]);
    paintSegment(this.#mask, this.side, stroke, stroke.points.length - 1);
    this.#show(timeStamp);
  }

  #end() {
    if (!this.#drawing) return;
    this.#drawing = false;
    this.dispatchEvent(new Event("change"));
  }

  /** Remove the stroke that is being drawn. */
  #cancel(time) {
    if (this.#drawing) this.#rewrite(time, () => this.#history.pop());
  }

  /** Change which strokes count, and paint those again. */
  #rewrite(time, change) {
    this.#drawing = false;
    change();
    const strokes = this.#strokes;
    this.#mask = strokes.length ? maskOf(strokes, this.side) : null;
    this.#show(time);
    this.dispatchEvent(new Event("change"));
  }

  #reset() {
    this.#drawing = false;
    this.#history = [];
    this.#mask = null;
    this.#showErased();
  }

  #show(time) {
    this.#showErased();
    this.dispatchEvent(new CustomEvent("input", { detail: time }));
  }

  /** Show what is erased, on the figure and as a percentage. */
  #showErased() {
    const pixels = new Uint32Array(this.side ** 2);
    let erased = 0;
    for (let i = 0; this.#mask && i < pixels.length; i++) {
      if (this.#mask[i]) continue;
      pixels[i] = ERASED;
      erased++;
    }
    const bytes = new Uint8ClampedArray(pixels.buffer);
    this.#overlay.getContext("2d").putImageData(new ImageData(bytes, this.side), 0, 0);
    const share = ((100 * erased) / pixels.length).toFixed(1);
    this.fieldset.querySelector("output").value = this.#mask ? `${share} % erased` : "Nothing is erased.";
  }
}
