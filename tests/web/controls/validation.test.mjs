/** Values given as text: one parser, which refuses what a browser would silently change. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { OWN_FILE, parse, ruleOf } from "../../../demos/web/controls/validation.js";

const WHOLE = { kind: "number", min: 1, max: 64, step: 1 };
const TENTHS = { kind: "number", min: -1, max: 1, step: 0.05 };

for (const [rule, text, value] of [
  [WHOLE, "7", 7],
  [WHOLE, "7.0", 7],
  [WHOLE, "64", 64],
  [WHOLE, "1e1", 10],
  [TENTHS, "-0.35", -0.35],
  [TENTHS, "0.15", 0.15],
  [TENTHS, ".5", 0.5],
  [{ kind: "switch" }, "true", true],
  [{ kind: "switch" }, "false", false],
  [{ kind: "choice", options: ["relu", "gelu"] }, "gelu", "gelu"],
]) {
  test(`“${text}” is accepted`, () => assert.deepEqual(parse(rule, text), { value }));
}

for (const text of ["", " ", "7 ", " 7", "7.", "+7", "0x10", "1e", "1_0", "Infinity", "NaN", "7,5", "٧", "banana"]) {
  test(`“${text}” is refused as a number`, () => {
    assert.equal(parse(WHOLE, text).refusal, `must be a whole number from 1 to 64, got “${text}”`);
  });
}

for (const [rule, text, refusal] of [
  [WHOLE, "0", "must be a whole number from 1 to 64, got “0”"],
  [WHOLE, "1e9", "must be a whole number from 1 to 64, got “1e9”"],
  [WHOLE, "1e1000", "must be a whole number from 1 to 64, got “1e1000”"],
  [TENTHS, "0.33", "must be a number from -1 to 1 in steps of 0.05, got “0.33”"],
  [TENTHS, "1.05", "must be a number from -1 to 1, got “1.05”"],
  [{ kind: "switch" }, "True", "must be true or false, got “True”"],
  [{ kind: "choice", options: ["relu", "gelu"] }, "ReLU", "must be one of relu, gelu, got “ReLU”"],
  [{ kind: "own" }, "mine", "cannot come from an address: it is the reader’s own file or painting"],
]) {
  test(`“${text}” is refused for its value`, () => assert.equal(parse(rule, text).refusal, refusal));
}

test("every value on the grid of a slider is accepted, and none between", () => {
  for (let i = 0; i <= 40; i++) {
    assert.equal(parse(TENTHS, ((i - 20) / 20).toFixed(2)).refusal, undefined);
    assert.notEqual(parse(TENTHS, ((i - 20.5) / 20).toFixed(3)).refusal, undefined);
  }
});

test("a select's own file is no value that an address can give", () => {
  const select = { tagName: "SELECT", options: [{ value: "camera" }, { value: OWN_FILE }] };
  assert.deepEqual(ruleOf(select), { kind: "choice", options: ["camera"] });
});
