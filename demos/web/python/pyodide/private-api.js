/**
 * Every use of Pyodide's private API, and of Emscripten's inside it: saving and restoring memory are not public features.
 * The build imports this file to make the snapshot, the worker to restore it.
 * Only the version below is supported; with another one, Python starts without its snapshot.
 */

import { PAGE, checksum } from "./snapshot-format.js";

export const PYODIDE_VERSION = "314.0.3";

const SAME_PROGRAM = { _sysExecutable: "./this.program" }; // the path of Node would differ between machines
const STACK_SLACK = 65_536; // bytes by which the stacks may differ

/** @typedef {any} Module Pyodide's Emscripten module */
/** @typedef {{path: string, module: WebAssembly.Module}} Library */
/** @typedef {{start: number, boot: number}} Table entries of the function table before the libraries are linked, and once they are */
/** @typedef {{loadPyodide: Function, create: Function}} Scripts of Pyodide; `create` makes the Emscripten module */

/**
 * Link numpy's libraries before Python starts, in a fixed order, so that each has the same address everywhere.
 * @param {Module} wasm
 * @param {Library[]} libraries
 * @returns {Function[]} their constructors, not called yet
 */
function link(wasm, libraries) {
  const before = wasm.onPostCtors.length;
  for (const { path, module } of libraries) {
    const library = wasm.newDSO(path, undefined, "loading");
    Object.assign(library, { refcount: Infinity, global: false });
    library.exports = wasm.loadWebAssemblyModule(module, { nodelete: true, global: false, allowUndefined: true }, path, {});
  }
  wasm.reportUndefinedSymbols();
  return wasm.onPostCtors.splice(before);
}

/**
 * Reuse compiled modules: Pyodide wraps about 260 JavaScript functions in tiny modules, many of them identical.
 * @returns {() => void} stops the reuse
 */
function shareTinyModules() {
  const { Module } = WebAssembly;
  const known = new Map();
  WebAssembly.Module = new Proxy(Module, {
    construct(_, [bytes, ...rest]) {
      if (!(bytes instanceof Uint8Array) || bytes.length > 100) return new Module(/** @type {any} */ (bytes), .../** @type {[]} */ (rest));
      const key = bytes.join();
      if (!known.has(key)) known.set(key, new Module(/** @type {any} */ (bytes)));
      return known.get(key);
    },
  });
  return () => (WebAssembly.Module = Module);
}

/**
 * Return the index in HEAP32 of the function that calls Python's C functions: each browser makes its own.
 * @param {Module} wasm
 */
function trampoline(wasm) {
  return (wasm.__PyRuntime + wasm.HEAP32[wasm.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >>> 2]) >>> 2;
}

/**
 * Start Pyodide with the memory of a snapshot. Throws, before Python has run, unless everything is as it was in the build.
 * @param {object} files
 * @param {Function} files.loadPyodide
 * @param {Function} files.create makes the Emscripten module
 * @param {WebAssembly.Module} files.program
 * @param {{build: string, table: Table, libraries: Library[]}} files.linked
 * @param {Promise<{head: any, body: Uint8Array}>} files.snapshot
 * @param {string} library path of the standard library
 * @param {object} options of loadPyodide
 */
export async function restorePyodide({ loadPyodide, create, program, linked, snapshot }, library, options) {
  const { broken, undo } = replaceFetching(program);
  const compileSeparately = shareTinyModules();
  const createPyodideModule = async (/** @type {any} */ settings) => {
    const { BUILD_ID } = settings.API.config;
    require(BUILD_ID === linked.build, `the snapshot is of Pyodide's build ${linked.build}, got ${BUILD_ID}`);
    let fault;
    settings.preRun.push((/** @type {Module} */ wasm) => {
      try {
        linkInPlace(wasm, linked);
      } catch (error) {
        fault = error; // thrown here, Emscripten would only log it
      }
    });
    const wasm = await create(settings);
    if (fault) throw fault;
    const { head, body } = await snapshot;
    requireWhole(head, body, linked);
    requireSameMemory(wasm, head);
    settings.API.restoreSnapshot = () => restore(wasm, head, body);
    return wasm;
  };
  try {
    const loading = loadPyodide({ ...options, _loadSnapshot: new Uint8Array(), createPyodideModule });
    const pyodide = await Promise.race([loading, broken]);
    pyodide.FS.unlink(library); // Python understands an absent file, not an empty one
    pyodide._module.__hiwire_set(6, pyodide.loadedPackages); // Pyodide's own restoring puts an unrelated object there
    Object.assign(pyodide.loadedPackages, { numpy: "default channel", "fdnn-core": "default channel", "fdnn-demos": "default channel" });
    return pyodide;
  } finally {
    compileSeparately();
    undo();
  }
}

/**
 * Start Pyodide so that `takeSnapshot` can save its memory, with the libraries linked before Python starts.
 * @param {Scripts} scripts
 * @param {Library[]} libraries
 * @param {object} options of loadPyodide
 */
export async function startForSnapshot({ loadPyodide, create }, libraries, options) {
  /** @type {Table} */
  const table = { start: 0, boot: 0 };
  /** @type {Function[]} */
  let constructors = [];
  const compileSeparately = shareTinyModules();
  const createPyodideModule = (/** @type {any} */ settings) => {
    settings.preRun.push((/** @type {Module} */ wasm) => {
      table.start = wasm.wasmTable.length;
      constructors = link(wasm, libraries);
      table.boot = wasm.wasmTable.length;
    });
    return create(settings);
  };
  const pyodide = await loadPyodide({ ...options, ...SAME_PROGRAM, _makeSnapshot: true, createPyodideModule });
  compileSeparately();
  const wasm = pyodide._module;
  require(wasm.wasmTable.length === table.boot, "the function table grew while Python started");
  for (const construct of constructors) construct(wasm);
  return { pyodide, table };
}

/**
 * Return a snapshot: Pyodide's own, of which `restorePyodide` uses only the references to JavaScript objects, the memory,
 * and what else `restorePyodide` must know.
 * @param {any} pyodide
 * @param {Table} table
 * @param {Library[]} libraries
 */
export function takeSnapshot(pyodide, table, libraries) {
  const wasm = pyodide._module;
  const free = [...wasm.freeTableIndexes].filter((index) => index >= table.boot);
  requireSnapshottable(wasm, table, libraries, free);
  wipeFreeMemory(wasm);
  const official = pyodide.makeMemorySnapshot();
  const [, , length] = new Uint32Array(official.buffer, official.byteOffset, 3);
  const references = JSON.parse(new TextDecoder().decode(official.subarray(48, 48 + length)));
  const isPure = !references.hiwireKeys.some((/** @type {any} */ key) => key && "serialized" in key);
  require(isPure, "a snapshot cannot contain a reference to a JavaScript object");
  const heap = wasm.HEAPU8.slice();
  const head = {
    libraries: libraries.map(({ path }) => path),
    handles: handlesOf(wasm),
    heap: heap.length,
    stack: wasm.stackSave(),
    table: wasm.wasmTable.length,
    free,
    references,
  };
  return { official, heap, head, build: wasm.API.config.BUILD_ID };
}

/**
 * Return the memory of an instance that is about to restore a snapshot: with its libraries linked, and once started.
 * @param {Scripts} scripts
 * @param {Library[]} libraries
 * @param {object} options of loadPyodide
 * @param {Uint8Array} official Pyodide's own snapshot
 * @returns {Promise<Uint8Array[]>}
 */
export async function memoriesBeforeRestoring({ loadPyodide, create }, libraries, options, official) {
  /** @type {Uint8Array[]} */
  const memories = [];
  const createPyodideModule = async (/** @type {any} */ settings) => {
    settings.preRun.push((/** @type {Module} */ wasm) => {
      link(wasm, libraries);
      memories.push(wasm.HEAPU8.slice());
    });
    memories.push((await create(settings)).HEAPU8.slice());
    throw new RangeError("stop before restoring");
  };
  await loadPyodide({ ...options, ...SAME_PROGRAM, _loadSnapshot: official, createPyodideModule }).catch((/** @type {unknown} */ error) => {
    if (!(error instanceof RangeError)) throw error;
  });
  return memories;
}

/**
 * Set the C library's time zone to the reader's, and return the names of the zone without and with daylight saving.
 * @param {any} pyodide
 * @returns {[string, string]}
 */
export function setTimeZone(pyodide) {
  const wasm = pyodide._module;
  const names = wasm._tzname >>> 2;
  const [standard, daylight] = [wasm.HEAPU32[names], wasm.HEAPU32[names + 1]];
  wasm.LDSO.loadedLibsByName.__main__.exports._tzset_js(wasm.___timezone, wasm.___daylight, standard, daylight);
  return [wasm.UTF8ToString(wasm.HEAPU32[names]), wasm.UTF8ToString(wasm.HEAPU32[names + 1])];
}

/** @param {boolean} condition @param {string} message */
function require(condition, message) {
  if (!condition) throw new Error(message);
}

/** @param {Module} wasm @returns {[handle: number, name: string][]} the libraries that Python has opened */
function handlesOf(wasm) {
  const opened = Object.entries(wasm.LDSO.loadedLibsByHandle).map(([handle, { name }]) => /** @type {[number, string]} */ ([+handle, name]));
  return opened.filter(([handle]) => handle);
}

/** @param {Module} wasm @param {Table} table @param {Library[]} libraries @param {number[]} free entries of the function table */
function requireSnapshottable(wasm, table, libraries, free) {
  require(wasm.HEAP32[trampoline(wasm)] !== 0, "Python has no call trampoline, which Node makes from version 22 on");
  const known = new Set(libraries.map(({ path }) => path));
  const others = handlesOf(wasm).flatMap(([, name]) => (known.has(name) ? [] : [name]));
  require(!others.length, `libraries must be linked before Python starts: ${others}`);
  require(wasm.wasmTable.length - table.boot === new Set(free).size, "a snapshot cannot contain a JavaScript function of the function table");
  /** @type {{fd: number, path: string}[]} */
  const open = wasm.FS.streams.filter((/** @type {{fd: number} | null} */ stream) => stream && stream.fd > 2);
  require(!open.length, `files must be closed: ${open.map((stream) => stream.path)}`);
}

/**
 * Zero the free memory of the heap and of the stack: leftovers would only make the snapshot larger.
 * @param {Module} wasm
 */
function wipeFreeMemory(wasm) {
  const blocks = [];
  wasm.memory.grow = () => {
    throw new RangeError("the memory must not grow");
  };
  for (let size = 1 << 23; size >= 8; size = size > 64 ? size >>> 1 : size - 8) {
    for (let block; (block = wasm._malloc(size)); ) {
      wasm.HEAPU8.fill(0, block, block + size);
      blocks.push(block);
    }
  }
  for (const block of blocks) wasm._free(block);
  delete wasm.memory.grow;
  wasm.HEAPU8.fill(0, wasm._emscripten_stack_get_end(), wasm.stackSave());
}

/**
 * Give Pyodide, which fetches its program and the standard library itself, the program that is here, and an empty
 * library, since that comes later. Pyodide never settles when the program cannot be instantiated: `broken` rejects then.
 * @param {WebAssembly.Module} module
 */
function replaceFetching(module) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  globalThis.fetch = async () => new Response(new Uint8Array());
  const broken = new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (_, imports) => {
      try {
        const instance = await WebAssembly.instantiate(module, imports);
        unifyFunctions(instance.exports);
        return { module, instance };
      } catch (error) {
        reject(error);
        throw error;
      }
    };
  });
  const undo = () => {
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
  return { broken, undo };
}

/**
 * Make the functions of the table the same objects as the exports. WebKit returns different ones, and Emscripten, which
 * adds each export that it does not find in the table, would add most of them again. Both have the function's index as name.
 * @param {any} exports
 */
function unifyFunctions(exports) {
  const table = exports.__indirect_function_table;
  const own = new Set(Object.values(exports).filter((value) => typeof value === "function"));
  for (let i = 0; i < table.length; i++) if (own.has(table.get(i))) return;
  const named = new Map([...own].map((exported) => [exported.name, exported]));
  for (let i = 0; i < table.length; i++) {
    const exported = named.get(table.get(i)?.name);
    if (exported) table.set(i, exported);
  }
}

/** @param {Module} wasm @param {{table: Table, libraries: Library[]}} linked */
function linkInPlace(wasm, { table, libraries }) {
  const { wasmTable } = wasm;
  if (wasmTable.length < table.start) wasmTable.grow(table.start - wasmTable.length); // browsers that make no call trampoline
  require(wasmTable.length === table.start, `the function table must have ${table.start} entries, got ${wasmTable.length}`);
  link(wasm, libraries);
  require(wasmTable.length === table.boot, `the function table must have ${table.boot} entries once linked, got ${wasmTable.length}`);
}

/** @param {any} head @param {Uint8Array} body @param {{libraries: Library[]}} linked */
function requireWhole({ runs, libraries }, body, linked) {
  const bytes = runs.reduce((/** @type {number} */ sum, /** @type {[number, number]} */ [, count]) => sum + count * PAGE, 0);
  require(body.length === bytes, `the snapshot's pages must have ${bytes} bytes, got ${body.length}`);
  const named = linked.libraries.map(({ path }) => path);
  require(`${named}` === `${libraries}`, `the snapshot is of the libraries ${libraries}, got ${named}`);
}

/** @param {Module} wasm @param {any} head */
function requireSameMemory(wasm, { same, checksum: expected, stack }) {
  const found = checksum(wasm.HEAPU32, same);
  require(found === expected, `memory must begin as on the machine that made the snapshot: expected ${expected}, got ${found}`);
  const above = wasm.stackSave() - stack;
  require(above >= 0 && above <= STACK_SLACK, `the stack must begin at most ${STACK_SLACK} bytes above the snapshot's, got ${above}`);
}

/** @param {Module} wasm @param {any} head @param {Uint8Array} body */
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
