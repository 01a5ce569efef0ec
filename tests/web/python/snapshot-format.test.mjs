/** The snapshot's packs and checksums. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGE, checksum, readPack, writePack } from "../../../demos/web/python/pyodide/snapshot-format.js";

test("a pack is read as it was written, also from the middle of a buffer", () => {
  const head = { runs: [[0, 1]], name: "ü" };
  const pack = writePack(head, [Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3)]);
  const shifted = new Uint8Array(pack.length + 3);
  shifted.set(pack, 3);
  for (const bytes of [pack, shifted.subarray(3)]) {
    const read = readPack(bytes);
    assert.deepEqual(read.head, head);
    assert.deepEqual([...read.body], [1, 2, 3]);
  }
});

test("a pack's body begins at a multiple of 16 bytes", () => {
  for (let length = 0; length < 40; length++) {
    const pack = writePack({ text: "x".repeat(length) }, [Uint8Array.of(7)]);
    assert.equal((pack.length - 1) % 16, 0);
  }
});

test("a checksum covers its pages, and changes with each word and with their order", () => {
  const words = Uint32Array.from({ length: (3 * PAGE) / 4 }, (_, i) => i * 2654435761);
  const sum = checksum(words, [[1, 1]]);
  for (const [index, isCovered] of [[0, false], [PAGE / 4, true], [PAGE / 2 - 1, true], [PAGE / 2, false]]) {
    const changed = words.slice();
    changed[index] ^= 1;
    assert.equal(checksum(changed, [[1, 1]]) !== sum, isCovered);
  }
  assert.equal(checksum(words, [[0, 2]]), checksum(words, [[0, 1], [1, 1]]));
  assert.notEqual(checksum(words, [[0, 1], [1, 1]]), checksum(words, [[1, 1], [0, 1]]));
});
