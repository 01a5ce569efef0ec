/** Shows frames: draws the figures, updates the question about them, and dispatches "fdnn:frame" for each. */

import { Figures } from "../draw/figures.js";
import { Prediction } from "./prediction.js";

/** @typedef {{figures: Object<string, any>, values: Object<string, any>, ms: number, since: number}} Shown a frame, its values, when the reader acted */

export class Display {
  /** @type {Shown} */
  #frame; // the newest
  /** @type {Promise<void> | null} */
  #drawing = null; // while a frame waits to be drawn
  /** @type {Promise<void> | null} */
  #painting = null; // until the screen shows what was drawn

  /**
   * @param {HTMLElement & {name: string}} demo
   * @param {import("../draw/figures.js").Save} save
   */
  constructor(demo, save) {
    this.demo = demo;
    const root = /** @type {HTMLElement} */ (demo.querySelector(".fdnn-figures"));
    this.figures = new Figures(root, demo.querySelector("template"), save);
    this.prediction = new Prediction(root, demo.querySelector("[data-action=predict]"));
  }

  /**
   * Draw a frame: at once, or once the last one is on the screen, unless a newer frame replaces it until then.
   * @param {Shown} frame
   * @returns {Promise<void>} when it, or a newer one in its place, has been drawn
   */
  show(frame) {
    this.#frame = frame;
    if (!this.#painting) return this.#draw();
    return (this.#drawing ??= this.#painting.then(() => this.#draw()));
  }

  async #draw() {
    const { figures, values, ms, since } = this.#frame;
    this.#drawing = null;
    if (!this.demo.isConnected) return; // the reader has gone to another page
    this.figures.draw(figures);
    this.prediction.update(figures);
    this.demo.dataset.state = "live";
    this.demo.dataset.frames = String(Number(this.demo.dataset.frames) + 1);
    this.#painting = painted().then((now) => {
      this.#painting = null;
      const detail = { name: this.demo.name, values, compute_ms: ms, latency_ms: now - since };
      this.demo.dispatchEvent(new CustomEvent("fdnn:frame", { bubbles: true, detail }));
    });
  }
}

/** Resolves, to the time, when the next animation frame has been painted. */
async function painted() {
  await animationFrame();
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  return performance.now();
}

/** Resolves at the next animation frame; in a hidden tab, which has none, at once. */
function animationFrame() {
  if (document.hidden) return null;
  return new Promise((resolve) => {
    const arrived = () => {
      document.removeEventListener("visibilitychange", arrived);
      resolve(undefined);
    };
    document.addEventListener("visibilitychange", arrived);
    requestAnimationFrame(arrived);
  });
}
