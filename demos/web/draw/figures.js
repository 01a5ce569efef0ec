/** A demo's figures: finds or makes each <figure>, and has it drawn when its data change. */

import { measure } from "./axes.js";
import { drawImage } from "./image.js";
import { drawPlot } from "./plot.js";
import { saveMenu } from "./save.js";
import { drawScatter } from "./scatter.js";
import { drawSound } from "./sound.js";
import { drawDocument, drawSentence, drawTable } from "./text.js";
import { typeset } from "./typeset.js";

/** @typedef {{box: HTMLElement, body: HTMLElement, legend: HTMLElement, height: number, data: any}} Entry */
/** @typedef {(key: string, form: "svg" | "csv" | "file") => Promise<string | null>} Save asks Python for a file; null if there is none */

/** @type {Object<string, (body: HTMLElement, figure: any, legend: HTMLElement) => void>} */
const DRAW = {
  Plot: drawPlot, Scatter: drawScatter, Image: drawImage, Table: drawTable, Sentence: drawSentence, Document: drawDocument, Sound: drawSound,
};

export class Figures {
  /** @type {Map<string, Entry>} */
  #live = new Map(); // by key

  /**
   * @param {HTMLElement} root
   * @param {HTMLTemplateElement} template an empty figure
   * @param {Save} save
   */
  constructor(root, template, save) {
    this.root = root;
    this.template = template;
    this.save = save;
  }

  /** @param {Object<string, any>} figures as Python returned them, in their order */
  draw(figures) {
    const shown = Object.entries(figures).filter(([, figure]) => figure.kind in DRAW);
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll("[data-figure]"))) box.hidden = !(box.dataset.figure in figures);
    const entries = shown.map(([key, figure]) => this.#entry(key, figure));
    measure(entries.filter(({ data }) => !data).map(({ body }) => body));
    shown.forEach(([key, figure], place) => {
      const entry = entries[place];
      if (!entry.data) this.#empty(entry, key, figure);
      if (this.root.children[place] !== entry.box) this.root.insertBefore(entry.box, this.root.children[place]);
      if (entry.data === figure) return;
      entry.data = figure;
      setText(entry.box.querySelector("figcaption"), typeset(figure.title));
      setText(entry.box.querySelector(".fdnn-summary"), typeset(figure.summary));
      DRAW[figure.kind](entry.body, figure, entry.legend);
    });
  }

  #entry(key, { kind }) {
    let entry = this.#live.get(key);
    if (!entry) {
      const box = /** @type {HTMLElement} */ (
        this.root.querySelector(`[data-figure="${key}"]`) ?? this.template.content.firstElementChild.cloneNode(true)
      );
      Object.assign(box.dataset, { figure: key, kind });
      const body = /** @type {HTMLElement} */ (box.querySelector(".fdnn-body"));
      entry = { box, body, legend: box.querySelector(".fdnn-legend"), height: body.offsetHeight, data: null };
      this.#live.set(key, entry);
    }
    return entry;
  }

  /** Remove the first paint. */
  #empty(entry, key, { kind, title }) {
    const { box, body, height } = entry;
    if (kind === "Sentence") body.style.minHeight = `${height}px`; // so that a shorter one moves nothing
    body.replaceChildren();
    box.append(saveMenu(entry, title, (form) => this.save(key, form)));
  }
}

const setText = (node, text) => node.textContent !== text && (node.textContent = text);
