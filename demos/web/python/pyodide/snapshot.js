/**
 * Starts Pyodide from the snapshot that demos/publish/runtime/snapshot made: libraries linked, numpy and the demos imported, memory as it was then.
 * Whatever is not exactly as it was throws, before Python has run, and python.js starts plainly.
 */

import { root } from "./files.js";
import { PAGE, checksum, link, readPack, shareTinyModules, trampoline } from "./memory.js";

const STACK_SLACK = 65_536; // bytes by which the stacks may differ
const SLICE_MS = 4;
/** Path of the standard library in Pyodide's file system. */
const standardLibrary = ({ manifest }) => `/lib/python${manifest.python.replace(".", "")}.zip`;

/** @param {import("./files.js").Files} files */
export async function startFromSnapshot(files, environment) {
  if (!files.named("snapshot").length) throw new Error("this site was built without a snapshot");
  const snapshot = files.bytes("snapshot.bin").then(readPack); // the largest: there is much to do while it comes
  snapshot.catch(() => {}); // told where it is awaited
  const [{ loadPyodide }, { default: create }, module, linked, lock] = await Promise.all([
    files.script("pyodide.mjs"),
    files.script("pyodide.asm.mjs"),
    files.bytes("pyodide.asm.wasm").then(WebAssembly.compile), // while it comes would be no sooner: measured
    files.bytes("libraries.bin").then(compiledLibraries),
    files.text("pyodide-lock.json"),
  ]);

  const { broken, undo } = replaceFetching(module);
  const separately = shareTinyModules();
  const createPyodideModule = async (settings) => {
    const { BUILD_ID } = settings.API.config;
    require(BUILD_ID === linked.build, `the snapshot is of Pyodide's build ${linked.build}, got ${BUILD_ID}`);
    let fault;
    settings.preRun.push((wasm) => {
      try {
        place(wasm, linked);
      } catch (error) {
        fault = error; // thrown here it would be logged and forgotten
      }
    });
    const wasm = await create(settings);
    if (fault) throw fault;
    const { head, body } = await snapshot;
    requireWhole(head, body, linked);
    requireLikeMemory(wasm, head);
    settings.API.restoreSnapshot = () => restore(wasm, head, body);
    return wasm;
  };
  try {
    const options = { indexURL: root.href, packageBaseUrl: root.href, lockFileContents: lock, env: environment };
    const loading = loadPyodide({ ...options, _loadSnapshot: new Uint8Array(), createPyodideModule });
    const pyodide = await Promise.race([loading, broken]);
    pyodide.FS.unlink(standardLibrary(files)); // an absent file is an error that is understood, an empty one is not
    pyodide._module.__hiwire_set(6, pyodide.loadedPackages); // Pyodide's own restoring puts an unrelated object there
    Object.assign(pyodide.loadedPackages, { numpy: "default channel", "fdnn-core": "default channel", "fdnn-demos": "default channel" });
    wake(pyodide, environment);
    return pyodide;
  } finally {
    separately();
    undo();
  }
}

/** Put in place what the snapshot has no need of: the standard library, and what was not imported of the packages. Whoever asks meanwhile is let in between. */
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

function require(condition, message) {
  if (!condition) throw new Error(message);
}

async function compiledLibraries(pack) {
  const { head, body } = readPack(pack);
  let offset = 0;
  const compiled = head.files.map(async ([path, size]) => ({ path, module: await WebAssembly.compile(body.subarray(offset, (offset += size))) }));
  return { ...head, libraries: await Promise.all(compiled) };
}

/**
 * Pyodide fetches its program and the standard library itself: the one is here, the other comes later.
 * It never settles when the program cannot be instantiated: the promise `broken` rejects then.
 */
function replaceFetching(module) {
  const { fetch } = self;
  const { instantiateStreaming } = WebAssembly;
  self.fetch = async () => new Response(new Uint8Array());
  const broken = new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (_, imports) => {
      try {
        const instance = await WebAssembly.instantiate(module, imports);
        knowAgain(instance.exports);
        return { module, instance };
      } catch (error) {
        reject(error);
        throw error;
      }
    };
  });
  const undo = () => {
    self.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
  return { broken, undo };
}

/**
 * WebKit returns a function of the table as another object than the export that it is. Emscripten, which gives a place to
 * each export that it does not find in the table, would give most of them a second one. Both bear the function's index as their name.
 */
function knowAgain(exports) {
  const table = exports.__indirect_function_table;
  const own = new Set(Object.values(exports).filter((value) => typeof value === "function"));
  for (let i = 0; i < table.length; i++) if (own.has(table.get(i))) return;
  const named = new Map([...own].map((exported) => [exported.name, exported]));
  for (let i = 0; i < table.length; i++) {
    const exported = named.get(table.get(i)?.name);
    if (exported) table.set(i, exported);
  }
}

function place(wasm, { table, libraries }) {
  const { wasmTable } = wasm;
  if (wasmTable.length < table.start) wasmTable.grow(table.start - wasmTable.length); // engines that make no call trampoline
  require(wasmTable.length === table.start, `the function table must have ${table.start} entries, got ${wasmTable.length}`);
  link(wasm, libraries);
  require(wasmTable.length === table.boot, `the function table must have ${table.boot} entries once linked, got ${wasmTable.length}`);
}

function requireWhole({ runs, libraries }, body, linked) {
  const bytes = runs.reduce((sum, [, count]) => sum + count * PAGE, 0);
  require(body.length === bytes, `the snapshot's pages must have ${bytes} bytes, got ${body.length}`);
  const named = linked.libraries.map(({ path }) => path);
  require(`${named}` === `${libraries}`, `the snapshot is of the libraries ${libraries}, got ${named}`);
}

function requireLikeMemory(wasm, { same, checksum: expected, stack }) {
  const found = checksum(wasm.HEAPU32, same);
  require(found === expected, `memory must begin as on the machine that made the snapshot: expected ${expected}, got ${found}`);
  const above = wasm.stackSave() - stack;
  require(above >= 0 && above <= STACK_SLACK, `the stack must begin at most ${STACK_SLACK} bytes above the snapshot's, got ${above}`);
}

function restore(wasm, { heap, runs, stack, table, free, handles, references }, body) {
  const own = wasm.HEAP32[trampoline(wasm)];
  if (wasm.HEAPU8.length < heap) wasm.growMemory(heap);
  require(wasm.HEAPU8.length >= heap, `memory must grow to ${heap} bytes, got ${wasm.HEAPU8.length}`);
  let offset = 0;
  for (const [first, count] of runs) wasm.HEAPU8.set(body.subarray(offset, (offset += count * PAGE)), first * PAGE);
  wasm.HEAP32[trampoline(wasm)] = own;
  wasm.stackRestore(stack);
  wasm.wasmTable.grow(table - wasm.wasmTable.length);
  wasm.freeTableIndexes.push(...free);
  for (const [handle, name] of handles) wasm.LDSO.loadedLibsByHandle[handle] = wasm.LDSO.loadedLibsByName[name];
  return references;
}

/** Tell Python what is not as where the snapshot was made: the time zone, chance, the environment. */
function wake(pyodide, environment) {
  const wasm = pyodide._module;
  const names = wasm._tzname >>> 2;
  wasm.LDSO.loadedLibsByName.__main__.exports._tzset_js(wasm.___timezone, wasm.___daylight, wasm.HEAPU32[names], wasm.HEAPU32[names + 1]);
  const offsets = [0, 6].map((month) => new Date(new Date().getFullYear(), month, 1).getTimezoneOffset() * 60); // seconds
  const zone = [0, 1].map((i) => wasm.UTF8ToString(wasm.HEAPU32[names + i]));
  call(pyodide, "update_environment", JSON.stringify({ environment, offsets, zone }));
}

function call(pyodide, name, ...given) {
  const waking = pyodide.pyimport("demos.kit.restore");
  waking[name](...given);
  waking.destroy();
}
