/** Where the reader is in a page: told by what is seen, for what was never seen has a guessed height. */

const BLOCKS = "article > :not(:has(.fdnn-entry)), article .fdnn-entry";
const SIGNS = ["wheel", "touchstart", "pointerdown", "keydown"]; // that the reader moves
const STILL_FRAMES = 20;
const LONGEST_MS = 2000;

let held = new AbortController();

/** The first block whose upper edge is seen, and how far below the window's it is: something that the history can keep. */
export function here() {
  const edges = [...document.querySelectorAll(BLOCKS)].map((block) => block.getBoundingClientRect().top);
  const block = edges.findIndex((top) => top >= 0);
  return scrollY > 0 && block >= 0 ? { block, top: edges[block] } : null;
}

/** Go to where the reader was, without a place to the top of the page. */
export function goTo(place) {
  const block = place && document.querySelectorAll(BLOCKS)[place.block];
  if (block) return hold(block, place.top);
  held.abort();
  scrollTo({ top: 0, behavior: "instant" });
}

/** Go to an element, as a link to it would, with the keyboard's focus. */
export function leadTo(element) {
  element.focus({ preventScroll: true });
  hold(element, parseFloat(getComputedStyle(element).scrollMarginTop));
}

/** What comes into sight changes its height: have a block so far below the window's edge until it stays there, or the reader moves. */
async function hold(block, top) {
  held.abort();
  const { signal } = (held = new AbortController());
  for (const sign of SIGNS) addEventListener(sign, () => held.abort(), { signal, passive: true });
  const end = performance.now() + LONGEST_MS;
  for (let still = 0; still < STILL_FRAMES && performance.now() < end; still += 1) {
    const away = block.getBoundingClientRect().top - top;
    if (Math.abs(away) >= 1) still = 0;
    scrollTo({ top: scrollY + away, behavior: "instant" });
    await new Promise(requestAnimationFrame);
    if (signal.aborted) return;
  }
  held.abort();
}
