/** <fdnn-demo>: ties the controls, Python and the figures together. The page holds all three before this runs. */

import { readAddress, writeAddress } from "./address.js";
import { Client, Stopped } from "./client.js";
import { Controls } from "./controls.js";
import { Latest } from "./latest.js";
import { snippet } from "./snippet.js";
import { Status } from "./status.js";

const python = new Client(() => new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "python" }));
const lookUp = () => Promise.all([import("./figures.js"), import("./question.js")]);

class FdnnDemo extends HTMLElement {
  #wanted = false;
  #runs = new Latest((job) => this.#run(job));
  #next = null; // what the coming animation frame will show
  #off = new AbortController();

  connectedCallback() {
    if (this.controls) return;
    this.name = this.getAttribute("name");
    this.controls = new Controls(this.querySelector(".fdnn-controls"));
    this.status = new Status(this);
    this.querySelector(".fdnn-actions").hidden = false;
    const { signal } = this.#off;

    const react = ({ detail: since }) => {
      this.status.warn("");
      this.#compute(since);
    };
    this.controls.addEventListener("input", react, { signal });
    this.controls.addEventListener("change", () => writeAddress(this.controls.changed()), { signal });
    python.addEventListener("state", ({ detail }) => this.#wanted && this.#follow(detail), { signal });
    for (const intent of ["pointerenter", "focusin", "touchstart"]) {
      this.addEventListener(intent, () => this.#wanted || this.#compute(), { signal, passive: true });
    }
    this.addEventListener("click", (event) => this.#act(event.target.dataset.action), { signal });
    addEventListener("hashchange", () => this.#restore() && this.scrollIntoView(), { signal });
    this.#restore();
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#off.abort());
  }

  #restore() {
    const entries = readAddress();
    if (!entries.length) return false;
    this.controls.reset();
    const refusals = entries.map(([name, value]) => this.controls.set(name, value)).filter(Boolean);
    this.controls.show();
    this.status.warn(refusals.join(" "));
    this.#compute();
    return true;
  }

  /** @param {number} [since] when the reader acted, on the clock of performance.now() */
  #compute(since = performance.now()) {
    this.#wanted = true;
    if (python.status.state !== "live") this.#follow(python.status);
    this.#runs.push({ values: this.controls.values(), since });
  }

  async #run({ values, since }) {
    try {
      const [[{ Figures }, { Prediction }]] = await Promise.all([lookUp(), python.boot()]);
      const root = this.querySelector(".fdnn-figures");
      this.figures ??= new Figures(root, this.querySelector("template"), (...which) => this.#save(...which));
      this.prediction ??= new Prediction(root, this.querySelector("[data-action=predict]"));
      this.status.working();
      this.#show({ ...(await python.run(this.name, values)), values, since });
    } catch (error) {
      if (error instanceof Stopped || python.status.state === "failed") return;
      if (this.controls.boxes.has(error.control)) this.controls.complain(error.control, `${error.message}.`);
      this.status.refused(error.control ? "" : error.message);
    }
  }

  /** Python goes on with the next values while these figures wait for the coming animation frame. */
  #show(result) {
    const scheduled = this.#next !== null;
    this.#next = result;
    if (document.hidden) this.#draw();
    else if (!scheduled) requestAnimationFrame(() => this.#next && this.#draw());
  }

  async #draw() {
    const { figures, ms, values, since } = this.#next;
    this.#next = null;
    this.figures.draw(figures);
    this.prediction.update(figures);
    this.dataset.state = "live";
    this.dataset.frames = Number(this.dataset.frames) + 1;
    this.status.computed(ms);
    this.querySelector("[data-snippet]").textContent = snippet(this.name, this.controls);
    await painted();
    const detail = { name: this.name, values, compute_ms: ms, latency_ms: performance.now() - since };
    this.dispatchEvent(new CustomEvent("fdnn:frame", { bubbles: true, detail }));
  }

  #follow(status) {
    if (status.state === "live") {
      this.dataset.state = "live";
      this.status.ready();
    } else if (status.state !== "idle") {
      this.dataset.state = status.state;
      this.status.follow(status);
    }
  }

  #act(action) {
    switch (action) {
      case "start":
      case "retry":
        this.#compute();
        break;
      case "stop":
        this.#runs.clear();
        python.stop();
        this.status.warn("Stopped; the last figures stay.");
        python.boot();
        break;
      case "reset":
        this.controls.reset();
        writeAddress({});
        this.#compute();
        break;
      case "link":
        writeAddress(this.controls.changed());
        this.status.copied(navigator.clipboard?.writeText(location.href));
    }
  }

  async #save(figure, form) {
    try {
      this.status.working("Making the file …");
      const file = await python.save(this.name, this.controls.values(), figure, form);
      this.status.ready();
      return file;
    } catch (error) {
      if (!(error instanceof Stopped)) this.status.refused(error.message);
      return null;
    }
  }
}

/** After the frame that this one's drawing is in. */
function painted() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
}

customElements.define("fdnn-demo", FdnnDemo);
