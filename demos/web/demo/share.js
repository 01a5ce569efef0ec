/** Copying a link to a demo's state, and its BibTeX entry, to the clipboard. */

import { hasOwnFile } from "./snippet.js";

/**
 * Return the BibTeX entry of a figure, accessed today at an address.
 * @param {{bibtex: string, address: string, date: string}} template `address` and `date` are its placeholders
 * @param {string} address
 * @param {Date} [today]
 */
export function citation({ bibtex, address: placeholder, date }, address, today = new Date()) {
  return bibtex.replace(placeholder, () => address).replace(date, today.toISOString().slice(0, 10));
}

/** @param {import("./element.js").FdnnDemo} demo */
export function copyLink(demo) {
  copy(demo, "The link to this state", (address) => address);
}

/** @param {import("./element.js").FdnnDemo} demo */
export function copyCitation(demo) {
  const { dataset } = /** @type {HTMLElement} */ (demo.querySelector("[data-action=cite]"));
  copy(demo, "BibTeX for this state", (address) => citation(/** @type {any} */ (dataset), address));
}

/** @param {import("./element.js").FdnnDemo} demo @param {string} what @param {(address: string) => string} textOf */
function copy(demo, what, textOf) {
  const changed = demo.controls.changed();
  demo.address.write(changed);
  const text = textOf(demo.address.link(changed));
  demo.status.copied(what, text, navigator.clipboard?.writeText(text), hasOwnFile(demo.controls));
}
