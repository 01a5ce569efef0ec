/** <fdnn-demo>: ties the controls, Python and the figures together. The page holds all three before this runs. */

import { Address } from "./address.js";
import { citation } from "./cite.js";
import { Stopped } from "../python/client.js";
import { Controls } from "../controls/controls.js";
import { Latest } from "../python/latest.js";
import { watchNear } from "./near.js";
import { python } from "../python/page-python.js";
import { Player } from "./player.js";
import { hasOwnFile, snippet, unfoldSources } from "./snippet.js";
import { Status } from "./status.js";

/** Where nothing is fetched on a mere hint: the reader saves data, or the device has little memory (in GiB). */
const isFrugal = () => navigator.connection?.saveData || navigator.deviceMemory < 1;
const drawing = () => import("./display.js");
const whenIdle = self.requestIdleCallback ?? ((act) => setTimeout(act, 1000)); // Safari has none

function makeReady() {
  python.prepare();
  drawing().catch(() => {}); // told when somebody asks
}

/** Firefox does not fetch a script anew that once failed. */
class Undrawn extends Error {
  message = "What draws the figures could not be fetched. If trying again does not help, load the page again: its address has your settings.";
}

class FdnnDemo extends HTMLElement {
  #wanted = false;
  #owed = false; // a run that was lost with Python, through no wish of the reader
  #stopped = false; // by the reader, who has not asked for anything since
  #lookedAway = false; // while it played, since a frame was last asked for
  #runs = new Latest((job) => this.#run(job));
  #off = new AbortController();

  connectedCallback() {
    if (this.controls) return;
    this.name = this.getAttribute("name");
    this.address = new Address(this);
    this.controls = new Controls(this.querySelector(".fdnn-controls"));
    this.status = new Status(this);
    this.querySelector(".fdnn-actions").hidden = false;
    unfoldSources(this.querySelector(".fdnn-code"));
    const bar = this.querySelector(".fdnn-player");
    if (bar) this.player = new Player(bar, () => this.#advance());
    const { signal } = this.#off;

    const react = ({ detail: since }) => {
      this.status.warn("");
      this.#compute(since);
    };
    this.controls.addEventListener("input", react, { signal });
    this.controls.addEventListener("change", () => this.#settled(), { signal });
    python.addEventListener("state", ({ detail }) => this.#wanted && this.#follow(detail), { signal });
    python.addEventListener("fetching", ({ detail }) => detail.name === this.name && this.status.fetching(detail), { signal });
    document.addEventListener("visibilitychange", () => (this.#lookedAway ||= document.hidden && this.player?.playing), { signal });
    const intended = () => this.#wanted || this.#compute();
    this.addEventListener("focusin", intended, { signal });
    const hovered = ({ pointerType }) => pointerType === "mouse" && !isFrugal() && intended();
    this.controls.form.addEventListener("pointerenter", hovered, { signal });
    this.controls.form.addEventListener("pointerdown", intended, { signal });
    this.addEventListener("click", (event) => this.#act(event.target.dataset.action), { signal });
    this.address.watch((entries) => this.#restore(entries), signal);
    this.#comeAlive(signal);
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return; // moved
      this.#off.abort();
      this.#runs.clear();
      this.player?.pause();
    });
  }

  /** Once Python runs, for whatever figure, those that come into sight are live without being touched; until then what is small is made ready. */
  #comeAlive(signal) {
    let near = false;
    const compute = () => near && python.status.state === "live" && (this.#owed || !this.#wanted) && this.#compute();
    const moved = (isNear) => {
      near = isNear;
      if (near && !isFrugal()) whenIdle(makeReady);
      compute();
    };
    watchNear(this, moved, signal);
    python.addEventListener("state", compute, { signal });
  }

  #settled() {
    this.address.write(this.controls.changed());
    const sentence = () => this.status.announce(this.querySelector("[data-kind=Sentence] .fdnn-body")?.textContent);
    this.addEventListener("fdnn:frame", sentence, { once: true });
  }

  #restore(entries) {
    this.controls.reset();
    const refusals = entries.map(([name, value]) => this.controls.set(name, value)).filter(Boolean);
    this.controls.show();
    this.status.warn(refusals.join(" "));
    this.#compute();
  }

  /** @param {number} [since] when the reader acted, on the clock of performance.now() */
  #compute(since = performance.now()) {
    this.#wanted = true;
    this.#stopped = false;
    if (python.status.state !== "live") this.#follow(python.status);
    this.#runs.push({ values: this.controls.values(), since });
  }

  async #run({ values, since }) {
    this.#owed = false;
    const isDone = await this.#attempt(async () => {
      if (!this.display) await this.#prepare();
      if (!this.isConnected) return; // the reader has gone on to another page
      this.player?.pause();
      await this.#frame(() => python.run(this.name, values), values, since);
    });
    this.#owed = !isDone && python.status.state !== "live" && !this.#stopped;
  }

  /** What draws is fetched while Python starts, if it is not there already. */
  async #prepare() {
    const coming = drawing().catch((error) => console.warn(error));
    await python.boot(); // if this fails, it is what there is to tell
    const script = await coming;
    if (!script) throw new Undrawn();
    this.display ??= new script.Display(this, (...which) => this.#save(...which));
  }

  /** The next frame of a demo that takes time; whether there was one. */
  async #advance() {
    if (!this.values) return false; // the first is on its way
    return this.#attempt(async () => {
      const lookedAway = this.#lookedAway;
      this.#lookedAway = document.hidden;
      const next = async () => {
        if (!python.holds(this.name)) await python.run(this.name, this.values); // Python has started anew
        return python.advance(this.name, this.player.packages, lookedAway);
      };
      const { drawn } = await this.#frame(next, this.values, performance.now());
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
      if (error instanceof Stopped && python.status.state === "live") this.status.ready(); // it goes on with newer values
      else if (error instanceof Stopped || python.status.state === "failed") return false;
      else if (error instanceof Undrawn) this.#undrawn(error);
      else this.#refused(error);
      return false;
    }
  }

  #undrawn({ message }) {
    this.address.write(this.controls.changed());
    this.#follow({ state: "failed", message });
  }

  /** Tell what Python refused; a state that never was shown, as an address may hold one, gives way to the default. */
  #refused({ control, message }) {
    const isNew = !this.display || this.dataset.frames === "0";
    const input = this.controls.boxes.has(control) && this.controls.input(control);
    if (isNew && input && input.value !== input.dataset.default) {
      this.controls.set(control, input.dataset.default);
      this.controls.show();
      this.controls.complain(control, `${message}; the default is used.`);
      this.#runs.push({ values: this.controls.values(), since: performance.now() });
      return;
    }
    if (input) this.controls.complain(control, `${message}.`);
    this.controls.giveBack(control, this.values);
    this.status.refused(input ? "" : message, isNew);
  }

  #follow(status) {
    if (status.state === "live") {
      this.dataset.state = "live";
      this.dataset.start = status.start;
      this.status.ready();
      return;
    }
    if (this.display) this.player?.came(0); // nothing of it is left in Python
    if (status.state === "idle") return;
    this.dataset.state = status.state;
    this.status.follow(status);
  }

  #act(action) {
    switch (action) {
      case "start":
      case "retry":
        this.#compute();
        break;
      case "stop":
        this.#stop();
        break;
      case "reset":
        this.controls.reset();
        this.address.write({});
        this.#compute();
        break;
      case "link":
        this.#copy("The link to this state", () => location.href);
        break;
      case "cite":
        this.#copy("BibTeX for this state", () => citation(this.querySelector("[data-action=cite]").dataset));
        break;
      case "predict":
        if (this.display) this.display.prediction.press();
        else this.addEventListener("fdnn:frame", () => this.display.prediction.press(), { once: true });
    }
  }

  /** The address holds the state before it is copied, or a citation that names it. */
  #copy(what, text) {
    this.address.write(this.controls.changed());
    this.status.copied(what, navigator.clipboard?.writeText(text()), hasOwnFile(this.controls));
  }

  /** What is asked for frame by frame ends after the next one; all else only with Python, which starts anew. */
  async #stop() {
    this.#runs.clear();
    this.#stopped = true;
    this.status.warn("Stopped; the last figures stay.");
    if (await this.player?.stopped()) return;
    python.stop();
    python.boot();
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
