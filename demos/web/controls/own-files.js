/** The reader's own pictures and sounds: chosen, dropped, pasted or from the camera; the last to be offered wins. */

import { takePicture } from "./camera.js";
import { readPicture, readSound } from "./files.js";
import { centreSquare } from "./square.js";

const READERS = { Picture: readPicture, Recording: readSound };
const OPTION = "own file";

export const isOwn = (value) => value === OPTION;

export class OwnFiles extends EventTarget {
  #own = new Map(); // name -> {samples, shape}
  #reading = new Map(); // name -> what is being read for it

  /**
   * Events: "taken", detail the name of the control; "refused", detail `{name, message}`; "offered", detail
   * `{name, files}`, for documents.
   * @param {HTMLElement} root where files can be dropped
   * @param {Map<string, HTMLElement>} boxes of the controls, by name
   */
  constructor(root, boxes) {
    super();
    this.root = root;
    this.boxes = boxes;
    root.addEventListener("change", ({ target }) => target.dataset.upload && this.#chosen(target));
    root.addEventListener("click", ({ target }) => target.dataset.camera && this.#photograph(target.dataset.camera));
    for (const kind of ["dragover", "dragleave", "drop", "paste"]) root.addEventListener(kind, (event) => this.#offered(event));
  }

  get(name) {
    return this.#own.get(name);
  }

  /** What is still being read for a control comes too late. */
  forgetReading(name) {
    this.#reading.delete(name);
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
    const items = [...((event.dataTransfer ?? event.clipboardData)?.items ?? [])];
    const item = items.find(({ kind }) => kind === "file");
    const name = item && this.#receiver(event.target, item.type);
    this.#mark(event.type === "dragover" ? name : null);
    if (!name || event.type === "dragleave") return;
    event.preventDefault();
    if (event.type === "dragover") return;
    if (this.boxes.get(name).dataset.kind in READERS) this.#takeFile(name, item.getAsFile());
    else this.#offer(name, items.filter(({ type }) => type === item.type).map((each) => each.getAsFile()));
  }

  #offer(name, files) {
    this.dispatchEvent(new CustomEvent("offered", { detail: { name, files } }));
  }

  /** The control that a file is for: the one it is offered to, else the first in sight. */
  #receiver(target, type) {
    const kind = type === "application/json" ? "Documents" : type.startsWith("audio/") ? "Recording" : "Picture";
    const fitting = [...this.boxes].filter(([, box]) => box.dataset.kind === kind);
    const [name] = fitting.find(([, box]) => box.contains(target)) ?? fitting.find(([, box]) => !box.hidden) ?? fitting[0] ?? [];
    return name;
  }

  #mark(name) {
    this.root.toggleAttribute("data-drop", Boolean(name));
    for (const [other, box] of this.boxes) box.toggleAttribute("data-drop", other === name);
  }

  #takeFile(name, file) {
    const read = READERS[this.boxes.get(name).dataset.kind];
    this.#take(name, file.name, () => read(file, this.#size(name)));
  }

  /** The side of a picture, or the rate of a sound, that the demo asks for. */
  #size(name) {
    return Number(this.boxes.get(name).querySelector("[data-upload]").dataset.size);
  }

  async #take(name, label, read) {
    const reading = {};
    this.#reading.set(name, reading);
    const isNewest = () => this.#reading.get(name) === reading;
    try {
      const own = await read();
      if (isNewest()) this.#choose(name, label, own);
    } catch (error) {
      if (isNewest()) this.#refuse(name, error);
    }
  }

  #choose(name, label, own) {
    this.#own.set(name, own);
    const select = this.boxes.get(name).querySelector("select");
    const option = [...select.options].find(({ value }) => isOwn(value)) ?? select.appendChild(new Option("", OPTION));
    option.text = label;
    select.value = OPTION;
    this.dispatchEvent(new CustomEvent("taken", { detail: name }));
  }

  #refuse(name, { message }) {
    this.dispatchEvent(new CustomEvent("refused", { detail: { name, message } }));
  }
}
