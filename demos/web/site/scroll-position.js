/**
 * The reader's scroll position in a page, kept as a block of text and its distance from the window's edge: pixels from
 * the top would not do, since what has not been seen yet has an estimated height.
 */

const BLOCKS = "article.md-content__inner > :not(:has(.fdnn-entry)), article.md-content__inner .fdnn-entry";
const SCROLLING = ["wheel", "touchstart", "pointerdown", "keydown"]; // events by which the reader scrolls
const STILL_FRAMES = 20;
const MAXIMUM_MS = 2000;

/** @typedef {{block: number, top: number}} Position index of a block, and pixels from the window's edge to its own */

/** @type {AbortController | undefined} */
let holding;

/**
 * Return the first block whose upper edge is visible; null at the top of the page.
 * @returns {Position | null}
 */
export function currentPosition() {
  const edges = [...document.querySelectorAll(BLOCKS)].map((block) => block.getBoundingClientRect().top);
  const block = edges.findIndex((top) => top >= 0);
  return scrollY > 0 && block >= 0 ? { block, top: edges[block] } : null;
}

/**
 * Scroll to a position, by default to the top of the page.
 * @param {Position | null} [position]
 */
export function scrollToPosition(position) {
  const block = position && document.querySelectorAll(BLOCKS)[position.block];
  if (block) {
    hold(block, position.top);
    return;
  }
  holding?.abort();
  scrollTo({ top: 0, behavior: "instant" });
}

/**
 * Scroll to an element, as a link to it would, and focus it.
 * @param {HTMLElement} element
 */
export function scrollToElement(element) {
  element.focus({ preventScroll: true });
  hold(element, parseFloat(getComputedStyle(element).scrollMarginTop));
}

/**
 * Keep a block at a distance from the window's edge while blocks above change their height, until nothing moves any
 * more or the reader scrolls.
 * @param {Element} block
 * @param {number} top in pixels
 */
async function hold(block, top) {
  holding?.abort();
  const controller = (holding = new AbortController());
  const { signal } = controller;
  for (const type of SCROLLING) addEventListener(type, () => controller.abort(), { signal, passive: true });
  const end = performance.now() + MAXIMUM_MS;
  for (let still = 0; still < STILL_FRAMES && performance.now() < end; still += 1) {
    const away = block.getBoundingClientRect().top - top;
    if (Math.abs(away) >= 1) still = 0;
    scrollTo({ top: scrollY + away, behavior: "instant" });
    await new Promise(requestAnimationFrame);
    if (signal.aborted) return;
  }
  controller.abort();
}
