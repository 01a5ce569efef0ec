/** How libraries, memory and packs of files are laid out: what the maker of the snapshot and the page must do alike. */

export const PAGE = 4096; // bytes

/**
 * Link numpy's libraries before Python starts, in a fixed order: each then lies at the same address everywhere.
 * @param {object} wasm Pyodide's Emscripten module
 * @param {{path: string, module: WebAssembly.Module}[]} libraries
 * @returns {Function[]} their constructors, not called yet
 */
export function link(wasm, libraries) {
  const before = wasm.onPostCtors.length;
  for (const { path, module } of libraries) {
    const library = wasm.newDSO(path, undefined, "loading");
    Object.assign(library, { refcount: Infinity, global: false });
    library.exports = wasm.loadWebAssemblyModule(module, { nodelete: true, global: false, allowUndefined: true }, path, {});
  }
  wasm.reportUndefinedSymbols();
  return wasm.onPostCtors.splice(before);
}

/** Have equal ones of the some 260 tiny modules that Pyodide makes of JavaScript functions compiled once, until the returned function is called. */
export function shareTinyModules() {
  const { Module } = WebAssembly;
  const known = new Map();
  WebAssembly.Module = new Proxy(Module, {
    construct(_, [bytes, ...rest]) {
      if (!(bytes instanceof Uint8Array) || bytes.length > 100) return new Module(bytes, ...rest);
      const key = bytes.join();
      if (!known.has(key)) known.set(key, new Module(bytes));
      return known.get(key);
    },
  });
  return () => (WebAssembly.Module = Module);
}

/** Index in HEAP32 of the function that calls Python's C functions, which each engine makes its own of. */
export function trampoline(wasm) {
  return (wasm.__PyRuntime + wasm.HEAP32[wasm.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >>> 2]) >>> 2;
}

/**
 * @param {Uint32Array} words
 * @param {[first: number, count: number][]} runs of pages
 */
export function checksum(words, runs) {
  let sum = 0;
  let weight = 1;
  for (const [first, count] of runs) {
    const end = ((first + count) * PAGE) >>> 2;
    for (let i = (first * PAGE) >>> 2; i < end; i++, weight += 2) sum = (sum + Math.imul(words[i], weight)) | 0;
  }
  return sum >>> 0;
}

/** A pack: the length of its head in four bytes, the head as JSON, spaces up to a multiple of 16 bytes, the body. */
export function readPack(pack) {
  const length = new DataView(pack.buffer, pack.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(pack.subarray(4, 4 + length)));
  return { head, body: pack.subarray(4 + length) };
}

export function writePack(head, chunks) {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const length = Math.ceil((4 + text.length) / 16) * 16 - 4;
  const pack = new Uint8Array(4 + length + chunks.reduce((sum, chunk) => sum + chunk.length, 0)).fill(32, 0, 4 + length);
  new DataView(pack.buffer).setUint32(0, length, true);
  pack.set(text, 4);
  let offset = 4 + length;
  for (const chunk of chunks) {
    pack.set(chunk, offset);
    offset += chunk.length;
  }
  return pack;
}
