/** The one file that knows of Pyodide: starts it, verified and with its progress told, and calls Python. */

const root = new URL("../../pyodide/", import.meta.url);
const WASM = { "Content-Type": "application/wasm" }; // some servers do not know; the hash does

/**
 * @param {(progress: {stage: string, loaded: number, total: number}) => void} report
 * @returns {Promise<{call: Function, fetchPackages: Function}>}
 */
export async function boot(report) {
  const manifest = await fetchManifest();
  const { runtime, numpy, "fdnn-core": own } = manifest.stages;
  const first = [...runtime, ...numpy, ...own];
  const sizeOf = (names) => names.reduce((sum, name) => sum + manifest.files[name].size, 0);
  const total = sizeOf(first);
  let loaded = 0;
  let stage = "Fetching Python";
  const count = (bytes) => report({ stage, loaded: (loaded += bytes), total });
  count(0);

  // loadPyodide() never settles when one of its files is missing or wrong: what fails is told from here.
  const plainFetch = self.fetch;
  const failure = watchFetches(manifest, count);
  const start = async () => {
    const { loadPyodide } = await import(new URL("pyodide.mjs", root).href);
    const lock = await (await fetchChecked("pyodide-lock.json", manifest.files["pyodide-lock.json"])).text();
    return loadPyodide({ indexURL: root.href, packageBaseUrl: root.href, lockFileContents: lock, packages: ["fdnn-core"], env: browser() });
  };
  const pyodide = await Promise.race([start(), failure]);
  self.fetch = plainFetch;
  requireLoaded(pyodide, ["numpy", "fdnn-core"]);
  stage = "Starting the demos";
  count(sizeOf(first.filter((name) => name.endsWith(".mjs")))); // imported, not fetched
  const wire = pyodide.pyimport("demos.kit.wire");

  return {
    /** Call a function of demos.kit.wire with texts, and lists of flat typed arrays. */
    call(method, ...given) {
      const args = given.map((item) => (Array.isArray(item) ? pyodide.toPy(item) : item));
      const result = wire[method](...args);
      const [text, flat] = [result.get(0), result.get(1)];
      const answer = { ...JSON.parse(text), arrays: flat.toJs() };
      for (const proxy of [flat, result, ...args]) proxy.destroy?.();
      return answer;
    },
    /** Fetch packages that only a few readers need; Pyodide itself checks them against its lock. */
    async fetchPackages(names, report) {
      const missing = names.filter((name) => !(name in pyodide.loadedPackages));
      if (!missing.length) return;
      const files = missing.flatMap((name) => manifest.stages[name]);
      const progress = { stage: `Fetching ${missing.join(", ")}`, loaded: 0, total: sizeOf(files) };
      const restore = countFetches((bytes) => report({ ...progress, loaded: (progress.loaded += bytes) }));
      await pyodide.loadPackage(missing, { messageCallback: () => {} }).finally(restore);
      requireLoaded(pyodide, missing);
    },
  };
}

/** What a record of measurements says of the browser, as environment variables. */
function browser() {
  const [, name, version] = /(Edg|OPR|Firefox|Chrome|Version)\/(\d+)/.exec(navigator.userAgent.replace(/Chrome(?=.*(Edg|OPR))/, "")) ?? [];
  const known = { Edg: "Edge", OPR: "Opera", Version: "Safari" }[name] ?? name;
  return { FDNN_BROWSER: name ? `${known} ${version}` : "a browser", FDNN_ISOLATED: self.crossOriginIsolated ? "1" : "0" };
}

async function fetchManifest() {
  const text = await (await fetchChecked("manifest.json")).text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("manifest.json is not the file this site was built with.");
  }
}

async function fetchChecked(name, { integrity = "" } = {}) {
  const response = await fetch(new URL(name, root), { integrity, cache: "no-cache" }).catch(() => {
    throw new Error(`${name} could not be fetched, or is not the file this site was built with.`);
  });
  if (!response.ok) throw new Error(`${name} could not be fetched (HTTP ${response.status}).`);
  return response;
}

/** Have the browser verify every listed file and count its bytes; the returned promise only ever rejects. */
function watchFetches(manifest, count) {
  const plain = self.fetch;
  const files = new Map(Object.entries(manifest.files).map(([name, file]) => [new URL(name, root).href, file]));
  return new Promise((_, reject) => {
    self.fetch = async (resource, options) => {
      const url = new URL(resource.url ?? resource, root);
      const file = files.get(url.href);
      if (!file) return plain(resource, options);
      try {
        const request = { ...options, integrity: file.integrity };
        const anew = () => plain(url, { ...request, cache: "reload" }); // what was kept may be damaged
        const response = await plain(url, { ...request, cache: "no-cache" }).catch(anew);
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
        countBytes(response.clone(), count).catch(reject);
        return url.pathname.endsWith(".wasm") ? new Response(response.body, { headers: WASM }) : response;
      } catch (error) {
        reject(new Error(`${fileName(url)} could not be fetched, or is not the file this site was built with.`, { cause: error }));
        return new Promise(() => {}); // nobody goes on from here: the worker is about to end
      }
    };
  });
}

/** Count the bytes of all that is fetched from now on, until the returned function is called. */
function countFetches(count) {
  const plain = self.fetch;
  self.fetch = async (...request) => {
    const response = await plain(...request);
    countBytes(response.clone(), count).catch(() => {}); // whoever asked is told
    return response;
  };
  return () => (self.fetch = plain);
}

async function countBytes(response, count) {
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    count(value.length);
  }
}

/** loadPackage() resolves even when a package is missing or corrupt. */
function requireLoaded(pyodide, names) {
  const missing = names.filter((name) => !(name in pyodide.loadedPackages));
  if (missing.length) throw new Error(`${missing.join(", ")} could not be loaded.`);
}

const fileName = (url) => url.pathname.split("/").pop();
