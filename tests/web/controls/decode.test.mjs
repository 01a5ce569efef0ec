/** Mixing the channels of a sound. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { mixToMono } from "../../../demos/web/controls/decode.js";

const tone = Float32Array.from({ length: 100 }, (_, i) => Math.sin(i / 5));
const scaled = (factor) => tone.map((value) => factor * value);

test("one channel stays as it is", () => assert.deepEqual(mixToMono([tone]), tone));

test("the mix is the mean", () => {
  const mixed = mixToMono([tone, scaled(0.5)]);
  assert.ok(mixed.every((value, i) => Math.abs(value - 0.75 * tone[i]) < 1e-6));
});

test("channels in antiphase have no mix, also when they are not quite alike", () => {
  assert.equal(mixToMono([tone, scaled(-1)]), null);
  assert.equal(mixToMono([tone, scaled(-1.0001)]), null);
  assert.equal(mixToMono([tone, tone.map((value, i) => -value + (i === 50 ? 0.01 : 0))]), null); // an error of compression
  assert.notEqual(mixToMono([tone, scaled(-0.9)]), null);
});

test("silence is a sound", () => assert.notEqual(mixToMono([new Float32Array(100), new Float32Array(100)]), null));
