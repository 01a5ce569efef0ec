/** Masks painted with a brush: discs, strokes without gaps, and the mirror image that keeps a spectrum real. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { maskOf, paintSegment } from "../../../demos/web/controls/brush.js";

const SIDE = 64;
const at = (mask, x, y) => mask[Math.floor(y) * SIDE + Math.floor(x)];
const isMirrored = (mask) =>
  mask.every((value, i) => value === mask[((SIDE - Math.floor(i / SIDE)) % SIDE) * SIDE + ((SIDE - (i % SIDE)) % SIDE)]);
const erase = (...points) => ({ keep: false, radius: 3, points });

test("without strokes everything is kept", () => {
  assert.ok(maskOf([], SIDE).every((value) => value === 255));
});

test("a dot is a disc and its mirror image", () => {
  const mask = maskOf([erase([16, 20])], SIDE);
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const isNear = (x, y) => Math.hypot(column + 0.5 - x, row + 0.5 - y) <= 3;
      // the mirror image of pixel k is pixel SIDE - k, whose middle is at SIDE + 1 - (k + 0.5) - 0.5
      assert.equal(mask[row * SIDE + column] === 0, isNear(16, 20) || isNear(SIDE + 1 - 16, SIDE + 1 - 20), `${column}, ${row}`);
    }
  }
});

test("strokes are mirrored and have no gaps, also across the first row and column", () => {
  for (const points of [[[6, 13], [26, 19], [19, 58]], [[0.6, 0.6], [38, 1.3]]]) {
    const mask = maskOf([erase(...points)], SIDE);
    assert.ok(isMirrored(mask));
    points.slice(1).forEach(([bx, by], i) => {
      const [ax, ay] = points[i];
      for (let t = 0; t <= 1; t += 0.02) assert.equal(at(mask, ax + t * (bx - ax), ay + t * (by - ay)), 0);
    });
  }
});

test("a later stroke that keeps restores what was erased", () => {
  const line = [[13, 13], [13, 51]];
  assert.ok(maskOf([erase(...line), { keep: true, radius: 13, points: line }], SIDE).every((value) => value === 255));
});

test("a first stroke that keeps erases everything else", () => {
  const kept = maskOf([{ keep: true, radius: 3, points: [[32, 32]] }], SIDE);
  const erased = maskOf([erase([32, 32])], SIDE);
  assert.deepEqual([...kept], [...erased].map((value) => 255 - value));
});

test("painting segment by segment equals painting the whole stroke", () => {
  const stroke = erase([10, 10], [20, 30], [50, 12]);
  const mask = new Uint8Array(SIDE * SIDE).fill(255);
  stroke.points.forEach((_, i) => paintSegment(mask, SIDE, stroke, i));
  assert.deepEqual(mask, maskOf([stroke], SIDE));
});
