// Run Python in a new Pyodide: node run.mjs '{"pyodide", "packages", "mounts", "env", "code"}'; called by conftest.py.
import { pathToFileURL } from "node:url";

// Node prints the source line of an uncaught error, and pyodide.asm.mjs is a single line
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const { pyodide: folder, packages, mounts, env, code } = JSON.parse(process.argv[2]);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: folder, env });
for (const [inside, outside] of Object.entries(mounts)) pyodide.mountNodeFS(inside, outside);
const loaded = await pyodide.loadPackage(packages, { messageCallback() {} }); // resolves even after a failure
if (loaded.length < packages.length) throw new Error(`requested ${packages}, loaded ${JSON.stringify(loaded)}`);
await pyodide.runPythonAsync(code);
