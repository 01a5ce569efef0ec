/** What a reader is told about Python: one sentence, a progress bar while it starts, the buttons that help. */

const SLOW_MS = 700;

export class Status {
  #timer = 0;
  #warm = false;

  /** @param {HTMLElement} demo */
  constructor(demo) {
    this.box = demo.querySelector(".fdnn-status");
    this.text = this.box.querySelector("p");
    this.bar = this.box.querySelector("progress");
    this.amount = this.box.querySelector(".fdnn-amount");
    this.spoken = demo.querySelector(".fdnn-spoken");
    this.warning = "";
    this.#offer("start");
  }

  /** Something to say before all else, until the reader goes on. */
  warn(message) {
    clearTimeout(this.#timer);
    this.warning = message;
  }

  follow({ state, stage, loaded, total, message }) {
    clearTimeout(this.#timer);
    if (state === "failed") {
      this.#say(`${message} The figures below are the last good ones.`);
      this.#offer("retry");
      return;
    }
    this.fetching({ stage, loaded, total });
  }

  fetching({ stage, loaded, total }) {
    clearTimeout(this.#timer);
    const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
    this.#say(`${stage} …`);
    this.#offer(null);
    this.bar.hidden = false;
    this.amount.textContent = total ? `${megabytes(loaded)} of ${megabytes(total)} MB` : "";
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
    if (this.#warm) this.box.dataset.ms = `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
    this.#warm = true; // the first run of anything is slow, and says little
  }

  refused(message, isNew) {
    clearTimeout(this.#timer);
    this.#say(`${message} ${isNew ? "The figures are those of the defaults." : "The last good figures stay."}`.trim());
    this.#offer(null);
  }

  /** For those who hear the page: what a change has led to. */
  announce(words) {
    if (words) this.spoken.textContent = words;
  }

  async copied(what, promise, withoutFile) {
    try {
      await (promise ?? Promise.reject(new Error("no clipboard")));
      this.#say(`${what} is on the clipboard${withoutFile ? "; what is your own, a file or a painting, is not in it" : ""}.`);
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
    this.amount.textContent = "";
    for (const button of this.box.querySelectorAll("[data-action]")) button.hidden = button.dataset.action !== action;
  }
}
