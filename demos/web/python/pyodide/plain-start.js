/** Start Pyodide as its manual says, with numpy and the project's two wheels, if no snapshot fits. */

import { root } from "./files.js";

/**
 * @param {import("./files.js").Files} files
 * @param {Object<string, string>} environment variables
 */
export async function startPlainly(files, environment) {
  const start = async () => {
    const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([files.script("pyodide.mjs"), files.script("pyodide.asm.mjs")]);
    const lockFileContents = await files.text("pyodide-lock.json");
    const options = { indexURL: root.href, packageBaseUrl: root.href, lockFileContents, createPyodideModule };
    return loadPyodide({ ...options, packages: ["fdnn-demos"], env: environment });
  };
  const pyodide = await new Promise((resolve, reject) => {
    // loadPyodide() never settles when one of its files is missing or wrong: reject from here.
    const failed = (/** @type {Error} */ error) => {
      reject(error);
      return /** @type {Promise<never>} */ (new Promise(() => {})); // the worker is about to end
    };
    files.fetching(start, failed).then(resolve, reject);
  });
  requireLoaded(pyodide, ["numpy", "fdnn-core", "fdnn-demos"]);
  return pyodide;
}

/**
 * Throw unless packages are loaded: loadPackage() resolves even when one is missing or corrupt.
 * @param {any} pyodide
 * @param {string[]} names
 */
export function requireLoaded(pyodide, names) {
  const missing = names.filter((name) => !(name in pyodide.loadedPackages));
  if (missing.length) throw new Error(`${missing.join(", ")} could not be loaded.`);
}
