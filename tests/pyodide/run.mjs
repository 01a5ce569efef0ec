// Runs Python in a fresh Pyodide: node run.mjs '{"pyodide", "packages", "mounts", "env", "code"}', as conftest.py calls it.
import { pathToFileURL } from "node:url";

// Node would print the uncaught error's source line, which is all of pyodide.asm.mjs
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const { pyodide: folder, packages, mounts, env, code } = JSON.parse(process.argv[2]);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const pyodide = await loadPyodide({ indexURL: folder, env });
for (const [there, here] of Object.entries(mounts)) pyodide.mountNodeFS(there, here);
const loaded = await pyodide.loadPackage(packages, { messageCallback() {} }); // resolves even if it failed
if (loaded.length < packages.length) throw new Error(`asked for ${packages}, loaded ${JSON.stringify(loaded)}`);
await pyodide.runPythonAsync(code);
