/**
 * Internal links while Python runs: they replace the content of the document instead of the document, so that Python
 * outlives the page. The browser follows every other link, and loads any page that cannot be shown this way.
 *
 * "fdnn:leave" is dispatched on the document before its content is replaced; the address is then the new page's.
 */

import { linkedDemo } from "../demo/address.js";
import { pageHistory } from "../demo/history.js";
import { python } from "../python/page-python.js";
import { currentPosition, scrollToElement, scrollToPosition } from "./scroll-position.js";

const ROOT = new URL("../../../", import.meta.url).href;
const CONTENT = "[data-md-component=container]";
const PARTS = [...["skip", "announce", "logo", "header-topic"].map((name) => `[data-md-component=${name}]`), CONTENT];
/** Elements of the head that describe the page. */
const METADATA = "title, meta[name=description], meta[property], meta[name^=twitter], link:is([rel=canonical], [rel=prev], [rel=next])";
const SCROLL_PAUSE_MS = 100; // without scrolling, after which the position is noted

/** @param {{href: string}} url */
const pageOf = ({ href }) => href.split("#")[0];
/** @param {Document} page */
const versionOf = (page) => /** @type {HTMLMetaElement} */ (page.head.querySelector("meta[name=fdnn-version]")).content;

/**
 * Parse a page as a browser loads it. DOMParser parses the content of <noscript> as elements, since it runs no scripts;
 * a page with scripts has it as text.
 * @param {string} html
 */
function parsePage(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const element of page.querySelectorAll("noscript")) element.textContent = element.innerHTML;
  return page;
}

/** @param {string} url @param {AbortSignal} signal */
async function fetchPage(url, signal) {
  const response = await fetch(url, { signal });
  if (!response.ok || response.redirected) throw new Error(`${url} is no page of this site`);
  const page = parsePage(await response.text());
  if (versionOf(page) !== versionOf(document)) throw new Error(`${url} is of another version`);
  return page;
}

/**
 * Replace a part of the page. The theme keeps references to the sidebars and the table of contents that were replaced,
 * and browsers sometimes keep one to a plot: every element is emptied, so that none of them keeps others in memory.
 * @param {Element} old
 * @param {Element} by
 */
function replace(old, by) {
  old.replaceWith(by);
  for (const element of [old, ...old.querySelectorAll("*")]) element.replaceChildren();
}

/** Follow internal links in the document while Python runs. */
export function followLinks() {
  let shown = new URL(location.href);
  let underway = new AbortController();
  /** @type {ReturnType<typeof setTimeout>} */
  let scrolled;
  const isShown = () => pageOf(location) === pageOf(shown);

  const progress = Object.assign(document.createElement("progress"), { className: "fdnn-coming", ariaLabel: "The page is being fetched" });
  const announcement = Object.assign(document.createElement("p"), { className: "fdnn-spoken", role: "status" });
  document.body.append(announcement);
  const icon = document.head.querySelector("link[rel=icon]");
  icon.setAttribute("href", /** @type {HTMLLinkElement} */ (icon).href); // a relative one would be fetched again at each address

  /**
   * Return the page of the site that a click leads to, if any; relative addresses are those of the page shown.
   * @param {MouseEvent} event
   */
  function linkedPage(event) {
    const link = /** @type {Element} */ (event.target).closest?.("a[href]");
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download") || event.defaultPrevented) return null;
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
    const url = new URL(link.getAttribute("href"), shown);
    const isPage = url.href.startsWith(ROOT) && url.pathname.endsWith("/");
    return isPage && pageOf(url) !== pageOf(shown) ? url : null;
  }

  /** No longer wait for a page. */
  function stay() {
    underway.abort();
    progress.remove();
  }

  /**
   * Fetch a page and show it, unless another one is asked for meanwhile.
   * @param {{href: string}} url
   * @param {(page: Document) => void} arrive
   * @param {() => void} giveUp
   */
  async function move(url, arrive, giveUp) {
    stay();
    const { signal } = (underway = new AbortController());
    document.body.append(progress);
    const page = await fetchPage(pageOf(url), signal).catch(() => null);
    if (signal.aborted) return;
    progress.remove();
    if (page) arrive(page);
    else giveUp();
  }

  /**
   * @param {Document} page
   * @param {import("./scroll-position.js").Position | null} [position] undefined where a link leads to the page, not the history
   */
  function show(page, position) {
    document.dispatchEvent(new Event("fdnn:leave"));
    shown = new URL(location.href);
    for (const part of PARTS) replace(document.querySelector(part), page.querySelector(part));
    for (const old of document.head.querySelectorAll(METADATA)) old.remove();
    document.head.append(...page.head.querySelectorAll(METADATA));
    window.document$.next(document); // the theme sets up the new content,
    window.location$.next(shown); // and closes its drawer and its search
    const isNew = position === undefined;
    const demo = isNew ? linkedDemo() : null;
    scrollToPosition(position);
    if (demo) scrollToElement(demo);
    else if (isNew && location.hash) location.replace(location.hash); // the browser scrolls to the element it names
    const content = document.querySelector(CONTENT);
    /** @type {HTMLElement} */
    const start = content.querySelector(":target") ?? demo ?? content.querySelector("article.md-content__inner h1");
    if (start.tabIndex < 0) start.tabIndex = -1;
    start.focus({ preventScroll: true });
    announcement.textContent = document.title;
  }

  const noteScroll = () => pageHistory.setState({ position: currentPosition() });

  document.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest?.("a[href]")) pageHistory.flush(); // going back leads to this state
    const url = ["booting", "live"].includes(python.status.state) && linkedPage(event);
    if (!url) return;
    event.preventDefault();
    const arrive = (page) => {
      history.scrollRestoration = "manual"; // of this entry and the next: the browser would scroll before the page is there
      noteScroll();
      pageHistory.flush();
      pageHistory.forget();
      try {
        history.pushState({ position: null }, "", url);
      } catch {
        location.assign(url); // the browser limits how often the history may be written
        return;
      }
      show(page);
    };
    move(url, arrive, () => location.assign(url));
  });

  addEventListener("popstate", () => {
    clearTimeout(scrolled);
    pageHistory.forget();
    const position = history.state?.position;
    if (!isShown()) move(location, (page) => show(page, position), () => location.reload());
    else {
      stay();
      if (position !== undefined && history.scrollRestoration === "manual") scrollToPosition(position);
    }
  });

  addEventListener("scroll", () => {
    clearTimeout(scrolled);
    scrolled = setTimeout(() => history.scrollRestoration === "manual" && isShown() && noteScroll(), SCROLL_PAUSE_MS);
  });

  // The hash of a page that is still being fetched is not for the demos of the one shown.
  addEventListener("hashchange", (event) => isShown() || event.stopImmediatePropagation(), { capture: true });
  addEventListener("pagehide", () => pageHistory.flush());

  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (history.scrollRestoration === "manual" && history.state?.position) scrollToPosition(history.state.position);
  else if (visit?.type === "navigate") {
    const demo = linkedDemo();
    if (demo) scrollToElement(demo);
  }
}
