/** Shows frames: the figures, the question about them, and the event that tells the page of each. */

import { Figures } from "../draw/figures.js";
import { Prediction } from "./question.js";

export class Display {
  #frame = null; // the newest
  #drawing = null; // set while a frame waits to be drawn
  #painting = null; // set while the screen does not show yet what was drawn

  /**
   * @param {HTMLElement} demo
   * @param {(key: string, form: string) => Promise<string | null>} save asks Python for a file
   */
  constructor(demo, save) {
    this.demo = demo;
    const root = demo.querySelector(".fdnn-figures");
    this.figures = new Figures(root, demo.querySelector("template"), save);
    this.prediction = new Prediction(root, demo.querySelector("[data-action=predict]"));
  }

  /**
   * Draw at once, while the coming animation frame is not yet spoken for; else with the next, the newest first.
   * @param {{figures: object, values: object, ms: number, since: number}} frame
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
    if (!this.demo.isConnected) return; // the reader has gone on to another page
    this.figures.draw(figures);
    this.prediction.update(figures);
    this.demo.dataset.state = "live";
    this.demo.dataset.frames = Number(this.demo.dataset.frames) + 1;
    this.#painting = painted().then((now) => {
      this.#painting = null;
      const detail = { name: this.demo.name, values, compute_ms: ms, latency_ms: now - since };
      this.demo.dispatchEvent(new CustomEvent("fdnn:frame", { bubbles: true, detail }));
    });
  }
}

/** When the coming animation frame has shown what was drawn. */
async function painted() {
  await animationFrame();
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  return performance.now();
}

/** In a tab that shows nothing no animation frame comes: nothing is waited for. */
function animationFrame() {
  if (document.hidden) return null;
  return new Promise((resolve) => {
    const come = () => {
      document.removeEventListener("visibilitychange", come);
      resolve();
    };
    document.addEventListener("visibilitychange", come);
    requestAnimationFrame(come);
  });
}
