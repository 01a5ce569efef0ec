/**
 * Python as the page sees it: starts the worker on the first request, matches replies to requests, restarts after a
 * crash or a Stop, and rejects every pending request when the worker ends. It touches no document.
 */

import { afterAwake } from "./awake-timer.js";
import { buffers, checkReply, pack, unpack } from "./messages.js";

/** @import { Reply, Request } from "./messages.js" */

const PATIENCE_MS = 30_000; // awake, without any progress of the start

/** The rejection of a request that the reader, or newer values, ended. */
export class Stopped extends Error {}

/**
 * @typedef {object} Status
 * @property {"idle" | "booting" | "live" | "failed"} state
 * @property {string} [stage] what is being done while booting
 * @property {number} [loaded] bytes
 * @property {number} [total] bytes
 * @property {string} [message] why it failed
 * @property {string} [start] how Python was started: "snapshot", or "plain: " and the reason
 *
 * @typedef {{figures: Object<string, any>, progress: number, ms: number}} Frame
 */

/** Events: "state", detail a Status; "fetching", detail a Fetching message, while a package of a demo is fetched. */
export class Client extends EventTarget {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Map<number, {resolve: (answer: any) => void, reject: (error: Error) => void}>} */
  #pending = new Map(); // by id of the request
  /** @type {Promise<void> | null} */
  #booted = null;
  /** @type {{resolve: () => void, reject: (error: Error) => void} | null} */
  #settleBoot = null;
  #cancelWatchdog = () => {};
  #lastId = 0;
  /** @type {Map<string, Object<string, any>>} */
  #figures = new Map(); // last figures by demo: Python sends null for those that are unchanged

  /** @param {() => Worker} makeWorker */
  constructor(makeWorker) {
    super();
    this.makeWorker = makeWorker;
    /** @type {Status} */
    this.status = { state: "idle" };
  }

  /** Make the worker in advance, since that takes a while. */
  prepare() {
    try {
      this.#worker ??= this.#make();
    } catch {
      // boot() reports it
    }
  }

  /** Start Python, once; resolves when it is ready. */
  boot() {
    if (this.#booted) return this.#booted;
    const booted = /** @type {Promise<void>} */ (new Promise((resolve, reject) => (this.#settleBoot = { resolve, reject })));
    booted.catch(() => {}); // the "state" event reports it
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
    this.#send({ type: "boot" });
    this.#watch();
  }

  #make() {
    const worker = this.makeWorker();
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = ({ message = "its script did not load" }) => {
      if (this.#booted) this.#fail(`Python ${this.status.state === "live" ? "stopped" : "could not be started"}: ${message}.`);
      else this.#worker = null; // boot() makes another
    };
    return worker;
  }

  /**
   * Run a demo to its first frame; rejects with the demo's error or with Stopped.
   * @param {string} name
   * @param {Object<string, unknown>} values
   * @returns {Promise<Frame>}
   */
  async run(name, values) {
    const { values: given, arrays } = pack(values);
    return this.#frame(await this.#ask((id) => ({ type: "run", id, name, values: given, arrays }), buffers(arrays)), name);
  }

  /**
   * Whether Python can advance a demo: after a restart it must be run first.
   * @param {string} name
   */
  holds(name) {
    return this.#figures.has(name);
  }

  /**
   * Compute the next frame of a demo that takes time; rejects with Stopped if it is run again meanwhile.
   * @param {string} name
   * @param {string[]} packages that it needs from here on
   * @param {boolean} wasHidden whether the page was hidden at some time since the last frame
   * @returns {Promise<Frame>}
   */
  async advance(name, packages, wasHidden) {
    return this.#frame(await this.#ask((id) => ({ type: "advance", id, name, packages, wasHidden })), name);
  }

  /**
   * Recompute a claim of the prose.
   * @param {string} name
   * @returns {Promise<{stated: string, computed: string, agrees: boolean, ms: number}>}
   */
  async compute(name) {
    return this.#ask((id) => ({ type: "compute", id, name }));
  }

  /**
   * Write a figure, as it is shown, to a file; resolves to its text.
   * @param {string} name
   * @param {string} figure
   * @param {"csv" | "svg" | "file"} form
   * @returns {Promise<string>}
   */
  async save(name, figure, form) {
    return (await this.#ask((id) => ({ type: "save", id, name, figure, form }))).file;
  }

  /** End Python at once; the next request starts it again. */
  stop() {
    this.#end(new Stopped("Stopped."));
    this.#announce({ state: "idle" });
  }

  /**
   * Fill in the figures, and groups of points, that have not changed since the last frame.
   * @param {Frame} frame
   * @param {string} name
   */
  #frame(frame, name) {
    const last = this.#figures.get(name) ?? {};
    for (const [key, figure] of Object.entries(frame.figures)) {
      frame.figures[key] = figure ?? last[key];
      if (figure?.groups) figure.groups = figure.groups.map((/** @type {any} */ group, /** @type {number} */ i) => group ?? last[key].groups[i]);
    }
    this.#figures.set(name, frame.figures);
    return frame;
  }

  /** @param {(id: number) => Request} request @param {ArrayBuffer[]} [transferred] @returns {Promise<any>} */
  async #ask(request, transferred = []) {
    await this.boot();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#send(request(id), transferred);
    });
  }

  /** @param {Request} request @param {ArrayBuffer[]} [transferred] */
  #send(request, transferred = []) {
    /** @type {Worker} */ (this.#worker).postMessage(request, transferred);
  }

  /** @param {unknown} data */
  #receive(data) {
    try {
      this.#handle(checkReply(data));
    } catch (error) {
      this.#fail(`Python stopped: ${error.message}.`);
    }
  }

  /** @param {Reply} reply */
  #handle(reply) {
    switch (reply.type) {
      case "progress":
        this.#watch();
        this.#announce({ ...reply, state: "booting" });
        break;
      case "fetching":
        this.dispatchEvent(new CustomEvent("fetching", { detail: reply }));
        break;
      case "ready":
        this.#cancelWatchdog();
        this.#settleBoot?.resolve();
        this.#announce({ state: "live", start: reply.start });
        break;
      case "failed":
        this.#fail(reply.message);
        break;
      case "superseded":
        this.#settle(reply.id).reject(new Stopped("The demo runs with newer values."));
        break;
      case "refused":
        this.#settle(reply.id).reject(Object.assign(new Error(reply.error.message), reply.error));
        break;
      case "done":
        this.#settle(reply.id).resolve({ ...unpack(reply.answer, reply.arrays), ms: reply.ms });
    }
  }

  /** @param {number} id */
  #settle(id) {
    const pending = this.#pending.get(id);
    if (!pending) throw new Error(`request ${id} is not pending`);
    this.#pending.delete(id);
    return pending;
  }

  #watch() {
    this.#cancelWatchdog();
    const seconds = PATIENCE_MS / 1000;
    this.#cancelWatchdog = afterAwake(PATIENCE_MS, () => this.#fail(`Starting Python made no progress for ${seconds} seconds.`));
  }

  /** @param {string} message */
  #fail(message) {
    this.#end(new Error(message));
    this.#announce({ state: "failed", message });
  }

  /** @param {Error} error */
  #end(error) {
    this.#cancelWatchdog();
    this.#worker?.terminate();
    this.#worker = null;
    this.#settleBoot?.reject(error);
    this.#booted = null;
    this.#figures.clear();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  /** @param {Status} status */
  #announce(status) {
    this.status = status;
    this.dispatchEvent(new CustomEvent("state", { detail: status }));
  }
}
