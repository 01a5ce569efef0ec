/** The worker's one Python: starts Pyodide and calls into it. Only this folder knows Pyodide. */

import { Files } from "./files.js";
import { requireLoaded, startPlainly } from "./plain-start.js";
import { complete, startFromSnapshot } from "./snapshot-start.js";

/** @typedef {(progress: {stage: string, loaded: number, total: number}) => void} Report */

const COMPLETE_AFTER_MS = 500; // of quiet, after a frame was computed

/** @type {Promise<Files> | undefined} */
let listing;

/** Fetch the manifest, which is small, before anybody asks for Python. */
export function prefetch() {
  listing = Files.listed();
  listing.catch(() => {}); // boot() tries again
}

/**
 * Start Python from the snapshot or, if anything does not fit, plainly.
 * @param {Report} report
 */
export async function boot(report) {
  const files = await (listing ?? Files.listed()).catch(() => Files.listed());
  const follow = (/** @type {string[]} */ names) => files.follow(names, (progress) => report({ stage: "Fetching Python", ...progress }));
  const environment = browser();
  try {
    follow(files.named("runtime", "snapshot").filter((name) => name !== "python_stdlib.zip"));
    return new Python(await startFromSnapshot(files, environment), files, "snapshot");
  } catch (error) {
    console.info(`Python starts without its snapshot: ${error.message}`);
    files.drop();
    follow(files.named("runtime", "numpy", "fdnn-core", "fdnn-demos"));
    return new Python(await startPlainly(files, environment), files, `plain: ${error.message}`);
  }
}

export class Python {
  #pyodide;
  #files;
  #functions; // the module demos.worker
  #isComplete;
  /** @type {Promise<void> | null} */
  #completing = null;
  /** @type {Promise<void>} */
  #loading = Promise.resolve();
  #timer = 0;

  /**
   * @param {any} pyodide
   * @param {Files} files
   * @param {string} start "snapshot", or "plain: " and why there is no snapshot
   */
  constructor(pyodide, files, start) {
    this.#pyodide = pyodide;
    this.#files = files;
    this.#functions = pyodide.pyimport("demos.worker");
    this.#isComplete = start !== "snapshot";
    this.start = start;
    files.count = () => {};
  }

  /**
   * Call a function of demos.worker. The first frames do without what the snapshot leaves out: a call that fails is
   * repeated once all of Python is there.
   * @param {string} method
   * @param {...unknown} given texts, and lists of flat typed arrays
   */
  async call(method, ...given) {
    const answer = this.#answer(method, given);
    if (answer.error && !this.#isComplete) {
      try {
        await this.#complete();
      } catch (error) {
        return answer.error.control ? answer : { error: { message: error.message }, arrays: [] };
      }
      return this.#answer(method, given);
    }
    this.#completeSoon();
    return answer;
  }

  /**
   * Fetch what the snapshot leaves out, and packages; Pyodide itself verifies these against its lock.
   * @param {string[]} names
   * @param {Report} report
   */
  async fetchPackages(names, report) {
    await this.#complete();
    if (!this.#missing(names).length) return;
    const loaded = this.#loading.then(() => this.#load(this.#missing(names), report));
    this.#loading = loaded.catch(() => {});
    await loaded;
  }

  /** @param {string[]} names */
  #missing(names) {
    return names.filter((name) => !(name in this.#pyodide.loadedPackages));
  }

  /** @param {string[]} missing @param {Report} report */
  async #load(missing, report) {
    if (!missing.length) return; // another request has fetched them
    const stage = `Fetching ${missing.join(", ")}`;
    this.#files.follow(this.#files.named(...missing), (progress) => report({ stage, ...progress }));
    const failed = (/** @type {unknown} */ error) => Promise.reject(error);
    await this.#files.fetching(() => this.#pyodide.loadPackage(missing, { messageCallback: () => {} }), failed);
    requireLoaded(this.#pyodide, missing);
  }

  /** Fetch what the snapshot leaves out once no more frames are asked for; where the reader saves data, only on demand. */
  #completeSoon() {
    if (this.#isComplete || navigator.connection?.saveData) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#complete().catch(() => {}), COMPLETE_AFTER_MS); // tried again on demand
  }

  async #complete() {
    if (this.#isComplete) return;
    this.#completing ??= complete(this.#pyodide, this.#files).finally(() => (this.#completing = null));
    await this.#completing;
    this.#isComplete = true;
  }

  /** @param {string} method @param {unknown[]} given */
  #answer(method, given) {
    const args = given.map((item) => (Array.isArray(item) ? this.#pyodide.toPy(item) : item));
    const result = this.#functions[method](...args);
    const [text, flat] = [result.get(0), result.get(1)];
    const answer = { ...JSON.parse(text), arrays: flat.toJs() };
    for (const proxy of [flat, result, ...args]) proxy.destroy?.();
    return answer;
  }
}

/** Describe the browser for records of measurements, as environment variables. */
function browser() {
  const [, name, version] = /(Edg|OPR|Firefox|Chrome|Version)\/(\d+)/.exec(navigator.userAgent.replace(/Chrome(?=.*(Edg|OPR))/, "")) ?? [];
  const known = { Edg: "Edge", OPR: "Opera", Version: "Safari" }[name] ?? name;
  return { FDNN_BROWSER: name ? `${known} ${version}` : "a browser", FDNN_ISOLATED: globalThis.crossOriginIsolated ? "1" : "0" };
}
