/** Writes of the hash and the history's state: spaced out, and never lost when the browser refuses them. */
/* global location, history */
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { PageHistory } from "../../../demos/web/demo/history.js";

let writes;
let refuses;
let now;

beforeEach(() => {
  [writes, refuses, now] = [0, false, 0];
  globalThis.location = { href: "https://a.org/page/#old=1", hash: "#old=1", pathname: "/page/", search: "" };
  globalThis.history = {
    state: null,
    replaceState(state, _, url) {
      writes++;
      if (refuses) throw new DOMException("too many calls", "SecurityError");
      this.state = state;
      location.hash = url.startsWith("#") ? url : "";
      location.href = `https://a.org/page/${location.hash}`;
    },
  };
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(performance, "now", () => now);
});
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});
const pass = (ms) => {
  now += ms;
  mock.timers.tick(ms);
};

test("a first write is at once", () => {
  const page = new PageHistory();
  page.setHash("#a=1");
  assert.equal(location.hash, "#a=1");
  assert.equal(page.address(), "https://a.org/page/#a=1");
});

test("of a thousand writes in 30 seconds fewer than 100 are made, and the last one is", () => {
  const page = new PageHistory();
  for (let i = 1; i <= 1000; i++) {
    page.setHash(`#a=${i}`);
    assert.equal(page.hash, `#a=${i}`);
    pass(30);
  }
  pass(1000);
  assert.ok(writes < 100, `${writes} writes`);
  assert.equal(location.hash, "#a=1000");
});

test("where the browser throws, the address that was meant is known, and written later", () => {
  const page = new PageHistory();
  refuses = true;
  page.setHash("#a=2");
  assert.equal(page.hash, "#a=2");
  assert.equal(page.address(), "https://a.org/page/#a=2");
  assert.equal(location.hash, "#old=1");
  refuses = false;
  pass(5000);
  assert.equal(location.hash, "#a=2");
});

test("the hash and the state are written together, and an empty hash leaves none", () => {
  const page = new PageHistory();
  page.setHash("#a=1");
  page.setHash("");
  page.setState({ position: { block: 3, top: 10 } });
  pass(1000);
  assert.equal(writes, 2);
  assert.equal(location.hash, "");
  assert.deepEqual(history.state, { position: { block: 3, top: 10 } });
});

test("what was not written is forgotten when the reader goes elsewhere", () => {
  const page = new PageHistory();
  page.setHash("#a=1");
  page.setHash("#a=2");
  page.forget();
  location.hash = "#b=1";
  pass(10_000);
  assert.equal(page.hash, "#b=1");
  assert.equal(writes, 1);
});
