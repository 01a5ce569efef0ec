/** Predict, then see: hides the figures that give the answer away until the reader has guessed. */

import { typeset } from "../draw/typeset.js";

/**
 * @typedef {object} Question
 * @property {string} prompt
 * @property {string | number} answer
 * @property {string} explanation
 * @property {string[]} options empty where a number is asked for
 * @property {string[]} hides keys of figures
 * @property {boolean} at_once whether it is asked without the reader's wish
 */

export class Prediction {
  /** @type {any} */
  #box = null; // the form, while a question is asked
  /** @type {Question | null | undefined} */
  #question = null;

  /**
   * @param {HTMLElement} root the figures
   * @param {HTMLButtonElement | null} toggle
   */
  constructor(root, toggle) {
    this.root = root;
    this.toggle = toggle;
  }

  /** Switch between guessing first and seeing at once. */
  press() {
    if (this.#box) this.#end();
    else this.#begin();
  }

  /**
   * Take the question out of a frame; a new one hides the answer again.
   * @param {Object<string, any>} figures
   */
  update(figures) {
    const question = Object.values(figures).find((figure) => figure.kind === "Question");
    const isNew = question?.prompt !== this.#question?.prompt || question?.answer !== this.#question?.answer;
    this.#question = question;
    if (this.#box && isNew) this.#ask();
    else if (question?.at_once && !this.#box) this.#begin();
  }

  #begin() {
    if (!this.#question) return;
    this.toggle?.setAttribute("aria-pressed", "true");
    const waiting = this.root.previousElementSibling;
    if (waiting?.matches(".fdnn-question")) this.#box = waiting;
    else this.root.before((this.#box = document.createElement("form")));
    this.#box.className = "fdnn-question";
    this.#ask();
    if (!this.#question.at_once) this.#box.querySelector("input").focus();
  }

  #end() {
    this.toggle.setAttribute("aria-pressed", "false");
    this.#conceal([]);
    this.#box.remove();
    this.#box = null;
  }

  #ask() {
    const { prompt, hides, options } = this.#question;
    this.#conceal(hides);
    this.#box.innerHTML = options.length
      ? `<p></p> ${options.map(() => "<button></button>").join(" ")} <p role="status"></p>`
      : `<label></label> <input type="number" min="0" step="1" required> <button>Show me</button> <p role="status"></p>`;
    if (options.length) {
      this.#box.querySelector("p").textContent = typeset(prompt);
      this.#box.querySelectorAll("button").forEach((button, i) => Object.assign(button, { textContent: typeset(options[i]), value: options[i] }));
    } else {
      this.#box.querySelector("label").append(typeset(prompt), " ", this.#box.querySelector("input"));
    }
    this.#box.onsubmit = (event) => {
      event.preventDefault();
      this.#reveal(options.length ? event.submitter.value : Number(this.#box.querySelector("input").value));
    };
  }

  #reveal(guess) {
    const { answer, explanation } = this.#question;
    this.#conceal([]);
    const verdict = guess === answer ? "Exactly." : `You said ${guess}; it is ${answer}.`;
    this.#box.querySelector("[role=status]").textContent = typeset(`${verdict} ${explanation}`);
  }

  #conceal(keys) {
    for (const figure of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll("[data-figure]"))) {
      const hidden = keys.includes(figure.dataset.figure);
      figure.toggleAttribute("data-concealed", hidden);
      figure.inert = hidden;
    }
  }
}
