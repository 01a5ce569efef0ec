/** Starts Pyodide as its manual has it, with numpy and the project's wheel: where there is no snapshot, or none that fits. */

import { root } from "./files.js";

/** @param {import("./files.js").Files} files */
export async function startPlainly(files, environment) {
  const start = async () => {
    const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([files.script("pyodide.mjs"), files.script("pyodide.asm.mjs")]);
    const lockFileContents = await files.text("pyodide-lock.json");
    const options = { indexURL: root.href, packageBaseUrl: root.href, lockFileContents, createPyodideModule };
    return loadPyodide({ ...options, packages: ["fdnn-demos"], env: environment });
  };
  const pyodide = await new Promise((resolve, reject) => {
    // loadPyodide() never settles when one of its files is missing or wrong: what fails is told from here.
    const failed = (error) => {
      reject(error);
      return new Promise(() => {}); // nobody goes on from there: the worker is about to end
    };
    files.fetching(start, failed).then(resolve, reject);
  });
  requireLoaded(pyodide, ["numpy", "fdnn-core", "fdnn-demos"]);
  return pyodide;
}

/** loadPackage() resolves even when a package is missing or corrupt. */
export function requireLoaded(pyodide, names) {
  const missing = names.filter((name) => !(name in pyodide.loadedPackages));
  if (missing.length) throw new Error(`${missing.join(", ")} could not be loaded.`);
}
