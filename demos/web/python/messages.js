/**
 * Messages between the page (client.js) and the worker (worker.js): their types, and a check of each on arrival.
 *
 * An array in values or figures travels as `{array: index, shape}`; the index points into the message's `arrays`,
 * flat typed arrays that are transferred, not copied.
 *
 * @typedef {Float64Array | Float32Array | Int32Array | Uint8Array} FlatArray
 * @typedef {{samples: Float32Array | Uint8Array, shape: number[]}} Samples a picture, sound or mask of the reader's
 *
 * @typedef {{type: "boot"}} Boot start Python
 * @typedef {{type: "run", id: number, name: string, values: Object<string, unknown>, arrays: FlatArray[]}} Run compute a demo's first frame
 * @typedef {{type: "advance", id: number, name: string, packages: string[], wasHidden: boolean}} Advance compute its next frame
 * @typedef {{type: "compute", id: number, name: string}} Compute recompute a claim of the prose
 * @typedef {{type: "save", id: number, name: string, figure: string, form: "csv" | "svg" | "file"}} Save write a file
 * @typedef {Boot | Run | Advance | Compute | Save} Request from the page
 *
 * @typedef {{type: "progress", stage: string, loaded: number, total: number}} Progress of Python's start, in bytes
 * @typedef {{type: "fetching", name?: string, stage: string, loaded: number, total: number}} Fetching a package, for the demo of that name
 * @typedef {{type: "ready", start: string}} Ready `start` is "snapshot", or "plain: " and the reason
 * @typedef {{type: "failed", message: string}} Failed Python did not start, or has crashed
 * @typedef {{type: "done", id: number, answer: Object<string, any>, arrays: FlatArray[], ms: number}} Done
 * @typedef {{type: "refused", id: number, error: {message: string, control?: string}}} Refused the request's own error
 * @typedef {{type: "superseded", id: number}} Superseded the demo has been run with newer values meanwhile
 * @typedef {Progress | Fetching | Ready | Failed | Done | Refused | Superseded} Reply from the worker
 */

/** Fields that each type of message must have, as `typeof` names them. */
const REQUESTS = {
  boot: {},
  run: { id: "number", name: "string", values: "object", arrays: "object" },
  advance: { id: "number", name: "string", packages: "object", wasHidden: "boolean" },
  compute: { id: "number", name: "string" },
  save: { id: "number", name: "string", figure: "string", form: "string" },
};
const REPLIES = {
  progress: { stage: "string", loaded: "number", total: "number" },
  fetching: { stage: "string", loaded: "number", total: "number" },
  ready: { start: "string" },
  failed: { message: "string" },
  done: { id: "number", answer: "object", arrays: "object", ms: "number" },
  refused: { id: "number", error: "object" },
  superseded: { id: "number" },
};

/**
 * Return a message from the page if it is one; throws TypeError otherwise.
 * @param {any} message
 * @returns {Request}
 */
export const checkRequest = (message) => check(message, REQUESTS);

/**
 * Return a message from the worker if it is one; throws TypeError otherwise.
 * @param {any} message
 * @returns {Reply}
 */
export const checkReply = (message) => check(message, REPLIES);

/**
 * @param {any} message
 * @param {Object<string, Object<string, string>>} known
 */
function check(message, known) {
  const fields = Object.hasOwn(known, message?.type) ? known[message.type] : null;
  if (!fields) throw new TypeError(`message type must be one of ${Object.keys(known).join(", ")}, got ${message?.type}`);
  for (const [name, type] of Object.entries(fields)) {
    if (typeof message[name] === type && message[name] !== null) continue;
    throw new TypeError(`${name} of message “${message.type}” must be of type ${type}, got ${message[name]}`);
  }
  return message;
}

/**
 * Return the buffers of arrays, to be transferred with them.
 * @param {FlatArray[]} arrays
 */
export const buffers = (arrays) => arrays.map((array) => /** @type {ArrayBuffer} */ (array.buffer));

/**
 * Take arrays out of a demo's values; they are copied, since the page goes on using them.
 * @param {Object<string, any>} values
 * @returns {{values: Object<string, unknown>, arrays: FlatArray[]}}
 */
export function pack(values) {
  /** @type {FlatArray[]} */
  const arrays = [];
  /** @type {Object<string, unknown>} */
  const packed = {};
  for (const [name, value] of Object.entries(values)) {
    packed[name] = value?.samples ? { array: arrays.push(value.samples.slice()) - 1, shape: value.shape } : value;
  }
  return { values: packed, arrays };
}

/**
 * Put arrays back into an answer, in place; each gets its `shape` as a property.
 * @param {any} item
 * @param {FlatArray[]} arrays
 */
export function unpack(item, arrays) {
  if (item === null || typeof item !== "object") return item;
  if ("array" in item) return Object.assign(arrays[item.array], { shape: item.shape });
  for (const key of Object.keys(item)) item[key] = unpack(item[key], arrays);
  return item;
}
