/** The form of a demo: native controls on one side, values by parameter name on the other. It knows no Python. */

import { readPicture, readSound } from "./files.js";

const READERS = { Picture: readPicture, Recording: readSound };

export class Controls extends EventTarget {
  #own = new Map(); // name -> the reader's own {samples, shape, label}

  /**
   * Events: "input" while a value changes (detail: the time of the reader's act), "change" when it has.
   * @param {HTMLFormElement} form
   */
  constructor(form) {
    super();
    this.form = form;
    this.boxes = new Map([...form.querySelectorAll("[data-control]")].map((box) => [box.dataset.control, box]));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => event.target.name && this.#touched(event.target, event.timeStamp));
    form.addEventListener("change", (event) => this.#changed(event));
    form.addEventListener("click", (event) => event.target.closest(".fdnn-draw") && this.#drawSeed(event));
    for (const kind of ["dragover", "drop", "paste"]) form.addEventListener(kind, (event) => this.#offered(event));
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
    if (input.value === "own file") return this.#own.get(name);
    return input.type === "range" || input.type === "number" || input.dataset.type === "number" ? Number(input.value) : input.value;
  }

  /** Those values that differ from the defaults, as text; the reader's own files are left out. */
  changed() {
    const texts = [...this.boxes.keys()].map((name) => [name, text(this.input(name))]);
    return Object.fromEntries(texts.filter(([name, value]) => value !== this.input(name).dataset.default && value !== "own file"));
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
    this.#own.clear();
    this.form.reset();
    for (const name of this.boxes.keys()) this.complain(name, "");
    this.show();
  }

  /** Show numbers beside sliders, and only the controls that matter. */
  show() {
    for (const [name, box] of this.boxes) {
      const output = box.querySelector("output");
      if (output) output.value = `${this.input(name).value} ${output.dataset.unit}`.trim();
      const when = Object.entries(JSON.parse(box.dataset.when));
      box.hidden = !when.every(([other, values]) => values.includes(this.value(other)));
    }
  }

  /** Say under a control what is wrong with it; an empty message takes it back. */
  complain(name, message) {
    const box = this.boxes.get(name);
    const note = box.querySelector(".fdnn-note");
    note.dataset.help ??= note.textContent;
    note.textContent = message || note.dataset.help;
    note.classList.toggle("fdnn-wrong", Boolean(message));
    if (message) box.hidden = false;
  }

  #touched(input, time) {
    this.complain(input.name, "");
    if (input.type === "number" && !input.checkValidity()) {
      this.complain(input.name, `${refuse(input, input.value)}.`);
      return;
    }
    this.show();
    this.dispatchEvent(new CustomEvent("input", { detail: time }));
  }

  #changed(event) {
    if (event.target.dataset.upload) this.#take(event.target.dataset.upload, event.target.files[0]);
    else this.dispatchEvent(new Event("change"));
  }

  #drawSeed(event) {
    const input = event.target.closest("[data-control]").querySelector("input");
    input.value = Math.floor(Math.random() * (Number(input.max) + 1));
    this.#touched(input, event.timeStamp);
    this.dispatchEvent(new Event("change"));
  }

  #offered(event) {
    const file = (event.dataTransfer ?? event.clipboardData)?.files[0];
    if (event.type === "dragover" || file) event.preventDefault();
    if (!file) return;
    const kind = file.type.startsWith("audio/") ? "Recording" : "Picture";
    const name = [...this.boxes].find(([, box]) => box.dataset.kind === kind)?.[0];
    if (name) this.#take(name, file);
  }

  async #take(name, file) {
    const box = this.boxes.get(name);
    const upload = box.querySelector("[data-upload]");
    if (!file) return;
    try {
      this.#own.set(name, await READERS[box.dataset.kind](file, Number(upload.dataset.size)));
    } catch (error) {
      this.complain(name, error.message);
      return;
    } finally {
      upload.value = "";
    }
    const select = this.input(name);
    const option = [...select.options].find((o) => o.value === "own file") ?? select.appendChild(new Option("", "own file"));
    option.text = file.name;
    select.value = "own file";
    this.#touched(select, performance.now());
    this.dispatchEvent(new Event("change"));
  }
}

const text = (input) => (input.type === "checkbox" ? String(input.checked) : input.value);

function refuse(input, value) {
  if (input.type === "checkbox") return ["true", "false"].includes(value) ? null : `must be true or false, got “${value}”`;
  if (input.tagName === "SELECT") {
    const known = [...input.options].map((option) => option.value).filter((option) => option !== "own file");
    return known.includes(value) ? null : `must be one of ${known.join(", ")}, got “${value}”`;
  }
  const number = value.trim() === "" ? NaN : Number(value);
  const whole = Number.isInteger(Number(input.step));
  const good = number >= Number(input.min) && number <= Number(input.max) && (!whole || Number.isInteger(number));
  return good ? null : `must be a ${whole ? "whole " : ""}number from ${input.min} to ${input.max}, got “${value}”`;
}
