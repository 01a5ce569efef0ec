/** The status line of a demo: a sentence about Python, a progress bar while it starts, and the buttons that help. */

import { formatMegabytes } from "../draw/typeset.js";

const SLOW_MS = 700; // after which a computation is reported

export class Status {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #isWarm = false; // the first run of anything is slow, and its time says little

  /** @param {HTMLElement} demo */
  constructor(demo) {
    this.box = /** @type {HTMLElement} */ (demo.querySelector(".fdnn-status"));
    this.text = this.box.querySelector("p");
    this.bar = this.box.querySelector("progress");
    this.amount = this.box.querySelector(".fdnn-amount");
    this.spoken = demo.querySelector(".fdnn-spoken");
    this.warning = "";
    this.#offer("start");
  }

  /**
   * Put a message before all others, until the reader acts again.
   * @param {string} message
   */
  warn(message) {
    clearTimeout(this.#timer);
    this.warning = message;
  }

  /** @param {import("../python/client.js").Status} status */
  follow({ state, stage, loaded, total, message }) {
    clearTimeout(this.#timer);
    if (state === "failed") {
      this.#say(`${message} The figures below are the last good ones.`);
      this.#offer("retry");
      return;
    }
    this.fetching({ stage, loaded, total });
  }

  /** @param {{stage?: string, loaded?: number, total?: number}} progress in bytes */
  fetching({ stage, loaded, total }) {
    clearTimeout(this.#timer);
    this.#say(`${stage} …`);
    this.#offer(null);
    this.bar.hidden = false;
    this.amount.textContent = total ? `${formatMegabytes(loaded)} of ${formatMegabytes(total)} MB` : "";
    if (total) this.bar.value = loaded / total;
  }

  ready() {
    clearTimeout(this.#timer);
    this.#say("Python is running in this page.");
    this.#offer(null);
  }

  /** Report, after a while, that something takes time, with a button that stops it. */
  working(words = "Computing …") {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#say(words);
      this.#offer("stop");
    }, SLOW_MS);
  }

  /** @param {number} ms */
  computed(ms) {
    this.ready();
    if (this.#isWarm) this.box.dataset.ms = `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
    this.#isWarm = true;
  }

  /** @param {string} message @param {boolean} isNew whether no frame has been shown yet */
  refused(message, isNew) {
    clearTimeout(this.#timer);
    this.#say(`${message} ${isNew ? "The figures are those of the defaults." : "The last good figures stay."}`.trim());
    this.#offer(null);
  }

  /**
   * Have a screen reader read out the result of a change.
   * @param {string | undefined} words
   */
  announce(words) {
    if (words) this.spoken.textContent = words;
  }

  /**
   * Report that something was copied to the clipboard, or show it where that failed.
   * @param {string} what
   * @param {string} text
   * @param {Promise<void> | undefined} copying
   * @param {boolean} withoutFile whether a file of the reader's is not in it
   */
  async copied(what, text, copying, withoutFile) {
    try {
      await (copying ?? Promise.reject(new Error("no clipboard")));
      this.#say(`${what} is on the clipboard${withoutFile ? "; your own file or painting is not in it" : ""}.`);
    } catch {
      this.#say(`${what} could not be copied; here it is: ${text}`);
    }
  }

  /** @param {string} text */
  #say(text) {
    const words = [this.warning, text].filter(Boolean).join(" ");
    if (this.text.textContent !== words) this.text.textContent = words;
  }

  /** @param {string | null} action of the one button to show */
  #offer(action) {
    this.bar.hidden = true;
    this.amount.textContent = "";
    for (const button of this.box.querySelectorAll("button")) button.hidden = button.dataset.action !== action;
  }
}
