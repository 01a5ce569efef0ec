/** The files of the site that Python is made of: each is counted while it comes, and believed only with its hash. */

export const root = new URL("../../pyodide/", import.meta.url);
export const plainFetch = self.fetch.bind(self); // Pyodide's own is replaced while it starts

export class Files {
  /** @param {object} manifest as demos/publish/runtime.py writes it */
  constructor(manifest) {
    this.manifest = manifest;
    this.known = new Map(Object.entries(manifest.files).map(([name, file]) => [new URL(name, root).href, file]));
    this.count = () => {};
    this.abort = new AbortController();
  }

  static async listed() {
    const text = await (await fetched(new URL("manifest.json", root), {})).text();
    try {
      return new Files(JSON.parse(text));
    } catch {
      throw new Error("manifest.json is not the file this site was built with.");
    }
  }

  /** Names of the files of some stages, as far as the site has them. */
  named(...stages) {
    return stages.flatMap((stage) => this.manifest.stages[stage] ?? []);
  }

  /** Tell from here on how much of some files has come, in bytes as they are sent; what is still coming of others ends. */
  follow(names, report) {
    this.abort.abort();
    this.abort = new AbortController();
    const total = names.reduce((sum, name) => sum + this.manifest.files[name].sent, 0);
    let loaded = 0;
    this.count = (bytes) => report({ loaded: (loaded += bytes), total });
    this.count(0);
  }

  /** Import a script, which cannot be counted while it comes. */
  async script(name) {
    const [script] = await Promise.all([import(new URL(name, root).href), this.fetch(name).then((response) => response.arrayBuffer())]);
    return script;
  }

  async bytes(name) {
    return (await this.fetch(name)).arrayBuffer();
  }

  async text(name) {
    return (await this.fetch(name)).text();
  }

  /** Compile while it streams. */
  async compiled(name) {
    return WebAssembly.compileStreaming(this.fetch(name));
  }

  /** @param {string | URL} name relative to pyodide/ */
  async fetch(name) {
    const url = new URL(name, root);
    const { integrity, sent, size } = this.known.get(url.href);
    const { count } = this;
    const response = await fetched(url, { integrity, signal: this.abort.signal });
    countBytes(response.clone(), (bytes) => count((bytes * sent) / size)).catch(() => {}); // whoever asked is told
    return url.pathname.endsWith(".wasm") ? asWasm(response) : response;
  }
}

/** Fetch for Pyodide: what is listed counted and verified, all else as it is. */
export function fetchFor(files) {
  return async (resource, options) => {
    const url = new URL(resource.url ?? resource, root);
    return files.known.has(url.href) ? files.fetch(url) : plainFetch(resource, options);
  };
}

async function fetched(url, options) {
  const fileName = url.pathname.split("/").pop();
  let response;
  try {
    const anew = () => plainFetch(url, { ...options, cache: "reload" }); // what was kept may be damaged
    response = await plainFetch(url, { ...options, cache: "no-cache" }).catch(anew);
  } catch (error) {
    throw new Error(`${fileName} could not be fetched, or is not the file this site was built with.`, { cause: error });
  }
  if (!response.ok) throw new Error(`${fileName} could not be fetched (HTTP ${response.status}).`);
  return response;
}

/** Compiling a stream needs its right type, which not every server knows. */
function asWasm(response) {
  const type = "application/wasm";
  return response.headers.get("Content-Type") === type ? response : new Response(response.body, { headers: { "Content-Type": type } });
}

async function countBytes(response, count) {
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    count(value.length);
  }
}
