/** What a reader is told about Python: one sentence, a progress bar while it starts, the buttons that help. */

const SLOW_MS = 700;

export class Status {
  #timer = 0;

  /** @param {HTMLElement} demo */
  constructor(demo) {
    this.box = demo.querySelector(".fdnn-status");
    this.text = this.box.querySelector("p");
    this.bar = this.box.querySelector("progress");
    this.warning = "";
    this.#offer("start");
  }

  /** Something to say before all else, until the reader goes on. */
  warn(message) {
    clearTimeout(this.#timer);
    this.warning = message;
  }

  follow({ state, stage, loaded, total, message }) {
    if (state === "failed") {
      this.#say(`${message} The figures below are the last good ones.`);
      this.#offer("retry");
      return;
    }
    const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
    this.#say(total ? `${stage}: ${megabytes(loaded)} of ${megabytes(total)} MB` : `${stage} …`);
    this.#offer(null);
    this.bar.hidden = false;
    if (total) this.bar.value = loaded / total;
  }

  ready() {
    clearTimeout(this.#timer);
    this.#say("Python is running in this page.");
    this.#offer(null);
  }

  /** What takes time is told once it has taken some, with a way to stop it. */
  working(words = "Computing …") {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#say(words);
      this.#offer("stop");
    }, SLOW_MS);
  }

  computed(ms) {
    this.ready();
    this.box.dataset.ms = `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
  }

  refused(message) {
    clearTimeout(this.#timer);
    this.#say(message ? `${message} The last good figures stay.` : "The last good figures stay.");
    this.#offer(null);
  }

  async copied(promise) {
    try {
      await (promise ?? Promise.reject(new Error("no clipboard")));
      this.#say("The link to this state is on the clipboard.");
    } catch {
      this.#say("The link to this state is in the address bar.");
    }
  }

  #say(text) {
    const words = [this.warning, text].filter(Boolean).join(" ");
    if (this.text.textContent !== words) this.text.textContent = words;
  }

  #offer(action) {
    this.bar.hidden = true;
    for (const button of this.box.querySelectorAll("[data-action]")) button.hidden = button.dataset.action !== action;
  }
}
