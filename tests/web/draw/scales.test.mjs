/** Scales of plots: ranges and ticks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromNines, logTicks, rangeOf, sparseTicks, tickFormat, toNines } from "../../../demos/web/draw/scales.js";

const axis = (scale, low = null, high = null) => ({ label: "", ticks: [], scale, low, high });

test("an end of the range that is given stays, the other follows the data", () => {
  assert.deepEqual(rangeOf(axis("linear", 0), 2, 12), [0, 12.5]);
  assert.deepEqual(rangeOf(axis("linear", null, 20), 2, 12), [1.5, 20]);
  assert.deepEqual(rangeOf(axis("log", null, 20), 12, 15), [10, 20]);
});

test("data of one value have a range, too", () => {
  const [low, high] = rangeOf(axis("linear"), 3, 3);
  assert.ok(low < 3 && 3 < high);
});

test("a log axis over many decades has powers of ten, as many as have room", () => {
  assert.deepEqual(logTicks(1e-4, 1, 10), [1e-4, 1e-3, 1e-2, 1e-1, 1]);
  assert.deepEqual(logTicks(1e-4, 1, 2), [1e-4, 1e-2, 1]);
  for (const room of [1, 2, 3, 5, 8]) assert.ok(logTicks(1e-9, 1e9, room).length <= room + 1);
});

test("a log axis over few decades has multiples of powers of ten", () => {
  assert.deepEqual(logTicks(1, 10, 10), [1, 2, 5, 10]);
  assert.deepEqual(logTicks(2, 4, 10), [2, 3, 4]);
});

test("ticks of a log axis lie within its range", () => {
  for (const [low, high] of [[0.3, 7], [3e-7, 8e2], [1, 1.5]]) {
    assert.ok(logTicks(low, high, 8).every((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)));
  }
});

test("nines are equally far apart", () => {
  for (const [nines, share] of [[1, 0.9], [2, 0.99], [3, 0.999]]) {
    assert.ok(Math.abs(toNines(share) - nines) < 1e-9);
    assert.ok(Math.abs(fromNines(nines) - share) < 1e-12);
  }
});

test("ticks that would touch are left out, the first never", () => {
  assert.deepEqual(sparseTicks([0, 1, 2, 3, 4], (tick) => 20 * tick, 38), [0, 2, 4]);
});

test("ticks are written as their scale has them", () => {
  assert.deepEqual(["linear", "log", "nines"].map((scale) => tickFormat(scale)(scale === "nines" ? 0.99 : 1e-5)), ["0.00001", "10⁻⁵", "99\u202f%"]);
});
