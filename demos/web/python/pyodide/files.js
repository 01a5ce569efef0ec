/** The files that Python consists of: progress is counted while each is fetched, and its hash is verified. */

export const root = new URL("../../../../pyodide/", import.meta.url);

const REPORT_MS = 100; // reports cost time
const WASM = { headers: { "Content-Type": "application/wasm" } };

/** The fetch of the browser itself; Pyodide's is replaced while it starts. */
const originalFetch = globalThis.fetch.bind(globalThis);

/**
 * @typedef {{size: number, sent: number, integrity: string}} File bytes, bytes as sent compressed, "sha256-..."
 * @typedef {{pyodide: string, python: string, files: Object<string, File>, stages: Object<string, string[]>}} Manifest
 * @typedef {(progress: {loaded: number, total: number}) => void} Report bytes as they are sent
 */

export class Files {
  /** @type {(bytes: number) => void} */
  count = () => {};

  /** @param {Manifest} manifest as demos/publish/runtime/manifest.py writes it */
  constructor(manifest) {
    this.manifest = manifest;
    this.abort = new AbortController();
  }

  /** Fetch the manifest. */
  static async listed() {
    let response;
    try {
      response = await originalFetch(new URL("manifest.json", root), { cache: "no-cache" });
    } catch (error) {
      throw new Error("manifest.json could not be fetched.", { cause: error });
    }
    requireFound(response, "manifest.json");
    try {
      return new Files(await response.json());
    } catch {
      throw new Error("manifest.json is not the file this site was built with.");
    }
  }

  /**
   * Return the paths of the files of some stages, of those that the site has.
   * @param {...string} stages
   */
  named(...stages) {
    return stages.flatMap((stage) => this.manifest.stages[stage] ?? []);
  }

  /** Abort what is being fetched. */
  drop() {
    this.abort.abort();
    this.abort = new AbortController();
  }

  /**
   * From here on, report how much of some files has been fetched.
   * @param {string[]} names
   * @param {Report} report
   */
  follow(names, report) {
    const total = names.reduce((sum, name) => sum + this.manifest.files[name].sent, 0);
    let [loaded, reported] = [0, -Infinity];
    this.count = (bytes) => {
      loaded += bytes;
      if (performance.now() - reported < REPORT_MS) return;
      reported = performance.now();
      report({ loaded, total });
    };
    this.count(0);
  }

  /**
   * Import a script after verifying it: a cached copy may be damaged, and browsers do not retry a failed import.
   * @param {string} name
   */
  async script(name) {
    await this.bytes(name);
    try {
      return await import(this.#address(name).href);
    } catch (error) {
      throw new Error(`${name} could not be loaded as a script.`, { cause: error });
    }
  }

  /** @param {string} name */
  async text(name) {
    return new TextDecoder().decode(await this.bytes(name));
  }

  /**
   * Fetch and verify a file, bypassing the browser's cache on a second attempt.
   * @param {string} name path relative to pyodide/
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  async bytes(name) {
    const { signal } = this.abort;
    const retry = (/** @type {unknown} */ error) => {
      if (signal.aborted || error instanceof Missing) throw error;
      return this.#read(name, "reload", signal); // the cached copy may be damaged
    };
    try {
      return await this.#read(name, "default", signal).catch(retry);
    } catch (error) {
      if (error instanceof Missing) throw error;
      const fileName = name.split("/").pop();
      throw new Error(`${fileName} could not be fetched, or is not the file this site was built with.`, { cause: error });
    }
  }

  /**
   * Do something while every listed file that Pyodide fetches is counted and verified.
   * @template T
   * @param {() => Promise<T>} work
   * @param {(error: Error) => Promise<never>} failed answers a fetch that failed
   */
  async fetching(work, failed) {
    const names = new Map(Object.keys(this.manifest.files).map((name) => [new URL(name, root).href, name]));
    globalThis.fetch = async (/** @type {any} */ resource, options) => {
      const name = names.get(new URL(resource.url ?? resource, root).href);
      if (!name) return originalFetch(resource, options);
      try {
        return new Response(await this.bytes(name), name.endsWith(".wasm") ? WASM : {});
      } catch (error) {
        return failed(error);
      }
    };
    return work().finally(() => (globalThis.fetch = originalFetch));
  }

  /** @param {string} name @param {RequestCache} cache @param {AbortSignal} signal */
  async #read(name, cache, signal) {
    const { integrity, sent, size } = this.manifest.files[name];
    const { count } = this;
    // Only pages with a secure address have crypto.subtle; elsewhere the browser verifies, which takes longer.
    const verified = globalThis.isSecureContext ? {} : { integrity };
    const response = await originalFetch(this.#address(name), { cache, signal, ...verified });
    requireFound(response, name);
    const content = new Uint8Array(size);
    let length = 0;
    for (const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      content.set(value, length); // throws where more bytes come than the manifest says
      length += value.length;
      count((value.length * sent) / size);
    }
    if (length < size || (globalThis.isSecureContext && (await digest(content)) !== integrity)) throw new Error(`${name} is another file`);
    return content;
  }

  /**
   * The address with the file's hash in it, so that caches never mix files of two versions.
   * @param {string} name
   */
  #address(name) {
    const url = new URL(name, root);
    url.search = encodeURIComponent(this.manifest.files[name].integrity);
    return url;
  }
}

/** The server does not have a file: a second attempt is in vain. */
class Missing extends Error {}

/** @param {Response} response @param {string} name */
function requireFound(response, name) {
  if (!response.ok) throw new Missing(`${name.split("/").pop()} could not be fetched (HTTP ${response.status}).`);
}

/** @param {Uint8Array<ArrayBuffer>} content */
async function digest(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}
