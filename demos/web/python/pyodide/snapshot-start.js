/**
 * Start Pyodide from the snapshot that the build has made: libraries linked, numpy and the demos imported, memory as it
 * was then. Throws, before Python has run, if anything differs from the build; python.js then starts Pyodide plainly.
 */

import { root } from "./files.js";
import { PYODIDE_VERSION, restorePyodide, setTimeZone } from "./private-api.js";
import { readPack } from "./snapshot-format.js";

const SLICE_MS = 4; // of writing files, between which requests are answered

/** Return the path of the standard library in Pyodide's file system. @param {import("./files.js").Files} files */
const standardLibrary = ({ manifest }) => `/lib/python${manifest.python.replace(".", "")}.zip`;

/**
 * @param {import("./files.js").Files} files
 * @param {Object<string, string>} environment variables
 */
export async function startFromSnapshot(files, environment) {
  if (!files.named("snapshot").length) throw new Error("this site was built without a snapshot");
  const version = files.manifest.pyodide;
  if (version !== PYODIDE_VERSION) throw new Error(`the snapshot needs Pyodide ${PYODIDE_VERSION}, got ${version}`);
  const snapshot = files.bytes("snapshot.bin").then(readPack); // the largest file: the rest is done meanwhile
  snapshot.catch(() => {}); // thrown where it is awaited
  const [{ loadPyodide }, { default: create }, program, linked, lockFileContents] = await Promise.all([
    files.script("pyodide.mjs"),
    files.script("pyodide.asm.mjs"),
    files.bytes("pyodide.asm.wasm").then(WebAssembly.compile), // compiling while it is fetched was measured to be no faster
    files.bytes("libraries.bin").then(compiledLibraries),
    files.text("pyodide-lock.json"),
  ]);
  const options = { indexURL: root.href, packageBaseUrl: root.href, lockFileContents, env: environment };
  const pyodide = await restorePyodide({ loadPyodide, create, program, linked, snapshot }, standardLibrary(files), options);
  setReaders(pyodide, environment);
  return pyodide;
}

/**
 * Put in place what the snapshot leaves out: the standard library, and those files of packages that were not imported.
 * Requests that arrive meanwhile are answered in between.
 * @param {any} pyodide
 * @param {import("./files.js").Files} files
 */
export async function complete(pyodide, files) {
  const [library, rest] = await Promise.all([files.bytes("python_stdlib.zip"), files.bytes("rest.bin").then(readPack)]);
  pyodide.FS.writeFile(standardLibrary(files), library, { canOwn: true });
  let offset = 0;
  let folder = "";
  let since = performance.now();
  for (const [path, size] of rest.head.files) {
    const here = path.slice(0, path.lastIndexOf("/"));
    if (here !== folder) pyodide.FS.mkdirTree((folder = here));
    pyodide.FS.writeFile(path, rest.body.subarray(offset, (offset += size)), { canOwn: true });
    if (performance.now() - since < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
  call(pyodide, "forget_missing_paths");
}

/** @param {Uint8Array} pack */
async function compiledLibraries(pack) {
  const { head, body } = readPack(pack);
  let offset = 0;
  const compiled = head.files.map(async (/** @type {[string, number]} */ [path, size]) => ({ path, module: await WebAssembly.compile(body.subarray(offset, (offset += size))) }));
  return { ...head, libraries: await Promise.all(compiled) };
}

/**
 * Set what differs between the build and this reader: the time zone, the random state, the environment.
 * @param {any} pyodide
 * @param {Object<string, string>} environment
 */
function setReaders(pyodide, environment) {
  const zone = setTimeZone(pyodide);
  const offsets = [0, 6].map((month) => new Date(new Date().getFullYear(), month, 1).getTimezoneOffset() * 60); // seconds
  call(pyodide, "update_environment", JSON.stringify({ environment, offsets, zone }));
}

/** Call a function of demos.kit.restore. @param {any} pyodide @param {string} name @param {string[]} given */
function call(pyodide, name, ...given) {
  const module = pyodide.pyimport("demos.kit.restore");
  module[name](...given);
  module.destroy();
}
