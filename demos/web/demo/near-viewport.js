const MARGIN = "50% 0px"; // of the window's height, above and below it

/**
 * Report whether an element is in or near the viewport, now and whenever that changes.
 * @param {Element} element
 * @param {(isNear: boolean) => void} report
 * @param {AbortSignal} signal
 */
export function watchNearViewport(element, report, signal) {
  const observer = new IntersectionObserver(([entry]) => report(entry.isIntersecting), { rootMargin: MARGIN });
  observer.observe(element);
  signal.addEventListener("abort", () => observer.disconnect());
}
