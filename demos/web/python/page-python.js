/** The page's one Python, shared by all its demos and claims. */

import { Client } from "./client.js";

let start = ""; // address of the script that starts the worker

function makeWorker() {
  if (!globalThis.WebAssembly) throw new Error("this browser has no WebAssembly, or it is switched off.");
  // A worker loaded from an address has the security policy of that response, often none; from a blob:, its page's.
  start ||= URL.createObjectURL(startScript());
  return new Worker(start, { type: "module", name: "python" });
}

function startScript() {
  const script = JSON.stringify(new URL("./worker.js", import.meta.url).href);
  return new Blob([`import { serve } from ${script}; serve(self);`], { type: "text/javascript" });
}

export const python = new Client(makeWorker);
