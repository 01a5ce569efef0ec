/** A demo's form: native controls on one side, values by parameter name on the other. It knows no Python. */

import { typeset } from "../draw/typeset.js";
import { DocumentUploads } from "./documents.js";
import { MaskPainting } from "./mask-painting.js";
import { Uploads } from "./uploads.js";
import { OWN_FILE, parse, ruleOf } from "./validation.js";
import { changesToShow, isVisible } from "./visibility.js";

/** Events: "input" while a value changes (detail: time of the reader's act), "change" when it has changed. */
export class Controls extends EventTarget {
  #uploads;
  /** @type {Map<string, any>} */
  #parts = new Map(); // by name, what is behind a fieldset: a MaskPainting or DocumentUploads

  /** @param {HTMLFormElement} form */
  constructor(form) {
    super();
    this.form = form;
    /** @type {Map<string, HTMLElement>} */
    this.boxes = new Map([...form.querySelectorAll("[data-control]")].map((/** @type {any} */ box) => [box.dataset.control, box]));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (/** @type {any} */ { target, timeStamp }) => target.name && this.#touched(target, timeStamp));
    form.addEventListener("change", (/** @type {any} */ { target }) => target.name && this.#settled());
    form.addEventListener("click", (/** @type {any} */ event) => event.target.closest(".fdnn-draw") && this.#randomSeed(event));
    this.#uploads = new Uploads(form.closest("fdnn-demo"), this.boxes);
    this.#uploads.addEventListener("taken", (/** @type {any} */ { detail }) => this.#reveal(detail) ?? this.#set(this.input(detail)));
    this.#uploads.addEventListener("reading", (/** @type {any} */ { detail }) => {
      this.complain(detail.name, "");
      this.#note(detail.name, detail.message);
    });
    this.#uploads.addEventListener("refused", (/** @type {any} */ { detail }) => this.complain(detail.name, detail.message));
    this.#uploads.addEventListener("offered", (/** @type {any} */ { detail }) => this.#parts.get(detail.name).add(detail.files));
    for (const fieldset of form.querySelectorAll("fieldset")) {
      if (fieldset.matches(".fdnn-paint")) this.#follow(fieldset, new MaskPainting(fieldset));
      if (fieldset.matches(".fdnn-documents")) this.#follow(fieldset, new DocumentUploads(fieldset));
    }
    for (const input of form.querySelectorAll("input[type=number]")) this.#isRefused(input); // typed before this script was ready
    this.show();
  }

  /**
   * Return a native control.
   * @param {string} name
   * @returns {any}
   */
  input(name) {
    return this.form.elements.namedItem(name);
  }

  /**
   * Return what the reader sees as a control's name.
   * @param {string} name
   */
  label(name) {
    const label = this.boxes.get(name)?.querySelector("legend, label");
    return label?.textContent.trim() ?? name;
  }

  /** Return all values by parameter name. */
  values() {
    return Object.fromEntries([...this.boxes.keys()].map((name) => [name, this.value(name)]));
  }

  /**
   * Return a control's value as Python receives it.
   * @param {string} name
   */
  value(name) {
    const input = this.input(name);
    if (input.type === "checkbox") return input.checked;
    if (input.type === "fieldset") return this.#parts.get(name).value;
    if (input.value === OWN_FILE) return this.#uploads.get(name);
    const isNumber = ["range", "number"].includes(input.type) || input.dataset.type === "number";
    return isNumber ? Number(textOf(input)) : input.value;
  }

  /** Return those values that differ from the defaults, as text; without the reader's own files and paintings. */
  changed() {
    const texts = [...this.boxes.keys()].map((name) => [name, textOf(this.input(name))]);
    return Object.fromEntries(texts.filter(([name, text]) => text !== this.input(name).dataset.default && text !== OWN_FILE));
  }

  /**
   * Set a value given as text. A refusal is shown under the control, which keeps its value.
   * @param {string} name
   * @param {string} text
   */
  set(name, text) {
    const input = this.input(name);
    const before = input.value;
    const { value, refusal } = parse(ruleOf(input), text);
    if (refusal === undefined) {
      if (typeof value === "boolean") input.checked = value;
      else input.value = String(value);
      if (typeof value !== "number" || Number(input.value) === value) return;
      input.value = before;
    }
    this.complain(name, `${this.label(name)} ${refusal ?? `cannot be “${text}”`}; the default is used.`);
  }

  reset() {
    this.form.reset();
    for (const input of this.form.querySelectorAll("input")) delete input.dataset.valid;
    for (const name of this.boxes.keys()) this.#uploads.cancelReading(name);
    this.withdrawComplaints();
    this.show();
  }

  withdrawComplaints() {
    for (const [name, box] of this.boxes) if (box.querySelector(".fdnn-wrong")) this.complain(name, "");
  }

  /** Show the numbers beside sliders, and only the controls that matter. */
  show() {
    for (const [name, box] of this.boxes) {
      const output = /** @type {HTMLOutputElement | null} */ (box.querySelector("output[for]"));
      if (output) output.value = withUnit(this.input(name).value, output.dataset);
      box.hidden = !isVisible(whenOf(box), (other) => this.value(other));
    }
  }

  /**
   * Replace documents that Python refused by those that it accepted last.
   * @param {string} name
   * @param {Object<string, any>} [accepted] all values
   */
  giveBack(name, accepted) {
    this.#parts.get(name)?.giveBack?.(accepted?.[name]);
  }

  /**
   * Show under a control what is wrong with it; an empty message shows its help again.
   * @param {string} name
   * @param {string} message
   */
  complain(name, message) {
    this.#note(name, message).classList.toggle("fdnn-wrong", Boolean(message));
    this.input(name)?.setAttribute?.("aria-invalid", Boolean(message));
    if (message) this.boxes.get(name).hidden = false;
  }

  /** Show a message below a control; an empty one shows its help again. Returns the element. */
  #note(name, message) {
    const note = /** @type {HTMLElement} */ (this.boxes.get(name).querySelector(".fdnn-note"));
    note.dataset.help ??= note.textContent;
    note.textContent = typeset(message || note.dataset.help);
    return note;
  }

  #touched(input, time) {
    this.#uploads.cancelReading(input.name);
    this.withdrawComplaints();
    if (input.type === "number" && this.#isRefused(input)) return;
    this.show();
    this.dispatchEvent(new CustomEvent("input", { detail: time }));
  }

  /** Whether a number that the reader types is invalid, which is shown; the last valid one is used. */
  #isRefused(input) {
    const { refusal } = parse(ruleOf(input), input.value);
    if (refusal === undefined) input.dataset.valid = input.value;
    else this.complain(input.name, `${this.label(input.name)} ${refusal}; ${textOf(input)} is used.`);
    return refusal !== undefined;
  }

  #settled() {
    this.dispatchEvent(new Event("change"));
  }

  /** Make a control visible that a file is given to. */
  #reveal(name) {
    const changes = changesToShow(whenOf(this.boxes.get(name)), (other) => this.value(other));
    for (const [other, value] of changes) this.input(other).value = value;
  }

  /** Treat a value that a script has set as if the reader had. */
  #set(input, time = performance.now()) {
    this.#touched(input, time);
    this.#settled();
  }

  #randomSeed(event) {
    const input = event.target.closest("[data-control]").querySelector("input");
    input.value = Math.floor(Math.random() * (Number(input.max) + 1));
    this.#set(input, event.timeStamp);
  }

  #follow(fieldset, part) {
    this.#parts.set(fieldset.name, part);
    part.addEventListener("input", ({ detail }) => this.#touched(fieldset, detail));
    part.addEventListener("change", () => this.#settled());
    part.addEventListener("refused", ({ detail }) => this.complain(fieldset.name, detail));
  }
}

/** @param {HTMLElement} box @returns {import("./visibility.js").When} */
const whenOf = (box) => JSON.parse(box.dataset.when);

/** @param {string} value @param {DOMStringMap} words the unit behind a number, and behind 1 */
const withUnit = (value, { unit, one }) => typeset(value) + (value === "1" ? one : unit);

/** A number that is invalid while it is being typed counts as the last valid one. */
function textOf(input) {
  if (input.type === "checkbox") return String(input.checked);
  const isValid = input.type !== "number" || parse(ruleOf(input), input.value).refusal === undefined;
  return isValid ? input.value : (input.dataset.valid ?? input.dataset.default);
}
