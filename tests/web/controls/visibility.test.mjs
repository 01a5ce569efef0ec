/** Controls that only matter for some values of others. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { changesToShow, isVisible } from "../../../demos/web/controls/visibility.js";

const valueOf = (name) => ({ signal: "tone", depth: 2 })[name];

test("a control without conditions is visible", () => assert.ok(isVisible({}, valueOf)));

test("every condition must hold", () => {
  assert.ok(isVisible({ signal: ["tone", "chirp"], depth: [2] }, valueOf));
  assert.ok(!isVisible({ signal: ["tone", "chirp"], depth: [1] }, valueOf));
});

test("values are compared with their types", () => assert.ok(!isVisible({ depth: ["2"] }, valueOf)));

test("the changes that show a control leave what already fits", () => {
  assert.deepEqual(changesToShow({ signal: ["sound", "photograph"], depth: [2, 3] }, valueOf), [["signal", "photograph"]]);
});
