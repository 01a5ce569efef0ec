/** The worker that Python runs in: answers the page's requests. It touches no document. */

import { buffers, checkRequest } from "./messages.js";
import { boot, prefetch } from "./pyodide/python.js";

/** @import { Reply, Run, Advance, Compute, Save } from "./messages.js" */
/** @import { Python } from "./pyodide/python.js" */

/** Packages that writing a file needs. */
const SAVING_NEEDS = { svg: ["matplotlib"], csv: [], file: [] };

/** An error that belongs to one request: it is answered, and Python goes on. */
class RequestError extends Error {}

/**
 * Answer the requests that arrive in a worker.
 * @param {{postMessage: Function, onmessage: ((event: MessageEvent) => void) | null}} scope
 * @param {(report: import("./pyodide/python.js").Report) => Promise<Pick<Python, "start" | "call" | "fetchPackages">>} startPython
 */
export function serve(scope, startPython = boot) {
  /** @type {Pick<Python, "start" | "call" | "fetchPackages">} */
  let python;
  /** @type {Object<string, number>} */
  const newestRun = {}; // by demo
  /** @param {Reply} reply @param {ArrayBuffer[]} [transferred] */
  const send = (reply, transferred = []) => scope.postMessage(reply, transferred);

  const handlers = {
    async boot() {
      try {
        python = await startPython((progress) => send({ type: "progress", ...progress }));
        send({ type: "ready", start: python.start });
      } catch (error) {
        send({ type: "failed", message: error.message });
      }
    },

    /** @param {Run} request */
    async run({ id, name, values, arrays }) {
      newestRun[name] = id;
      await answer(id, "run", name, JSON.stringify(values), arrays);
    },

    /** @param {Advance} request */
    async advance({ id, name, packages, wasHidden }) {
      const run = newestRun[name];
      await fetchPackages(packages, name, "The next frame cannot be computed");
      if (newestRun[name] === run) await answer(id, "advance", name, wasHidden);
      else send({ type: "superseded", id });
    },

    /** @param {Compute} request */
    async compute({ id, name }) {
      await fetchPackages([], undefined, "A part of Python is missing");
      await answer(id, "compute", name);
    },

    /** @param {Save} request */
    async save({ id, name, figure, form }) {
      await fetchPackages(SAVING_NEEDS[form], name, "The file could not be made");
      await answer(id, "save", name, figure, form);
    },
  };

  /** @param {string[]} packages @param {string | undefined} name @param {string} consequence */
  async function fetchPackages(packages, name, consequence) {
    try {
      await python.fetchPackages(packages, (progress) => send({ type: "fetching", name, ...progress }));
    } catch (error) {
      throw new RequestError(`${consequence}: ${error.message}`);
    }
  }

  /** @param {number} id @param {string} method @param {unknown[]} given */
  async function answer(id, method, ...given) {
    const begin = performance.now();
    const { error, answer, arrays } = await python.call(method, ...given);
    if (error) send({ type: "refused", id, error });
    else send({ type: "done", id, answer, arrays, ms: performance.now() - begin }, buffers(arrays));
  }

  scope.onmessage = async ({ data }) => {
    try {
      const request = checkRequest(data);
      await handlers[request.type](/** @type {any} */ (request));
    } catch (error) {
      if (error instanceof RequestError) send({ type: "refused", id: data.id, error: { message: error.message } });
      else send({ type: "failed", message: `Python stopped: ${error.message.split("\n")[0]}` });
    }
  };
  if (startPython === boot) prefetch();
}
