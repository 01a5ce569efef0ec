/** Clicks before the scripts were ready. */
/* global Element */
import assert from "node:assert/strict";
import { test } from "node:test";
import { repeatEarlyClicks, stopRecording } from "../../../demos/web/demo/early-clicks.js";

globalThis.Element = class {
  clicks = 0;
  closest = () => this;
  click() {
    this.clicks += 1;
    globalThis.fdnnEarlyClicks.push(this); // as the page's head records it
  }
};

test("each click inside the element is repeated once, those of other elements are not", () => {
  const [own, other] = [new Element(), new Element()];
  globalThis.fdnnEarlyClicks = [own, other];
  repeatEarlyClicks({ contains: (target) => target === own });
  assert.deepEqual([own.clicks, other.clicks], [1, 0]);
});

test("where nothing was recorded, nothing happens", () => {
  delete globalThis.fdnnEarlyClicks;
  repeatEarlyClicks({ contains: () => true });
  stopRecording();
  assert.deepEqual(globalThis.fdnnEarlyClicks, []);
});
