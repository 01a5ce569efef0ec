/** The reader's own documents: chosen or dropped, several at a time, kept until removed. */

import { formatMegabytes } from "../draw/typeset.js";

/** @typedef {{name: string, text: string}} Document */

/** Events: "input" and "change" when the documents change; "refused", detail a message. */
export class DocumentUploads extends EventTarget {
  /** @type {Document[]} */
  #files = [];

  /** @param {HTMLFieldSetElement} fieldset */
  constructor(fieldset) {
    super();
    this.fieldset = fieldset;
    this.maximum = Number(fieldset.dataset.maxFiles);
    this.maximumBytes = Number(fieldset.dataset.size);
    this.clear = /** @type {HTMLButtonElement} */ (fieldset.querySelector("[data-documents=clear]"));
    const upload = fieldset.querySelector("input");
    const chosen = async () => {
      await this.add([...upload.files]);
      upload.value = "";
    };
    upload.addEventListener("change", (event) => {
      event.stopPropagation();
      chosen();
    });
    this.clear.addEventListener("click", () => {
      this.#set([]);
      upload.focus();
    });
    fieldset.form.addEventListener("reset", () => this.#show([]));
    if (upload.files.length) chosen(); // before this script was ready
  }

  /** What Python receives. */
  get value() {
    return this.#files;
  }

  /**
   * Add files; one replaces another of the same name.
   * @param {File[]} files
   */
  async add(files) {
    const large = files.find(({ size }) => size > this.maximumBytes);
    if (large) return this.#refuse(`${large.name} has ${formatMegabytes(large.size)} MB, at most ${formatMegabytes(this.maximumBytes)} are read.`);
    const read = await Promise.all(files.map(async (file) => ({ name: file.name, text: decodeText(new Uint8Array(await file.arrayBuffer())) })));
    const names = new Set(read.map(({ name }) => name));
    const all = [...this.#files.filter(({ name }) => !names.has(name)), ...read];
    if (all.length > this.maximum) return this.#refuse(`At most ${this.maximum} files are read, got ${all.length}.`);
    return this.#set(all);
  }

  /**
   * Go back to the documents that Python accepted last.
   * @param {Document[]} [accepted]
   */
  giveBack(accepted = []) {
    this.#show(accepted);
  }

  /** @param {Document[]} files */
  #set(files) {
    this.#show(files);
    this.dispatchEvent(new CustomEvent("input", { detail: performance.now() }));
    this.dispatchEvent(new Event("change"));
  }

  /** @param {Document[]} files */
  #show(files) {
    this.#files = files;
    this.clear.hidden = !files.length;
    this.fieldset.querySelector("output").value = files.map(({ name }) => name).join(", ");
  }

  /** @param {string} message */
  #refuse(message) {
    this.dispatchEvent(new CustomEvent("refused", { detail: message }));
  }
}

/**
 * Return the text of a UTF-8 or UTF-16 file without its byte-order mark; the first letter of JSON needs one byte.
 * @param {Uint8Array} bytes
 */
export function decodeText(bytes) {
  const [first, second] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || second === 0;
  const isBig = (first === 0xfe && second === 0xff) || first === 0;
  return new TextDecoder(isBig ? "utf-16be" : isLittle ? "utf-16le" : "utf-8").decode(bytes);
}
