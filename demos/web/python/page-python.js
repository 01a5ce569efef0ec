/** The one Python of the page, however many figures and claims ask for it. */

import { Client } from "./client.js";

// A worker from the network would have the policy of its own response, often none; one from a blob: has the page's.
const script = JSON.stringify(new URL("./worker.js", import.meta.url).href);
const start = URL.createObjectURL(new Blob([`import ${script};`], { type: "text/javascript" }));

function makeWorker() {
  if (!self.WebAssembly) throw new Error("this browser has no WebAssembly, or it is switched off.");
  return new Worker(start, { type: "module", name: "python" });
}

export const python = new Client(makeWorker);
