const PATIENCE_MS = 1000;

/** Play, pause and step: a demo that takes time is asked for its next frame when the last one is drawn. */
export class Player {
  #playing = false;
  #progress = 1;
  #asked = null; // what was asked for last

  /**
   * @param {HTMLElement} bar holds the buttons and the progress
   * @param {() => Promise<boolean>} next asks for a frame and draws it; false if there was none
   */
  constructor(bar, next) {
    this.next = () => (this.#asked = next());
    this.button = bar.querySelector("[data-player=play]");
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

  /** Pause, and tell whether the frame asked for has come, within a moment. */
  async stopped() {
    if (!this.#playing) return false;
    this.pause();
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, false));
    return Promise.race([this.#asked, late]);
  }

  /** A frame was drawn; the first of a run has the smallest progress. */
  came(progress) {
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
