/** <fdnn-demo>: ties the controls, Python and the figures together. The page holds all three before this runs. */

import { readAddress, writeAddress } from "./address.js";
import { Client, Stopped } from "./client.js";
import { Controls } from "./controls.js";
import { Latest } from "./latest.js";
import { Player } from "./player.js";
import { snippet } from "./snippet.js";
import { Status } from "./status.js";

const python = new Client(() => new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "python" }));

class FdnnDemo extends HTMLElement {
  #wanted = false;
  #runs = new Latest((job) => this.#run(job));
  #off = new AbortController();

  connectedCallback() {
    if (this.controls) return;
    this.name = this.getAttribute("name");
    this.prefix = document.querySelector("fdnn-demo") === this ? "" : `${this.name}.`;
    this.controls = new Controls(this.querySelector(".fdnn-controls"));
    this.status = new Status(this);
    this.querySelector(".fdnn-actions").hidden = false;
    const bar = this.querySelector(".fdnn-player");
    if (bar) this.player = new Player(bar, () => this.#advance());
    const { signal } = this.#off;

    const react = ({ detail: since }) => {
      this.status.warn("");
      this.#compute(since);
    };
    this.controls.addEventListener("input", react, { signal });
    this.controls.addEventListener("change", () => writeAddress(this.prefix, this.controls.changed()), { signal });
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
    const entries = readAddress(this.prefix);
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
    await this.#attempt(async () => {
      const [{ Display }] = await Promise.all([import("./display.js"), python.boot()]);
      this.display ??= new Display(this, (...which) => this.#save(...which));
      this.player?.pause();
      await this.#frame(() => python.run(this.name, values), values, since);
    });
  }

  /** The next frame of a demo that takes time; whether there was one. */
  async #advance() {
    return this.#attempt(async () => {
      const { drawn } = await this.#frame(() => python.advance(this.name), this.values, performance.now());
      await drawn;
    });
  }

  /** Ask for a frame and hand it on to be drawn: Python may go on meanwhile. */
  async #frame(ask, values, since) {
    this.status.working();
    const frame = await ask();
    this.values = values;
    this.status.computed(frame.ms);
    this.querySelector("[data-snippet]").textContent = snippet(this.name, this.controls);
    this.player?.came(frame.progress);
    return { drawn: this.display.show({ ...frame, values, since }) };
  }

  /** Do it, and say what went wrong if something does; returns whether nothing did. */
  async #attempt(work) {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof Stopped || python.status.state === "failed") return false;
      if (this.controls.boxes.has(error.control)) this.controls.complain(error.control, `${error.message}.`);
      this.status.refused(error.control ? "" : error.message);
      return false;
    }
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
        writeAddress(this.prefix, {});
        this.#compute();
        break;
      case "link":
        writeAddress(this.prefix, this.controls.changed());
        this.status.copied(navigator.clipboard?.writeText(location.href));
    }
  }

  async #save(figure, form) {
    let file = null;
    await this.#attempt(async () => {
      this.status.working("Making the file …");
      file = await python.save(this.name, figure, form);
      this.status.ready();
    });
    return file;
  }
}

customElements.define("fdnn-demo", FdnnDemo);
