/** A queue of at most one waiting job. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LatestWins } from "../../../demos/web/python/latest-wins.js";

/** A queue whose jobs end when `finish` is called; `done` lists them as they begin. */
function held() {
  const begun = [];
  let finish;
  const queue = new LatestWins((job) => {
    begun.push(job);
    return new Promise((resolve) => (finish = resolve));
  });
  return { begun, queue, finish: async () => (finish(), await null, await null) };
}

test("the first job begins at once, and of those that arrive meanwhile only the newest runs", async () => {
  const { begun, queue, finish } = held();
  for (const job of [1, 2, 3, 4]) queue.push(job);
  assert.deepEqual(begun, [1]);
  await finish();
  assert.deepEqual(begun, [1, 4]);
  await finish();
  assert.deepEqual(begun, [1, 4]);
  queue.push(5);
  assert.deepEqual(begun, [1, 4, 5]);
});

test("a cleared queue forgets what waits, not what runs", async () => {
  const { begun, queue, finish } = held();
  queue.push(1);
  queue.push(2);
  queue.clear();
  await finish();
  queue.push(3);
  assert.deepEqual(begun, [1, 3]);
});
