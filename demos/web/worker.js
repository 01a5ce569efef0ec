/** The thread that Python runs in: answers messages, touches no page. */

import { buffers } from "./messages.js";
import { boot } from "./python.js";

const SAVING_NEEDS = { svg: ["matplotlib"], csv: [] };
let python;

const handlers = {
  async boot() {
    try {
      python = await boot((progress) => self.postMessage({ type: "progress", ...progress }));
      self.postMessage({ type: "ready" });
    } catch (error) {
      self.postMessage({ type: "failed", message: error.message });
    }
  },

  async run({ id, name, values, arrays }) {
    answer(id, "run", name, JSON.stringify(values), arrays);
  },

  async advance({ id, name }) {
    answer(id, "advance", name);
  },

  async save({ id, name, figure, form }) {
    await python.fetchPackages(...SAVING_NEEDS[form]);
    answer(id, "save", name, figure, form);
  },
};

function answer(id, ...call) {
  const begin = performance.now();
  const { arrays, ...rest } = python.call(...call);
  self.postMessage({ type: "done", id, ...rest, arrays, ms: performance.now() - begin }, buffers(arrays));
}

self.onmessage = async ({ data }) => {
  try {
    await handlers[data.type](data);
  } catch (error) {
    if (data.type === "save") {
      self.postMessage({ type: "done", id: data.id, error: { message: `The file could not be made: ${error.message}` } });
    } else {
      self.postMessage({ type: "failed", message: `Python stopped: ${error.message.split("\n")[0]}` });
    }
  }
};
