/** Typesetting: true minus signs in what is drawn. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatNumber, formatPercent, formatPower, formatShort, typeset } from "../../../demos/web/draw/typeset.js";

for (const [text, expected] of [
  ["-1", "−1"],
  ["from -0.5 to (-2)", "from −0.5 to (−2)"],
  ["2.5e-07", "2.5e−07"],
  ["-0", "0"],
  ["-0.00 dB", "0.00\u202fdB"],
  ["5 s, 3 samples, 9 %", "5\u202fs, 3 samples, 9\u202f%"],
  ["-0.05", "−0.05"],
  ["a-1, x-ray, 3-4, sub-2", "a-1, x-ray, 3-4, sub-2"],
  ["−1 is typeset already", "−1 is typeset already"],
]) {
  test(`“${text}”`, () => assert.equal(typeset(text), expected));
}

test("typesetting twice changes nothing", () => {
  for (const text of ["-1 and -0.0", "1e-9"]) assert.equal(typeset(typeset(text)), typeset(text));
});

test("numbers have four digits, and rounding errors are zero", () => {
  assert.deepEqual([3.14159265, -2, 1e-13, 12345, 0.1 + 0.2].map(formatNumber), ["3.142", "−2", "0", "12350", "0.3"]);
});

test("tiny numbers in a legend have an exponent", () => {
  assert.deepEqual([1.234e-5, -1.234e-5, 0.5, 1e-14].map(formatShort), ["1.23e−5", "−1.23e−5", "0.5", "0"]);
});

test("powers of ten that would take many digits have an exponent", () => {
  assert.deepEqual([1e-6, 1e5, 100, 0.001, 2e5].map(formatPower), ["10⁻⁶", "10⁵", "100", "0.001", "200000"]);
});

test("a share is written as a percentage", () => assert.equal(formatPercent(0.905), "90.5\u202f%"));
