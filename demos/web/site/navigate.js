/**
 * Python outlives the page: while it runs, links within the site change what the document shows, not the document.
 *
 * "fdnn:leave" tells the document that what it shows is about to go; the address is then the new page's. The browser
 * takes every other link, and each that cannot be followed so.
 */

import { named } from "../demo/address.js";
import { python } from "../python/page-python.js";
import { goTo, here, leadTo } from "./place.js";

const ROOT = new URL("../../../", import.meta.url).href;
const PARTS = ["skip", "announce", "logo", "header-topic", "container"].map((name) => `[data-md-component=${name}]`);
const SAID = "title, meta[name=description], meta[property], meta[name^=twitter], link:is([rel=canonical], [rel=prev], [rel=next])"; // in the head
const PAUSE_MS = 100; // in which nothing is scrolled

const pageOf = ({ href }) => href.split("#")[0];
const versionOf = (page) => page.querySelector("meta[name=fdnn-version]").content;

let shown = new URL(location.href);
let underway = new AbortController();
let scrolled = 0;
const isShown = () => pageOf(location) === pageOf(shown);

const coming = Object.assign(document.createElement("progress"), { className: "fdnn-coming", ariaLabel: "The page is being fetched" });
const spoken = Object.assign(document.createElement("p"), { className: "fdnn-spoken", role: "status" });
document.body.append(spoken);
const icon = document.querySelector("link[rel=icon]");
icon.setAttribute("href", icon.href); // all pages' alike, and a browser asks for it anew when the address changes

/** Another page of the site, if that is what a click asks for; relative addresses are those of the page that is shown. */
function asked(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.target || link.hasAttribute("download") || event.defaultPrevented) return null;
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const url = new URL(link.getAttribute("href"), shown);
  const isPage = url.href.startsWith(ROOT) && url.pathname.endsWith("/");
  return isPage && pageOf(url) !== pageOf(shown) ? url : null;
}

async function fetched(url, signal) {
  const response = await fetch(url, { signal });
  if (!response.ok || response.redirected) throw new Error(`${url} is no page here`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (versionOf(page) !== versionOf(document)) throw new Error(`${url} is of another version`);
  return page;
}

/** No longer wait for a page. */
function stay() {
  underway.abort();
  coming.remove();
}

/** Fetch a page and show it; what is asked for later comes instead. */
async function move(url, arrive, give) {
  stay();
  const { signal } = (underway = new AbortController());
  document.body.append(coming);
  const page = await fetched(pageOf(url), signal).catch(() => null);
  if (signal.aborted) return;
  coming.remove();
  if (page) arrive(page);
  else give();
}

function show(page, place) {
  document.dispatchEvent(new Event("fdnn:leave"));
  shown = new URL(location.href);
  for (const part of PARTS) replace(document.querySelector(part), page.querySelector(part));
  for (const old of document.head.querySelectorAll(SAID)) old.remove();
  document.head.append(...page.head.querySelectorAll(SAID));
  window.document$.next(document); // the theme takes up what is new,
  window.location$.next(shown); // and closes its drawer and its search
  const isNew = place === undefined;
  const demo = isNew ? named() : null;
  goTo(place);
  if (demo) leadTo(demo);
  else if (isNew && location.hash) location.replace(location.hash); // the browser goes to what it names
  const start = document.querySelector(":target") ?? demo ?? document.querySelector("h1");
  if (start.tabIndex < 0) start.tabIndex = -1;
  start.focus({ preventScroll: true });
  spoken.textContent = document.title;
}

/**
 * The theme keeps hold of components that were replaced, such as the table of contents, engines now and then of a plot:
 * none of them shall keep the page around it.
 */
function replace(old, by) {
  old.replaceWith(by);
  for (const part of old.querySelectorAll("[data-md-component], fdnn-demo, figure > *")) part.remove();
}

const note = () => history.replaceState({ ...history.state, place: here() }, "");

document.addEventListener("click", (event) => {
  const url = ["booting", "live"].includes(python.status.state) && asked(event);
  if (!url) return;
  event.preventDefault();
  const arrive = (page) => {
    history.scrollRestoration = "manual"; // the browser would scroll before the page is there
    note();
    history.pushState({ place: null }, "", url);
    show(page);
  };
  move(url, arrive, () => location.assign(url));
});

addEventListener("popstate", () => {
  clearTimeout(scrolled);
  const place = history.state?.place;
  if (!isShown()) move(location, (page) => show(page, place), () => location.reload());
  else {
    stay();
    if (place !== undefined && history.scrollRestoration === "manual") goTo(place);
  }
});

addEventListener("scroll", () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(() => history.scrollRestoration === "manual" && isShown() && note(), PAUSE_MS);
});

// What is in the address of a page that is still to come is not for the figures of the one shown.
addEventListener("hashchange", (event) => isShown() || event.stopImmediatePropagation(), { capture: true });

const [visit] = performance.getEntriesByType("navigation");
if (history.scrollRestoration === "manual" && history.state?.place) goTo(history.state.place);
else if (visit?.type === "navigate" && named()) leadTo(named());
