/** Documents of the reader's own: chosen or dropped, several at a time, kept until removed. */

export class OwnDocuments extends EventTarget {
  #files = []; // {name, text}

  /**
   * Events: "input" and "change" when there are others; "refused", detail a message.
   * @param {HTMLFieldSetElement} fieldset
   */
  constructor(fieldset) {
    super();
    this.fieldset = fieldset;
    this.most = Number(fieldset.dataset.most);
    this.size = Number(fieldset.dataset.size);
    this.clear = fieldset.querySelector("[data-documents=clear]");
    const upload = fieldset.querySelector("input");
    upload.addEventListener("change", async (event) => {
      event.stopPropagation();
      await this.add([...upload.files]);
      upload.value = "";
    });
    this.clear.addEventListener("click", () => {
      this.#set([]);
      upload.focus();
    });
    fieldset.form.addEventListener("reset", () => this.#show([]));
  }

  /** What the demo receives. */
  get value() {
    return this.#files;
  }

  /** Take files besides those that are there; one of the same name takes the other's place. */
  async add(files) {
    const large = files.find(({ size }) => size > this.size);
    if (large) return this.#refuse(`${large.name} has ${megabytes(large.size)} MB, at most ${megabytes(this.size)} are read.`);
    const read = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
    const names = new Set(read.map(({ name }) => name));
    const all = [...this.#files.filter(({ name }) => !names.has(name)), ...read];
    if (all.length > this.most) return this.#refuse(`At most ${this.most} files are read, these would be ${all.length}.`);
    return this.#set(all);
  }

  /** Go back to those that the demo has taken. */
  giveBack(taken = []) {
    this.#show(taken);
  }

  #set(files) {
    this.#show(files);
    this.dispatchEvent(new CustomEvent("input", { detail: performance.now() }));
    this.dispatchEvent(new Event("change"));
  }

  #show(files) {
    this.#files = files;
    this.clear.hidden = !files.length;
    this.fieldset.querySelector("output").value = files.map(({ name }) => name).join(", ");
  }

  #refuse(message) {
    this.dispatchEvent(new CustomEvent("refused", { detail: message }));
  }
}

const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
