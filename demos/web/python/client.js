/**
 * Python as the page sees it: starts the worker when first asked, matches answers to questions, starts anew after a
 * crash or a Stop, and leaves nobody waiting. It touches no page.
 *
 * Events: "state", detail `{state: "idle" | "booting" | "live" | "failed", stage, loaded, total, message, start}`,
 * `start` says how Python was started: "snapshot", or "plain: " and the reason;
 * "fetching", detail `{name, stage, loaded, total}`, while a package comes that the demo of that name needs.
 */

import { buffers, pack, unpack } from "./messages.js";

const PATIENCE_MS = 30_000; // without any progress of the start

export class Stopped extends Error {}

export class Client extends EventTarget {
  #worker = null;
  #waiting = new Map(); // id -> {resolve, reject}
  #booted = null;
  #settleBoot = null;
  #watchdog = 0;
  #lastId = 0;
  #figures = new Map(); // name of a demo -> its last figures: of those that stay, Python sends none

  /** @param {() => Worker} makeWorker */
  constructor(makeWorker) {
    super();
    this.makeWorker = makeWorker;
    this.status = { state: "idle" };
  }

  /** Have the thread ready that Python will run in: to make one takes a while. */
  prepare() {
    try {
      this.#worker ??= this.#make();
    } catch {
      // told when somebody asks
    }
  }

  /** Start Python, once; resolves when it is ready. */
  boot() {
    if (this.#booted) return this.#booted;
    const booted = new Promise((resolve, reject) => (this.#settleBoot = { resolve, reject }));
    booted.catch(() => {}); // told by the "state" event
    this.#booted = booted;
    this.#begin();
    return booted;
  }

  #begin() {
    this.#announce({ state: "booting", stage: "Fetching Python", loaded: 0, total: 0 });
    try {
      this.#worker ??= this.#make();
    } catch (error) {
      this.#fail(`Python could not be started: ${error.message.replace(/\.?$/, ".")}`);
      return;
    }
    this.#worker.postMessage({ type: "boot" });
    this.#watch();
  }

  #make() {
    const worker = this.makeWorker();
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = ({ message = "its script did not load" }) => {
      if (this.#booted) this.#fail(`Python ${this.status.state === "live" ? "stopped" : "could not be started"}: ${message}.`);
      else this.#worker = null; // another is made when somebody asks
    };
    return worker;
  }

  /** Run a demo to its first frame: `{figures, progress, ms}`; rejects with the refusal or with Stopped. */
  async run(name, values) {
    const { values: given, arrays } = pack(values);
    return this.#frame(await this.#ask({ type: "run", name, values: given, arrays }, buffers(arrays)), name);
  }

  /** Whether Python goes on with a demo that takes time: one that has started anew knows nothing of it. */
  holds(name) {
    return this.#figures.has(name);
  }

  /**
   * The next frame of a demo that takes time; rejects with Stopped if it is run anew meanwhile.
   * @param {string[]} packages that it needs from here on
   * @param {boolean} lookedAway whether the page was out of sight since the last frame
   */
  async advance(name, packages, lookedAway) {
    return this.#frame(await this.#ask({ type: "advance", name, packages, lookedAway }), name);
  }

  /** What a claim states and what it is computed to be: `{stated, computed, agrees, ms}`. */
  async compute(name) {
    return this.#ask({ type: "compute", name });
  }

  /** Make a file of a figure as it is shown; resolves to its text. */
  async save(name, figure, form) {
    return (await this.#ask({ type: "save", name, figure, form })).file;
  }

  /** End what is running, at once; the next question starts Python again. */
  stop() {
    this.#end(new Stopped("Stopped."));
    this.#announce({ state: "idle" });
  }

  #frame(frame, name) {
    const last = this.#figures.get(name);
    for (const [key, figure] of Object.entries(frame.figures)) {
      frame.figures[key] = figure ?? last[key];
      if (figure?.groups) figure.groups = figure.groups.map((group, i) => group ?? last[key].groups[i]);
    }
    this.#figures.set(name, frame.figures);
    return frame;
  }

  async #ask(message, transferred = []) {
    await this.boot();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...message, id }, transferred);
    });
  }

  #receive(message) {
    switch (message.type) {
      case "progress":
        this.#watch();
        this.#announce({ state: "booting", ...message });
        break;
      case "fetching":
        this.dispatchEvent(new CustomEvent("fetching", { detail: message }));
        break;
      case "ready":
        clearTimeout(this.#watchdog);
        this.#settleBoot.resolve();
        this.#announce({ state: "live", start: message.start });
        break;
      case "failed":
        this.#fail(message.message);
        break;
      case "overtaken":
        this.#waiting.get(message.id).reject(new Stopped("The demo runs with newer values."));
        this.#waiting.delete(message.id);
        break;
      case "done": {
        const { resolve, reject } = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (message.error) reject(Object.assign(new Error(message.error.message), message.error));
        else resolve({ ...unpack(message.answer, message.arrays), ms: message.ms });
      }
    }
  }

  #watch() {
    clearTimeout(this.#watchdog);
    const seconds = PATIENCE_MS / 1000;
    this.#watchdog = setTimeout(() => this.#fail(`Starting Python made no progress for ${seconds} seconds.`), PATIENCE_MS);
  }

  #fail(message) {
    this.#end(new Error(message));
    this.#announce({ state: "failed", message });
  }

  #end(error) {
    clearTimeout(this.#watchdog);
    this.#worker?.terminate();
    this.#worker = null;
    this.#settleBoot?.reject(error);
    this.#booted = null;
    this.#figures.clear();
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #announce(status) {
    this.status = status;
    this.dispatchEvent(new CustomEvent("state", { detail: status }));
  }
}
