/** The form of a demo: native controls on one side, values by parameter name on the other. It knows no Python. */

import { OwnDocuments } from "./own-documents.js";
import { isOwn, OwnFiles } from "./own-files.js";
import { Painting } from "./paint.js";
import { refuse } from "./refuse.js";

const withUnit = (value, { unit, one }) => value.replace("-", "−") + (value === "1" ? one : unit);

export class Controls extends EventTarget {
  #files;
  #parts = new Map(); // name -> what stands behind a fieldset: a painting, documents

  /**
   * Events: "input" while a value changes (detail: the time of the reader's act), "change" when it has.
   * @param {HTMLFormElement} form
   */
  constructor(form) {
    super();
    this.form = form;
    this.boxes = new Map([...form.querySelectorAll("[data-control]")].map((box) => [box.dataset.control, box]));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target, timeStamp }) => target.name && this.#touched(target, timeStamp));
    form.addEventListener("change", ({ target }) => target.name && this.#settled());
    form.addEventListener("click", (event) => event.target.closest(".fdnn-draw") && this.#drawSeed(event));
    this.#files = new OwnFiles(form.closest("fdnn-demo"), this.boxes);
    this.#files.addEventListener("taken", ({ detail }) => this.#uncover(detail) ?? this.#set(this.input(detail)));
    this.#files.addEventListener("refused", ({ detail }) => this.complain(detail.name, detail.message));
    this.#files.addEventListener("offered", ({ detail }) => this.#parts.get(detail.name).add(detail.files));
    for (const fieldset of form.querySelectorAll(".fdnn-paint")) this.#follow(fieldset, new Painting(fieldset));
    for (const fieldset of form.querySelectorAll(".fdnn-documents")) this.#follow(fieldset, new OwnDocuments(fieldset));
    this.show();
  }

  input(name) {
    return this.form.elements.namedItem(name);
  }

  /** All values by parameter name. */
  values() {
    return Object.fromEntries([...this.boxes.keys()].map((name) => [name, this.value(name)]));
  }

  value(name) {
    const input = this.input(name);
    if (input.type === "checkbox") return input.checked;
    if (input.type === "fieldset") return this.#parts.get(name).value;
    if (isOwn(input.value)) return this.#files.get(name);
    const isNumber = ["range", "number"].includes(input.type) || input.dataset.type === "number";
    return isNumber ? Number(text(input)) : input.value;
  }

  /** Those values that differ from the defaults, as text; the reader's own files and paintings are left out. */
  changed() {
    const texts = [...this.boxes.keys()].map((name) => [name, text(this.input(name))]);
    return Object.fromEntries(texts.filter(([name, value]) => value !== this.input(name).dataset.default && !isOwn(value)));
  }

  /** Set a value given as text; returns why it was refused, or nothing. */
  set(name, value) {
    if (!this.boxes.has(name)) return `This demo has no control named “${name}”.`;
    const input = this.input(name);
    const refusal = refuse(input, value);
    if (refusal) {
      this.complain(name, `${refusal}; the default is used.`);
      return null;
    }
    if (input.type === "checkbox") input.checked = value === "true";
    else input.value = value;
    return null;
  }

  reset() {
    this.form.reset();
    for (const input of this.form.querySelectorAll("input[type=number]")) delete input.dataset.valid;
    for (const name of this.boxes.keys()) this.#files.forgetReading(name);
    this.withdraw();
    this.show();
  }

  /** Take all complaints back. */
  withdraw() {
    for (const [name, box] of this.boxes) if (box.querySelector(".fdnn-wrong")) this.complain(name, "");
  }

  /** Show numbers beside sliders, and only the controls that matter. */
  show() {
    for (const [name, box] of this.boxes) {
      const output = box.querySelector("output[for]");
      if (output) output.value = withUnit(this.input(name).value, output.dataset);
      const when = Object.entries(JSON.parse(box.dataset.when));
      box.hidden = !when.every(([other, values]) => values.includes(this.value(other)));
    }
  }

  /** Documents that were refused go; those that the demo has taken stay. */
  giveBack(name, taken) {
    this.#parts.get(name)?.giveBack?.(taken?.[name]);
  }

  /** Say under a control what is wrong with it; an empty message takes it back. */
  complain(name, message) {
    const box = this.boxes.get(name);
    const note = box.querySelector(".fdnn-note");
    note.dataset.help ??= note.textContent;
    note.textContent = message || note.dataset.help;
    note.classList.toggle("fdnn-wrong", Boolean(message));
    this.input(name)?.setAttribute?.("aria-invalid", Boolean(message));
    if (message) box.hidden = false;
  }

  #touched(input, time) {
    this.#files.forgetReading(input.name);
    this.withdraw();
    if (input.type === "number") {
      if (!input.checkValidity()) {
        this.complain(input.name, `${refuse(input, input.value)}; ${text(input)} is used.`);
        return;
      }
      input.dataset.valid = input.value;
    }
    this.show();
    this.dispatchEvent(new CustomEvent("input", { detail: time }));
  }

  #settled() {
    this.dispatchEvent(new Event("change"));
  }

  /** A file that is offered to a control that does not matter now makes it matter. */
  #uncover(name) {
    for (const [other, values] of Object.entries(JSON.parse(this.boxes.get(name).dataset.when))) {
      if (!values.includes(this.value(other))) this.input(other).value = values.at(-1);
    }
  }

  /** What a script has set counts as if the reader had. */
  #set(input, time = performance.now()) {
    this.#touched(input, time);
    this.#settled();
  }

  #drawSeed(event) {
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

/** A number that is being typed, and wrong so far, counts as the last good one. */
function text(input) {
  if (input.type === "checkbox") return String(input.checked);
  return input.type === "number" && !input.checkValidity() ? (input.dataset.valid ?? input.dataset.default) : input.value;
}
