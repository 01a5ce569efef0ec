/** Running a demo: asks Python for frames of the newest values, has them drawn, and reports what goes wrong. */

import { Stopped } from "../python/client.js";
import { LatestWins } from "../python/latest-wins.js";
import { python } from "../python/page-python.js";
import { snippet } from "./snippet.js";

/** @import { Frame } from "../python/client.js" */
/** @typedef {{values: Object<string, any>, since: number}} Job `since`: when the reader acted, as performance.now() */

const loadDrawing = () => import("./display.js");

/** Firefox does not retry an import that has failed once. */
class DrawingMissing extends Error {
  message = "The scripts that draw the figures could not be fetched. If trying again does not help, load the page again: its address has your settings.";
}

/** Make the worker and fetch the scripts that draw, before the reader asks for Python. */
export function prepare() {
  python.prepare();
  loadDrawing().catch(() => {}); // reported when it is needed
}

export class Runs {
  isWanted = false; // whether this demo has been asked for a frame
  #isLost = false; // whether the last run ended because Python ended, not because the reader stopped it
  #isStopped = false; // whether the reader stopped the last run and has asked for nothing since
  #wasHidden = false; // whether the page was hidden, while playing, since the last request
  /** @type {LatestWins<Job>} */
  #queue = new LatestWins((job) => this.#run(job));
  /** @type {import("./display.js").Display | null} */
  display = null;
  /** @type {Object<string, any> | null} */
  values = null; // the control values of the last frame

  /** @param {import("./element.js").FdnnDemo} demo */
  constructor(demo) {
    this.demo = demo;
  }

  /** Whether Python is live and this demo has no frame of it yet, or has lost one. */
  get isDue() {
    return python.status.state === "live" && (this.#isLost || !this.isWanted);
  }

  /**
   * Compute the figures of the current values.
   * @param {number} [since] when the reader acted, as performance.now()
   */
  compute(since = performance.now()) {
    this.isWanted = true;
    this.#isStopped = false;
    if (python.status.state !== "live") this.follow(python.status);
    this.#queue.push({ values: this.demo.controls.values(), since });
  }

  /** Drop the waiting request. */
  clear() {
    this.#queue.clear();
  }

  /** Note that the page has been hidden while the demo played. */
  noteHidden() {
    this.#wasHidden ||= document.hidden && this.demo.player?.playing;
  }

  /** Stop what is being computed: a demo that yields frames after the next one, any other by restarting Python. */
  async stop() {
    const { status, player } = this.demo;
    this.#queue.clear();
    this.#isStopped = true;
    status.warn("Stopped; the last figures stay.");
    if (await player?.stopped()) return;
    python.stop();
    python.boot();
  }

  /** Compute the next frame of a demo that takes time; returns whether there was one. */
  async advance() {
    const { name, player } = this.demo;
    if (!this.values) return false; // the first frame is being computed
    return this.#attempt(async () => {
      const wasHidden = this.#wasHidden;
      this.#wasHidden = document.hidden;
      const next = async () => {
        if (!python.holds(name)) await python.run(name, this.values); // Python has been restarted
        return python.advance(name, player.packages, wasHidden);
      };
      const { drawn } = await this.#frame(next, { values: this.values, since: performance.now() });
      await drawn;
    });
  }

  /**
   * Have Python write a figure to a file; null if that failed, which is reported.
   * @param {string} figure
   * @param {"csv" | "svg" | "file"} form
   */
  async save(figure, form) {
    /** @type {string | null} */
    let file = null;
    await this.#attempt(async () => {
      this.demo.status.working("Making the file …");
      file = await python.save(this.demo.name, figure, form);
      this.demo.status.ready();
    });
    return file;
  }

  /**
   * Show the state of Python.
   * @param {import("../python/client.js").Status} state
   */
  follow(state) {
    const { dataset, player, status } = this.demo;
    if (state.state === "live") {
      dataset.state = "live";
      dataset.start = state.start;
      status.ready();
      return;
    }
    if (this.display) player?.drew(0); // Python has nothing left of it
    if (state.state === "idle") return;
    dataset.state = state.state;
    status.follow(state);
  }

  /** @param {Job} job */
  async #run({ values, since }) {
    const { demo } = this;
    this.#isLost = false;
    const isDone = await this.#attempt(async () => {
      if (!this.display) await this.#prepare();
      if (!demo.isConnected) return; // the reader has gone to another page
      demo.player?.pause();
      await this.#frame(() => python.run(demo.name, values), { values, since });
    });
    this.#isLost = !isDone && python.status.state !== "live" && !this.#isStopped;
  }

  /** Start Python, and meanwhile fetch the scripts that draw. */
  async #prepare() {
    const coming = loadDrawing().catch((error) => console.warn(error));
    await python.boot(); // its failure comes first
    const script = await coming;
    if (!script) throw new DrawingMissing();
    this.display ??= new script.Display(this.demo, (figure, form) => this.save(figure, form));
  }

  /** Ask for a frame and have it drawn; `drawn` resolves later, so that Python can go on meanwhile. */
  async #frame(/** @type {() => Promise<Frame>} */ ask, /** @type {Job} */ { values, since }) {
    const { controls, name, player, status } = this.demo;
    status.working();
    const frame = await ask();
    if (!this.demo.isConnected) return { drawn: null }; // the reader has gone to another page
    this.values = values;
    status.computed(frame.ms);
    this.demo.querySelector("[data-snippet]").textContent = snippet(name, controls);
    player?.drew(frame.progress);
    return { drawn: this.display.show({ ...frame, values, since }) };
  }

  /** Do something and report its failure; returns whether it succeeded. */
  async #attempt(/** @type {() => Promise<void>} */ work) {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof Stopped && python.status.state === "live") this.demo.status.ready(); // newer values are computed
      else if (error instanceof Stopped || python.status.state === "failed") return false;
      else if (error instanceof DrawingMissing) this.#drawingMissing(error);
      else this.#refused(error);
      return false;
    }
  }

  /** @param {DrawingMissing} error */
  #drawingMissing({ message }) {
    this.demo.address.write(this.demo.controls.changed());
    this.follow({ state: "failed", message });
  }

  /** Report an error of the demo. Values that never were shown, such as an address may hold, are replaced by the default. */
  #refused(/** @type {{control?: string, message: string}} */ { control, message }) {
    const { controls, dataset, status } = this.demo;
    const isNew = !this.display || dataset.frames === "0";
    const input = controls.boxes.has(control) && controls.input(control);
    const complaint = input ? withLabel(message, control, controls.label(control)) : message;
    if (isNew && input && input.value !== input.dataset.default) {
      controls.set(control, input.dataset.default);
      controls.show();
      controls.complain(control, `${complaint}; the default is used.`);
      this.#queue.push({ values: controls.values(), since: performance.now() });
      return;
    }
    if (input) controls.complain(control, `${complaint}.`);
    controls.giveBack(control, this.values);
    status.refused(input ? "" : message, isNew);
  }
}

/**
 * Return an error of Python's that names a control by its label instead of the parameter.
 * @param {string} message
 * @param {string} name
 * @param {string} label
 */
export const withLabel = (message, name, label) => (message.startsWith(`${name} `) ? label + message.slice(name.length) : message);
