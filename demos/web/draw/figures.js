/** The figures of a demo: finds or makes each <figure>, keeps it the reader's last good one, hands it to its drawing. */

import { measure } from "./axes.js";
import { drawImage } from "./image.js";
import { drawPlot } from "./plot.js";
import { saveMenu } from "./save.js";
import { drawScatter } from "./scatter.js";
import { drawSound } from "./sound.js";
import { drawDocument, drawSentence, drawTable } from "./text.js";

const DRAW = {
  Plot: drawPlot, Scatter: drawScatter, Image: drawImage, Table: drawTable, Sentence: drawSentence, Document: drawDocument, Sound: drawSound,
};

export class Figures {
  #live = new Map(); // key -> {box, body, legend, data}

  /**
   * @param {HTMLElement} root
   * @param {HTMLTemplateElement} template an empty figure
   * @param {(key: string, form: string) => Promise<string>} save asks Python for a file
   */
  constructor(root, template, save) {
    this.root = root;
    this.template = template;
    this.save = save;
  }

  /** @param {Object<string, object>} figures as Python returned them, in their order */
  draw(figures) {
    const shown = Object.entries(figures).filter(([, figure]) => figure.kind in DRAW);
    for (const box of this.root.querySelectorAll("[data-figure]")) box.hidden = !(box.dataset.figure in figures);
    const entries = shown.map(([key, figure]) => this.#entry(key, figure));
    measure(entries.filter(({ data }) => !data).map(({ body }) => body));
    shown.forEach(([key, figure], place) => {
      const entry = entries[place];
      if (!entry.data) this.#empty(entry, key, figure);
      if (this.root.children[place] !== entry.box) this.root.insertBefore(entry.box, this.root.children[place]);
      if (entry.data === figure) return;
      entry.data = figure;
      setText(entry.box.querySelector("figcaption"), figure.title);
      setText(entry.box.querySelector(".fdnn-summary"), figure.summary);
      DRAW[figure.kind](entry.body, figure, entry.legend);
    });
  }

  #entry(key, { kind }) {
    let entry = this.#live.get(key);
    if (!entry) {
      const box = this.root.querySelector(`[data-figure="${key}"]`) ?? this.template.content.firstElementChild.cloneNode(true);
      Object.assign(box.dataset, { figure: key, kind });
      const body = box.querySelector(".fdnn-body");
      entry = { box, body, legend: box.querySelector(".fdnn-legend"), height: body.offsetHeight, data: null };
      this.#live.set(key, entry);
    }
    return entry;
  }

  /** Take away what was drawn before Python started. */
  #empty(entry, key, { kind, title }) {
    const { box, body, height } = entry;
    if (kind === "Sentence") body.style.minHeight = `${height}px`; // a shorter one moves nothing
    body.replaceChildren();
    box.append(saveMenu(entry, title, (form) => this.save(key, form)));
  }
}

const setText = (node, text) => node.textContent !== text && (node.textContent = text);
