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
const { memoriesBeforeRestoring, startForSnapshot, takeSnapshot } = await import(pathToFileURL(path.join(plan.shared, "private-api.js")).href);
const { PAGE, checksum, writePack } = await import(pathToFileURL(path.join(plan.shared, "snapshot-format.js")).href);
const folder = `${path.resolve(plan.pyodide)}/`;
const { loadPyodide } = await import(pathToFileURL(`${folder}pyodide.mjs`).href);
const { default: create } = await import(pathToFileURL(`${folder}pyodide.asm.mjs`).href);
const { info } = JSON.parse(fs.readFileSync(`${folder}pyodide-lock.json`, "utf8"));

const libraries = plan.libraries.map((name) => {
  const content = read(name);
  return { path: plan.packages + name, content, module: new WebAssembly.Module(content) };
});
const ENVIRONMENT = { PYTHONHASHSEED: "0", PYTHONOPTIMIZE: "2", PYTHONDONTWRITEBYTECODE: "1", PYTHONNODEBUGRANGES: "1", LANG: "C.UTF-8" };
const options = () => ({
  indexURL: folder,
  env: { ...ENVIRONMENT },
  lockFileContents: JSON.stringify({ info, packages: {} }),
});

const files = listed(plan.tree).map((name) => ({
  path: plan.packages + name,
  // a library that is linked before Python starts must exist as a file, but is never read
  content: plan.libraries.includes(name) ? new Uint8Array() : read(name),
}));
const { pyodide, table } = await startForSnapshot({ loadPyodide, create }, libraries, {
  ...options(),
  fsInit: (FS) => files.filter(isCode).forEach((file) => write(FS, file)),
});
pyodide.runPython(fs.readFileSync(plan.preload, "utf8"));
const { official, heap, head, build } = takeSnapshot(pyodide, table, libraries);
const { runs, same } = await pages();
save(
  "snapshot.bin",
  { ...head, runs, same, checksum: checksum(new Uint32Array(heap.buffer), same) },
  runs.map(([first, count]) => heap.subarray(first * PAGE, (first + count) * PAGE)),
);
const contents = (files) => files.map((file) => file.content);
const sizes = (files) => files.map((file) => [file.path, file.content.length]);
save("libraries.bin", { build, table, files: sizes(libraries) }, contents(libraries));
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

/**
 * Memory pages of the snapshot: `runs` differ from those of a freshly started Pyodide and must be sent; `same` are equal in every environment,
 * and the web page verifies them by a checksum. A page that differs before and after a start may depend on timing.
 */
async function pages() {
  const memories = [];
  for (const other of [{}, { LANG: "xx_YY.UTF-8", HOME: "/home/somebody-else", LONG: "x".repeat(300) }]) {
    const given = { ...options(), env: { ...ENVIRONMENT, ...other } };
    memories.push(...(await memoriesBeforeRestoring({ loadPyodide, create }, libraries, given, official)));
  }
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
