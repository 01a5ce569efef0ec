/** The service worker's answers to requests, with simulated network, cache and time. */
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const ROOT = "https://example.org/";
const SCRIPT = fs.readFileSync(new URL("../../../demos/publish/delivery/service-worker.js", import.meta.url), "utf8");
const settle = () => new Promise(setImmediate);

/** A service worker that has cached the page; the timers that are due call back on `wake`. */
function start() {
  const listeners = {};
  const timers = [];
  const cache = { match: async () => "cached" };
  let answer;
  const scope = {
    SITE: { pages: { "index.html": "sha256-1" }, python: {}, packages: {} },
    self: { registration: { scope: ROOT }, addEventListener: (type, listener) => (listeners[type] = listener) },
    caches: { open: async () => cache },
    fetch: () => new Promise((resolve) => (answer = resolve)),
    setTimeout: (callback, ms, ...given) => timers.push({ callback: () => callback(...given), ms }),
    URL,
  };
  vm.runInNewContext(SCRIPT, scope);
  const request = { url: ROOT, method: "GET", mode: "navigate" };
  const state = { response: null, timers, answer: (response) => answer(response) };
  listeners.fetch({ request, waitUntil() {}, respondWith: (response) => response.then((value) => (state.response = value)) });
  return state;
}

/** Let a timer fire, as when its time is over or the computer wakes; returns its milliseconds. */
async function fire({ timers }) {
  const { callback, ms } = timers.shift();
  callback();
  await settle();
  return ms;
}

test("a network that does not answer for four seconds is replaced by the cache", async () => {
  const worker = start();
  await settle();
  let waited = 0;
  while (worker.timers.length && worker.response === null) waited += await fire(worker);
  assert.equal(waited, 4000);
  assert.equal(worker.response, "cached");
});

test("sleep, after which a timer fires once, does not count", async () => {
  const worker = start();
  await settle();
  await fire(worker);
  assert.equal(worker.response, null);
  worker.answer({ status: 200, from: "network" });
  await settle();
  assert.equal(worker.response.from, "network");
});
