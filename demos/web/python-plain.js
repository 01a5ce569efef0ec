/** Starts Pyodide as its manual has it, with numpy and the project's wheel: where there is no snapshot, or none that fits. */

import { fetchFor, plainFetch, root } from "./python-files.js";

/** @param {import("./python-files.js").Files} files */
export async function startPlainly(files, environment) {
  // loadPyodide() never settles when one of its files is missing or wrong: what fails is told from here.
  const failure = watchFetches(files);
  const start = async () => {
    const [{ loadPyodide }] = await Promise.all([files.script("pyodide.mjs"), files.script("pyodide.asm.mjs")]);
    const lockFileContents = await files.text("pyodide-lock.json");
    const options = { indexURL: root.href, packageBaseUrl: root.href, lockFileContents };
    return loadPyodide({ ...options, packages: ["fdnn-core"], env: environment });
  };
  const pyodide = await Promise.race([start(), failure]).finally(() => (self.fetch = plainFetch));
  requireLoaded(pyodide, ["numpy", "fdnn-core"]);
  return pyodide;
}

/** Have every listed file verified and counted; the returned promise only ever rejects. */
function watchFetches(files) {
  const fetch = fetchFor(files);
  return new Promise((_, reject) => {
    self.fetch = async (...request) => {
      try {
        return await fetch(...request);
      } catch (error) {
        reject(error);
        return new Promise(() => {}); // nobody goes on from here: the worker is about to end
      }
    };
  });
}

/** loadPackage() resolves even when a package is missing or corrupt. */
export function requireLoaded(pyodide, names) {
  const missing = names.filter((name) => !(name in pyodide.loadedPackages));
  if (missing.length) throw new Error(`${missing.join(", ")} could not be loaded.`);
}
