/** Play, pause and step: a demo that takes time is asked for its next frame when the last one is drawn. */
export class Player {
  #playing = false;
  #progress = 1;

  /**
   * @param {HTMLElement} bar holds the buttons and the progress
   * @param {() => Promise<boolean>} next asks for a frame and draws it; false if there was none
   */
  constructor(bar, next) {
    this.next = next;
    this.button = bar.querySelector("[data-player=play]");
    this.progress = bar.querySelector("progress");
    this.button.addEventListener("click", () => (this.#playing ? this.pause() : this.#play()));
    bar.querySelector("[data-player=step]").addEventListener("click", () => {
      this.pause();
      this.next();
    });
    bar.hidden = false;
  }

  pause() {
    this.#playing = false;
    this.#label();
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
    this.button.textContent = this.#playing ? "❚❚ Pause" : "▶ Play";
  }
}
