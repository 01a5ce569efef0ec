/** The files of the site that Python is made of: each is counted while it comes, and believed only with its hash. */

export const root = new URL("../../../../pyodide/", import.meta.url);
const plainFetch = self.fetch.bind(self); // Pyodide's own is replaced while it starts
const TELL_MS = 100; // to tell of each piece would take time
const WASM = { headers: { "Content-Type": "application/wasm" } };

export class Files {
  /** @param {object} manifest as demos/publish/runtime/manifest.py writes it */
  constructor(manifest) {
    this.manifest = manifest;
    this.count = () => {};
    this.abort = new AbortController();
  }

  static async listed() {
    let response;
    try {
      response = await plainFetch(new URL("manifest.json", root), { cache: "no-cache" });
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

  /** Names of the files of some stages, as far as the site has them. */
  named(...stages) {
    return stages.flatMap((stage) => this.manifest.stages[stage] ?? []);
  }

  /** End what is still coming. */
  drop() {
    this.abort.abort();
    this.abort = new AbortController();
  }

  /** Tell from here on how much of some files has come, in bytes as they are sent. */
  follow(names, report) {
    const total = names.reduce((sum, name) => sum + this.manifest.files[name].sent, 0);
    let [loaded, told] = [0, -Infinity];
    this.count = (bytes) => {
      loaded += bytes;
      if (performance.now() - told < TELL_MS) return;
      told = performance.now();
      report({ loaded, total });
    };
    this.count(0);
  }

  /** Import a script, once it is known to be the right one: what was kept may be damaged, and browsers import nothing anew. */
  async script(name) {
    await this.bytes(name);
    try {
      return await import(this.#address(name).href);
    } catch (error) {
      throw new Error(`${name} could not be loaded as a script.`, { cause: error });
    }
  }

  async text(name) {
    return new TextDecoder().decode(await this.bytes(name));
  }

  /**
   * @param {string} name relative to pyodide/
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  async bytes(name) {
    const { signal } = this.abort;
    const anew = (error) => {
      if (signal.aborted || error instanceof Missing) throw error;
      return this.#read(name, "reload", signal); // what was kept may be damaged
    };
    try {
      return await this.#read(name, "default", signal).catch(anew);
    } catch (error) {
      if (error instanceof Missing) throw error;
      const fileName = name.split("/").pop();
      throw new Error(`${fileName} could not be fetched, or is not the file this site was built with.`, { cause: error });
    }
  }

  /** Do something while Pyodide's own fetching has each listed file counted and verified. */
  async fetching(work, failed) {
    const names = new Map(Object.keys(this.manifest.files).map((name) => [new URL(name, root).href, name]));
    self.fetch = async (resource, options) => {
      const name = names.get(new URL(resource.url ?? resource, root).href);
      if (!name) return plainFetch(resource, options);
      try {
        return new Response(await this.bytes(name), name.endsWith(".wasm") ? WASM : {});
      } catch (error) {
        return failed(error);
      }
    };
    return work().finally(() => (self.fetch = plainFetch));
  }

  async #read(name, cache, signal) {
    const { integrity, sent, size } = this.manifest.files[name];
    const { count } = this;
    // Only pages with a secure address have crypto.subtle; elsewhere the browser checks, which takes longer.
    const checked = self.isSecureContext ? {} : { integrity };
    const response = await plainFetch(this.#address(name), { cache, signal, ...checked });
    requireFound(response, name);
    const content = new Uint8Array(size);
    let length = 0;
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      content.set(value, length); // throws where more comes than there should be
      length += value.length;
      count((value.length * sent) / size);
    }
    if (length < size || (self.isSecureContext && (await digest(content)) !== integrity)) throw new Error(`${name} is another file`);
    return content;
  }

  /** With its hash in it: files of two versions never are one to those who keep them. */
  #address(name) {
    const url = new URL(name, root);
    url.search = encodeURIComponent(this.manifest.files[name].integrity);
    return url;
  }
}

class Missing extends Error {}

function requireFound(response, name) {
  if (!response.ok) throw new Missing(`${name.split("/").pop()} could not be fetched (HTTP ${response.status}).`);
}

async function digest(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}
