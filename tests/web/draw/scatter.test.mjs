/** Dashes that tell apart the groups of a scatter plot. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dashesOf } from "../../../demos/web/draw/scatter.js";

const group = (role, mark) => ({ role, mark });

test("lines of one colour differ in their dashes, other colours begin again", () => {
  assert.deepEqual(dashesOf([group("before", "line"), group("before", "line"), group("after", "line")]), [0, 1, 0]);
});

test("points have no dashes, and dashed groups begin with dashes", () => {
  assert.deepEqual(dashesOf([group("before", "dots"), group("before", "dashes"), group("before", "dashes")]), [0, 1, 2]);
});
