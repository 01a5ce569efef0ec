/** The one Python of the worker. This script and its parts, python-*.js, alone know that Pyodide exists. */

import { Files } from "./files.js";
import { requireLoaded, startPlainly } from "./plain.js";
import { complete, startFromSnapshot } from "./snapshot.js";

const listing = Files.listed(); // small, and here by the time that somebody asks
listing.catch(() => {}); // then it is tried again

/**
 * Start Python: from the snapshot, or where anything is not as it must be for that, plainly.
 * @param {(progress: {stage: string, loaded: number, total: number}) => void} report
 */
export async function boot(report) {
  const files = await listing.catch(() => Files.listed());
  const follow = (names) => files.follow(names, (progress) => report({ stage: "Fetching Python", ...progress }));
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

const SOON_MS = 500; // after a frame was computed

class Python {
  #pyodide;
  #files;
  #wire;
  #whole;
  #completing = null;
  #loading = Promise.resolve();
  #soon = 0;

  /** @param {string} start how Python was started, and why not otherwise */
  constructor(pyodide, files, start) {
    this.#pyodide = pyodide;
    this.#files = files;
    this.#wire = pyodide.pyimport("demos.kit.wire");
    this.#whole = start !== "snapshot";
    this.start = start;
    files.count = () => {};
  }

  /**
   * Call a function of demos.kit.wire with texts, and lists of flat typed arrays.
   * The first frames do without what a snapshot leaves out; what fails for want of it is done again.
   */
  async call(method, ...given) {
    const answer = this.#answer(method, given);
    if (answer.error && !this.#whole) {
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

  /** Fetch what a snapshot leaves out, and packages that only a few readers need; Pyodide itself checks these against its lock. */
  async fetch(names, report) {
    await this.#complete();
    if (!this.#missing(names).length) return;
    const loaded = this.#loading.then(() => this.#load(this.#missing(names), report));
    this.#loading = loaded.catch(() => {});
    await loaded;
  }

  #missing(names) {
    return names.filter((name) => !(name in this.#pyodide.loadedPackages));
  }

  async #load(missing, report) {
    if (!missing.length) return; // somebody else had them fetched
    const stage = `Fetching ${missing.join(", ")}`;
    this.#files.follow(this.#files.named(...missing), (progress) => report({ stage, ...progress }));
    const failed = (error) => Promise.reject(error);
    await this.#files.fetching(() => this.#pyodide.loadPackage(missing, { messageCallback: () => {} }), failed);
    requireLoaded(this.#pyodide, missing);
  }

  /** Once a frame has been drawn and no other is asked for; with a reader who saves data, only when it is needed. */
  #completeSoon() {
    if (this.#whole || navigator.connection?.saveData) return;
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#complete().catch(() => {}), SOON_MS); // tried again, and told, when it is needed
  }

  async #complete() {
    if (this.#whole) return;
    this.#completing ??= complete(this.#pyodide, this.#files).finally(() => (this.#completing = null));
    await this.#completing;
    this.#whole = true;
  }

  #answer(method, given) {
    const args = given.map((item) => (Array.isArray(item) ? this.#pyodide.toPy(item) : item));
    const result = this.#wire[method](...args);
    const [text, flat] = [result.get(0), result.get(1)];
    const answer = { ...JSON.parse(text), arrays: flat.toJs() };
    for (const proxy of [flat, result, ...args]) proxy.destroy?.();
    return answer;
  }
}

/** What a record of measurements says of the browser, as environment variables. */
function browser() {
  const [, name, version] = /(Edg|OPR|Firefox|Chrome|Version)\/(\d+)/.exec(navigator.userAgent.replace(/Chrome(?=.*(Edg|OPR))/, "")) ?? [];
  const known = { Edg: "Edge", OPR: "Opera", Version: "Safari" }[name] ?? name;
  return { FDNN_BROWSER: name ? `${known} ${version}` : "a browser", FDNN_ISOLATED: self.crossOriginIsolated ? "1" : "0" };
}
