import { afterAwake } from "../python/awake-timer.js";

const PATIENCE_MS = 1000;

/** Play, pause and step through the frames of a demo that takes time: the next one is asked for when the last one is drawn. */
export class Player {
  #playing = false;
  #progress = 1;
  /** @type {Promise<boolean> | null} */
  #asked = null; // for the newest frame

  /**
   * @param {HTMLElement} bar holds the buttons and the progress
   * @param {() => Promise<boolean>} next asks for a frame and draws it; resolves to false if there was none
   */
  constructor(bar, next) {
    this.next = () => (this.#asked = next());
    this.button = /** @type {HTMLButtonElement} */ (bar.querySelector("[data-player=play]"));
    this.progress = bar.querySelector("progress");
    this.button.addEventListener("click", () => (this.#playing ? this.pause() : this.#play()));
    bar.querySelector("[data-player=step]")?.addEventListener("click", () => {
      this.pause();
      this.next();
    });
    bar.hidden = false;
  }

  pause() {
    this.#playing = false;
    this.#label();
  }

  get playing() {
    return this.#playing;
  }

  /** The packages that the demo needs from the second frame on. */
  get packages() {
    return this.button.dataset.packages.split(" ").filter(Boolean);
  }

  /** Pause; resolves to whether the frame that was asked for arrives within a moment. */
  async stopped() {
    if (!this.#playing) return false;
    this.pause();
    return Promise.race([this.#asked, new Promise((resolve) => afterAwake(PATIENCE_MS, () => resolve(false)))]);
  }

  /**
   * Note that a frame was drawn; one with less progress than the last begins a new run.
   * @param {number} progress from 0 to 1
   */
  drew(progress) {
    if (progress < this.#progress) this.pause();
    this.#progress = progress;
    this.progress.value = progress;
  }

  async #play() {
    this.#playing = true;
    this.#label();
    while (this.#playing && this.#progress < 1 && (await this.next()));
    this.pause();
  }

  #label() {
    this.button.textContent = this.#playing ? this.button.dataset.pause : this.button.dataset.play;
  }
}
