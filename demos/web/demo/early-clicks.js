/** Clicks before the scripts were ready: the page's head records them, and each element repeats its own when it comes alive. */

/** Stop recording clicks: the scripts are ready. */
export function stopRecording() {
  if (globalThis.fdnnRecordClick) removeEventListener("click", globalThis.fdnnRecordClick, true);
  globalThis.fdnnEarlyClicks = [];
}

/**
 * Click again the buttons inside an element that the reader has clicked; what needs no script has worked already.
 * @param {HTMLElement} element
 */
export function repeatEarlyClicks(element) {
  const targets = [...(globalThis.fdnnEarlyClicks ?? [])]; // clicks that are repeated may be recorded, too
  for (const target of targets) if (target instanceof Element && element.contains(target)) target.closest("button")?.click();
}
