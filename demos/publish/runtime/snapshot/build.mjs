// Builds the memory snapshot from which pages start Python: node build.mjs '{"pyodide", "tree", "packages", "libraries", "preload", "shared", "out"}'.
import "./deterministic.mjs";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

// By default Node prints the source line of an uncaught error, which may be all of pyodide.asm.mjs.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const plan = JSON.parse(process.argv[2]);
const { link, shareTinyModules, trampoline } = await import(pathToFileURL(path.join(plan.shared, "private-api.js")).href);
const { PAGE, checksum, writePack } = await import(pathToFileURL(path.join(plan.shared, "snapshot-format.js")).href);
const folder = `${path.resolve(plan.pyodide)}/`;
const { loadPyodide } = await import(pathToFileURL(`${folder}pyodide.mjs`).href);
const { default: create } = await import(pathToFileURL(`${folder}pyodide.asm.mjs`).href);
const { info } = JSON.parse(fs.readFileSync(`${folder}pyodide-lock.json`));

const libraries = plan.libraries.map((name) => {
  const content = read(name);
  return { path: plan.packages + name, content, module: new WebAssembly.Module(content) };
});
const ENVIRONMENT = { PYTHONHASHSEED: "0", PYTHONOPTIMIZE: "2", PYTHONDONTWRITEBYTECODE: "1", PYTHONNODEBUGRANGES: "1", LANG: "C.UTF-8" };
const options = () => ({
  indexURL: folder,
  env: { ...ENVIRONMENT },
  lockFileContents: JSON.stringify({ info, packages: {} }),
  _sysExecutable: "./this.program",
});

const files = listed(plan.tree).map((name) => ({
  path: plan.packages + name,
  // a library that is linked before Python starts must exist as a file, but is never read
  content: plan.libraries.includes(name) ? new Uint8Array() : read(name),
}));
const table = {};
const { pyodide, wasm } = await started();
pyodide.runPython(fs.readFileSync(plan.preload, "utf8"));
const free = [...wasm.freeTableIndexes].filter((index) => index >= table.boot);
requireSnapshottable();
wipeFreeMemory();
const official = pyodide.makeMemorySnapshot(); // only its header is used: the references to JavaScript objects
const [, , headLength] = new Uint32Array(official.buffer, official.byteOffset, 3);
const references = JSON.parse(new TextDecoder().decode(official.subarray(48, 48 + headLength)));
if (references.hiwireKeys.some((key) => key && "serialized" in key)) throw new Error("a snapshot cannot contain a reference to a JavaScript object");
const heap = wasm.HEAPU8.slice();
const { runs, same } = await pages();
const head = {
  libraries: libraries.map((library) => library.path),
  handles: Object.entries(wasm.LDSO.loadedLibsByHandle).filter(([handle]) => +handle).map(([handle, { name }]) => [+handle, name]),
  heap: heap.length,
  stack: wasm.stackSave(),
  table: wasm.wasmTable.length,
  free,
  references,
  runs,
  same,
  checksum: checksum(new Uint32Array(heap.buffer), same),
};
save(
  "snapshot.bin",
  head,
  runs.map(([first, count]) => heap.subarray(first * PAGE, (first + count) * PAGE)),
);
const contents = (files) => files.map((file) => file.content);
const sizes = (files) => files.map((file) => [file.path, file.content.length]);
save("libraries.bin", { build: wasm.API.config.BUILD_ID, table, files: sizes(libraries) }, contents(libraries));
save("rest.bin", { files: sizes(files) }, contents(files));
process.exit();

function save(name, head, chunks) {
  fs.writeFileSync(path.join(plan.out, name), writePack(head, chunks));
}

function read(name) {
  return new Uint8Array(fs.readFileSync(path.join(plan.tree, name)));
}

function listed(tree) {
  const entries = fs.readdirSync(tree, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => path.relative(tree, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/")).sort();
}

/** Pyodide lists a package as loaded once it finds the .dist-info, in a JavaScript object that no snapshot contains. */
function isCode(file) {
  return !file.path.includes(".dist-info/");
}

function write(FS, { path: target, content }) {
  FS.mkdirTree(path.posix.dirname(target));
  FS.writeFile(target, content);
}

/** Start Python with the libraries linked and the files in place. */
async function started() {
  let wasm, constructors;
  const separately = shareTinyModules();
  const pyodide = await loadPyodide({
    ...options(),
    _makeSnapshot: true,
    fsInit: (FS) => files.filter(isCode).forEach((file) => write(FS, file)),
    createPyodideModule(settings) {
      settings.preRun.push((module) => {
        wasm = module;
        table.start = wasm.wasmTable.length;
        constructors = link(wasm, libraries);
        table.boot = wasm.wasmTable.length;
      });
      return create(settings);
    },
  });
  separately();
  if (wasm.wasmTable.length !== table.boot) throw new Error("the function table grew while Python started");
  for (const construct of constructors) construct(wasm);
  return { pyodide, wasm };
}

function requireSnapshottable() {
  if (wasm.HEAP32[trampoline(wasm)] === 0) throw new Error(`Node must be 22 or newer, which makes a call trampoline, got ${process.version}`);
  const known = new Set(libraries.map((library) => library.path));
  const others = Object.entries(wasm.LDSO.loadedLibsByHandle).filter(([handle, { name }]) => +handle && !known.has(name));
  if (others.length) throw new Error(`libraries must be linked before Python starts: ${others.map(([, { name }]) => name)}`);
  if (wasm.wasmTable.length - table.boot !== new Set(free).size) throw new Error("a snapshot cannot contain a JavaScript function of the function table");
  const open = wasm.FS.streams.filter((stream) => stream?.fd > 2);
  if (open.length) throw new Error(`files must be closed: ${open.map((stream) => stream.path)}`);
}

/** Zero the free memory of the heap and of the stack: leftovers would only make the snapshot larger. */
function wipeFreeMemory() {
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
 * Memory pages of the snapshot: `runs` differ from those of a freshly started Pyodide and must be sent; `same` are equal in every environment,
 * and the web page verifies them by a checksum.
 */
async function pages() {
  const memories = [...(await restoring({})), ...(await restoring({ LANG: "xx_YY.UTF-8", HOME: "/home/somebody-else", LONG: "x".repeat(300) }))];
  const runs = [];
  const same = [];
  const add = (list, page) => {
    const last = list.at(-1);
    if (last && last[0] + last[1] === page) last[1]++;
    else list.push([page, 1]);
  };
  const zeros = Buffer.alloc(PAGE);
  for (let page = 0; page * PAGE < heap.length; page++) {
    const [now, ...before] = [heap, ...memories].map((memory) => {
      const content = memory.subarray(page * PAGE, (page + 1) * PAGE);
      return content.length ? content : zeros;
    });
    if (before.some((content) => Buffer.compare(now, content))) add(runs, page);
    else if (Buffer.compare(now, zeros)) add(same, page);
  }
  return { runs, same };
}

/** Memory of an instance that is about to restore a snapshot: with its libraries linked, and once started. A page that differs between the two may depend on timing. */
async function restoring(env) {
  let linked, started;
  const createPyodideModule = async (settings) => {
    settings.preRun.push((module) => {
      link(module, libraries);
      linked = module.HEAPU8.slice();
    });
    started = (await create(settings)).HEAPU8.slice();
    throw new RangeError("stop before restoring");
  };
  const given = options();
  await loadPyodide({ ...given, env: { ...given.env, ...env }, _loadSnapshot: official, createPyodideModule }).catch((error) => {
    if (!(error instanceof RangeError)) throw error;
  });
  return [linked, started];
}
