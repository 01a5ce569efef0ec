/** Shows frames: the figures, the question about them, and the event that tells the page of each. */

import { Figures } from "./figures.js";
import { Prediction } from "./question.js";

export class Display {
  #frame = null; // what the coming animation frame will show
  #drawing = null;

  /**
   * @param {HTMLElement} demo
   * @param {(key: string, form: string) => Promise<string>} save asks Python for a file
   */
  constructor(demo, save) {
    this.demo = demo;
    const root = demo.querySelector(".fdnn-figures");
    this.figures = new Figures(root, demo.querySelector("template"), save);
    this.prediction = new Prediction(root, demo.querySelector("[data-action=predict]"));
  }

  /**
   * Draw with the coming animation frame; a newer frame takes an older one's place.
   * @param {{figures: object, values: object, ms: number, since: number}} frame
   * @returns {Promise<void>} when it is drawn
   */
  show(frame) {
    this.#frame = frame;
    if (document.hidden) return this.#draw();
    this.#drawing ??= new Promise(requestAnimationFrame).then(() => this.#draw());
    return this.#drawing;
  }

  async #draw() {
    const { figures, values, ms, since } = this.#frame;
    this.#drawing = null;
    this.figures.draw(figures);
    this.prediction.update(figures);
    this.demo.dataset.state = "live";
    this.demo.dataset.frames = Number(this.demo.dataset.frames) + 1;
    painted().then(() => {
      const detail = { name: this.demo.name, values, compute_ms: ms, latency_ms: performance.now() - since };
      this.demo.dispatchEvent(new CustomEvent("fdnn:frame", { bubbles: true, detail }));
    });
  }
}

/** After the frame that this one's drawing is in. */
function painted() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
}
