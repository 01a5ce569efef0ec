/** Resampling by Lanczos' filter, against its laws and a direct sum. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { resample } from "../../../demos/web/controls/centre-crop.js";

/** Read a picture given as a function of x, y and colour, `strip` rows at a time. */
function resampled(length, side, shade, strip = 7) {
  return resample(length, side, (top) => {
    const height = Math.min(strip, length - top);
    const data = new Uint8ClampedArray(length * height * 4);
    for (let i = 0; i < data.length; i++) data[i] = i % 4 === 3 ? 255 : shade((i >> 2) % length, top + Math.floor((i >> 2) / length), i % 4);
    return { data, height };
  });
}

test("a picture of the right size stays as it is", () => {
  const shade = (x, y, colour) => (37 * x + 101 * y + 59 * colour) % 256;
  const { samples, shape } = resampled(16, 16, shade);
  assert.deepEqual(shape, [16, 16, 3]);
  assert.deepEqual([...samples], Array.from({ length: 768 }, (_, i) => shade(Math.floor(i / 3) % 16, Math.floor(i / 48), i % 3)));
});

for (const [length, side] of [[5, 16], [40, 16], [37, 16]]) {
  test(`an even colour stays even from ${length} to ${side} pixels`, () => {
    assert.ok(resampled(length, side, (_x, _y, colour) => 50 * colour + 20).samples.every((value, i) => value === 50 * (i % 3) + 20));
  });
}

test("a fine checkerboard becomes grey without moiré", () => {
  const { samples } = resampled(90, 16, (x, y) => 255 * ((x + y) % 2));
  const inside = samples.filter((_, i) => [Math.floor(i / 48), Math.floor(i / 3) % 16].every((at) => at >= 4 && at < 12));
  assert.ok(inside.every((value) => Math.abs(value - 127.5) <= 2));
});

test("the sum over the filter's window is the direct sum", () => {
  const [length, side] = [48, 16];
  const shade = (x) => (x * 91) % 256;
  const sinc = (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
  const kernel = (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0);
  const { samples } = resampled(length, side, shade);
  for (let i = 0; i < side; i++) {
    const weights = Array.from({ length }, (_, x) => kernel((x + 0.5 - (i + 0.5) * 3) / 3));
    const sum = weights.reduce((a, b) => a + b);
    const expected = weights.reduce((total, weight, x) => total + (weight / sum) * shade(x), 0);
    assert.ok(Math.abs(samples[3 * i] - Math.min(255, Math.max(0, expected))) <= 0.51);
  }
});

test("how many rows are read at a time makes no difference", () => {
  const shade = (x, y) => (x * y) % 256;
  assert.deepEqual(resampled(50, 16, shade, 1).samples, resampled(50, 16, shade, 50).samples);
});
