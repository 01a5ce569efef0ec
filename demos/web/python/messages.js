/**
 * What the page and the worker say to each other.
 *
 * An array in values or figures is `{array: index, shape: [...]}`; the index points into `arrays`, flat typed arrays
 * that are transferred, not copied.
 *
 * @typedef {{type: "boot"}} Boot
 * @typedef {{type: "run", id: number, name: string, values: object, arrays: ArrayBufferView[]}} Run
 * @typedef {{type: "advance", id: number, name: string, packages: string[], lookedAway: boolean}} Advance
 * @typedef {{type: "compute", id: number, name: string}} Compute
 * @typedef {{type: "save", id: number, name: string, figure: string, form: "csv" | "svg" | "file"}} Save
 *
 * @typedef {{type: "progress", stage: string, loaded: number, total: number}} Progress
 * @typedef {{type: "fetching", stage: string, loaded: number, total: number}} Fetching
 * @typedef {{type: "ready", start: string}} Ready
 * @typedef {{type: "failed", message: string}} Failed
 * @typedef {{message: string, control?: string}} Refusal
 * @typedef {{type: "done", id: number, answer?: object, error?: Refusal, arrays: ArrayBufferView[], ms: number}} Done
 */

export const buffers = (arrays) => arrays.map((array) => array.buffer);

/** Take arrays out of values: the reader's own pictures and sounds. */
export function pack(values) {
  const arrays = [];
  const packed = {};
  for (const [name, value] of Object.entries(values)) {
    packed[name] = value?.samples ? { array: arrays.push(value.samples.slice()) - 1, shape: value.shape } : value;
  }
  return { values: packed, arrays };
}

/** Put arrays back into figures, in place. */
export function unpack(item, arrays) {
  if (item === null || typeof item !== "object") return item;
  if ("array" in item) return Object.assign(arrays[item.array], { shape: item.shape });
  for (const key of Object.keys(item)) item[key] = unpack(item[key], arrays);
  return item;
}
