/** Messages between page and worker: their checks, and arrays that travel beside them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { buffers, checkReply, checkRequest, pack, unpack } from "../../../demos/web/python/messages.js";

test("arrays are taken out of values, as copies, and put back", () => {
  const samples = Uint8Array.of(1, 2, 3, 4);
  const { values, arrays } = pack({ picture: { samples, shape: [2, 2] }, bias: 0.5, mask: null, documents: [] });
  assert.deepEqual(values, { picture: { array: 0, shape: [2, 2] }, bias: 0.5, mask: null, documents: [] });
  assert.notEqual(arrays[0], samples);
  assert.deepEqual(arrays[0], samples);
  assert.deepEqual(buffers(arrays), [arrays[0].buffer]);
  const figures = unpack({ a: { levels: { array: 0, shape: [2, 2] }, rows: [["x", null]] } }, arrays);
  assert.deepEqual(figures.a.levels.shape, [2, 2]);
  assert.equal(figures.a.levels, arrays[0]);
  assert.deepEqual(figures.a.rows, [["x", null]]);
});

test("messages of each kind are accepted", () => {
  for (const message of [{ type: "boot" }, { type: "compute", id: 1, name: "a" }]) assert.equal(checkRequest(message), message);
  for (const message of [{ type: "ready", start: "snapshot" }, { type: "superseded", id: 1 }]) assert.equal(checkReply(message), message);
});

for (const [message, words] of [
  [undefined, /message type must be one of boot, run, advance, compute, save, got undefined/],
  [{ type: "toString" }, /got toString/],
  [{ type: "compute", id: "1", name: "a" }, /id of message “compute” must be of type number, got 1/],
  [{ type: "run", id: 1, name: "a", values: null, arrays: [] }, /values of message “run” must be of type object, got null/],
]) {
  test(`${JSON.stringify(message)} is refused`, () => assert.throws(() => checkRequest(message), words));
}
