/** Timeouts that stand still while the computer sleeps. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { afterAwake } from "../../../demos/web/python/awake-timer.js";

/** Let time pass, as on a computer that is awake. */
const pass = (ms) => {
  for (let i = 0; i < ms / 100; i++) mock.timers.tick(100);
};

test("it acts after the time, once", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const act = mock.fn();
  afterAwake(30_000, act);
  pass(29_000);
  assert.equal(act.mock.callCount(), 0);
  pass(1100);
  assert.equal(act.mock.callCount(), 1);
  pass(100_000);
  assert.equal(act.mock.callCount(), 1);
});

test("it can be cancelled", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const act = mock.fn();
  const cancel = afterAwake(1000, act);
  pass(500);
  cancel();
  pass(5000);
  assert.equal(act.mock.callCount(), 0);
});

test("after hours of sleep, in which a timer fires once, most of the time is left", (t) => {
  const due = [];
  t.mock.method(globalThis, "setTimeout", (callback) => due.push(callback));
  const act = mock.fn();
  afterAwake(30_000, act);
  due.shift()(); // fires at once on waking
  assert.equal(act.mock.callCount(), 0);
  for (let awake = 0; awake < 28; awake++) due.shift()();
  assert.equal(act.mock.callCount(), 0);
});
