/** The reader's own pictures and sounds: chosen, dropped, pasted, or from the camera; the last one given wins. */

import { takePicture } from "./camera.js";
import { centreSquare, hasNoisyCanvas } from "./centre-crop.js";
import { readPicture, readSound } from "./decode.js";
import { OWN_FILE } from "./validation.js";

/** @import { Samples } from "../python/messages.js" */

const NOISE = "This browser adds noise to pictures that pages read, against fingerprinting: the figures show the noise, too.";

/** @type {Object<string, (file: File, size: number) => Promise<Samples>>} */
const READERS = { Picture: readPicture, Recording: readSound }; // by kind of control

/**
 * Events: "reading" and "refused", detail `{name, message}`; "taken", detail the name of the control; "offered", detail
 * `{name, files}`, for documents.
 */
export class Uploads extends EventTarget {
  /** @type {Map<string, Samples>} */
  #own = new Map(); // by name of the control
  /** @type {Map<string, object>} */
  #reading = new Map(); // by name of the control, a token of the newest reading

  /**
   * @param {HTMLElement} root where files can be dropped
   * @param {Map<string, HTMLElement>} boxes of the controls, by name
   */
  constructor(root, boxes) {
    super();
    this.root = root;
    this.boxes = boxes;
    root.addEventListener("change", (/** @type {any} */ { target }) => target.dataset.upload && this.#chosen(target));
    root.addEventListener("click", (/** @type {any} */ { target }) => target.dataset.camera && this.#photograph(target.dataset.camera));
    for (const kind of ["dragover", "dragleave", "drop", "paste"]) root.addEventListener(kind, (event) => this.#offered(event));
    for (const upload of root.querySelectorAll("[data-upload]")) this.#chosen(upload); // before this script was ready
  }

  /**
   * Return the samples of the file given to a control.
   * @param {string} name
   */
  get(name) {
    return this.#own.get(name);
  }

  /**
   * Ignore what is still being read for a control: the reader has chosen something else.
   * @param {string} name
   */
  cancelReading(name) {
    if (this.#reading.delete(name)) this.#announce(name, "");
  }

  #chosen(upload) {
    const [file] = upload.files;
    if (file) this.#takeFile(upload.dataset.upload, file);
    upload.value = "";
  }

  async #photograph(name) {
    try {
      const picture = await takePicture(this.root);
      if (picture) this.#take(name, "camera picture", async () => centreSquare(picture, this.#size(name)));
    } catch (error) {
      this.#refuse(name, error);
    }
  }

  #offered(event) {
    if (event.type === "dragleave" && this.root.contains(event.relatedTarget)) return;
    const items = [...((event.dataTransfer ?? event.clipboardData)?.items ?? [])].filter(({ kind }) => kind === "file");
    const names = items.length ? this.#receivers(event.target, items[0].type) : [];
    this.#mark(event.type === "dragover" ? names[0] : null);
    if (!names.length || event.type === "dragleave") return;
    event.preventDefault();
    if (event.type === "dragover") return;
    const files = items.map((item) => item.getAsFile());
    if (this.boxes.get(names[0]).dataset.kind in READERS) names.forEach((name, i) => i < files.length && this.#takeFile(name, files[i]));
    else this.#offer(names[0], files);
  }

  #offer(name, files) {
    this.dispatchEvent(new CustomEvent("offered", { detail: { name, files } }));
  }

  /**
   * Return the controls for files, one for each: first the one they are dropped on, whatever the files are, then the
   * other visible ones of its kind.
   * @param {Node} target
   * @param {string} type of the first file
   */
  #receivers(target, type) {
    const accepting = [...this.boxes].filter(([, box]) => box.dataset.kind === "Documents" || box.dataset.kind in READERS);
    const hit = accepting.find(([, box]) => box.contains(target));
    const own = type === "application/json" ? "Documents" : type.startsWith("audio/") ? "Recording" : "Picture";
    const fitting = accepting.filter(([, box]) => box.dataset.kind === (hit ? hit[1].dataset.kind : own));
    const visible = fitting.filter(([, box]) => !box.hidden);
    const names = (visible.length ? visible : fitting).map(([name]) => name);
    return hit ? [hit[0], ...names.filter((name) => name !== hit[0])] : names;
  }

  #mark(name) {
    this.root.toggleAttribute("data-drop", Boolean(name));
    for (const [other, box] of this.boxes) box.toggleAttribute("data-drop", other === name);
  }

  #takeFile(name, file) {
    const read = READERS[this.boxes.get(name).dataset.kind];
    this.#take(name, file.name, () => read(file, this.#size(name)));
  }

  /** Return the side of a picture in pixels, or the sampling rate of a sound in Hz, that the demo wants. */
  #size(name) {
    return Number(/** @type {HTMLElement} */ (this.boxes.get(name).querySelector("[data-upload]")).dataset.size);
  }

  async #take(name, label, read) {
    const reading = {};
    this.#reading.set(name, reading);
    this.#announce(name, `Reading “${label}” …`);
    const isNewest = () => this.#reading.get(name) === reading;
    try {
      const own = await read();
      if (!isNewest()) return;
      this.#choose(name, label, own);
      if (this.boxes.get(name).dataset.kind === "Picture" && hasNoisyCanvas()) this.#refuse(name, new Error(NOISE));
    } catch (error) {
      if (isNewest()) this.#refuse(name, error);
    }
  }

  /** Say that a file is being read; an empty message says that no file is. */
  #announce(name, message) {
    this.dispatchEvent(new CustomEvent("reading", { detail: { name, message } }));
  }

  #choose(name, label, own) {
    this.cancelReading(name); // it is complete
    this.#own.set(name, own);
    const select = this.boxes.get(name).querySelector("select");
    const option = [...select.options].find(({ value }) => value === OWN_FILE) ?? select.appendChild(new Option("", OWN_FILE));
    option.text = label;
    select.value = OWN_FILE;
    this.dispatchEvent(new CustomEvent("taken", { detail: name }));
  }

  #refuse(name, { message }) {
    this.dispatchEvent(new CustomEvent("refused", { detail: { name, message } }));
  }
}
