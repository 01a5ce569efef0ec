/** The thread that Python runs in: answers messages, touches no page. */

import { buffers } from "./messages.js";
import { boot } from "./pyodide/python.js";

const SAVING_NEEDS = { svg: ["matplotlib"], csv: [], file: [] };
let python;
const newest = {}; // the run that each demo goes on with

const handlers = {
  async boot() {
    try {
      python = await boot((progress) => self.postMessage({ type: "progress", ...progress }));
      self.postMessage({ type: "ready", start: python.start });
    } catch (error) {
      self.postMessage({ type: "failed", message: error.message });
    }
  },

  async run({ id, name, values, arrays }) {
    newest[name] = id;
    await answer(id, "run", name, JSON.stringify(values), arrays);
  },

  async advance({ id, name, packages, lookedAway }) {
    const run = newest[name];
    await fetched(packages, { id, name }, "This cannot go on");
    if (newest[name] === run) await answer(id, "advance", name, lookedAway);
    else self.postMessage({ type: "overtaken", id });
  },

  async compute({ id, name }) {
    await fetched([], { id }, "Part of Python is missing");
    await answer(id, "compute", name);
  },

  async save({ id, name, figure, form }) {
    await fetched(SAVING_NEEDS[form], { id, name }, "The file could not be made");
    await answer(id, "save", name, figure, form);
  },
};

class Refused extends Error {}

async function fetched(packages, { id, name }, consequence) {
  try {
    await python.fetch(packages, (progress) => self.postMessage({ type: "fetching", name, ...progress }));
  } catch (error) {
    self.postMessage({ type: "done", id, error: { message: `${consequence}: ${error.message}` } });
    throw new Refused();
  }
}

async function answer(id, ...call) {
  const begin = performance.now();
  const { arrays, ...rest } = await python.call(...call);
  self.postMessage({ type: "done", id, ...rest, arrays, ms: performance.now() - begin }, buffers(arrays));
}

self.onmessage = async ({ data }) => {
  try {
    await handlers[data.type](data);
  } catch (error) {
    if (error instanceof Refused) return;
    self.postMessage({ type: "failed", message: `Python stopped: ${error.message.split("\n")[0]}` });
  }
};
