const MARGIN = "50% 0px"; // of the window's height, above and below it

/** Tell whether an element is near to what the reader sees, now and each time that changes. */
export function watchNear(element, tell, signal) {
  const observer = new IntersectionObserver(([entry]) => tell(entry.isIntersecting), { rootMargin: MARGIN });
  observer.observe(element);
  signal.addEventListener("abort", () => observer.disconnect());
}
