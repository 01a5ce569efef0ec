/** A demo's state in the page's hash: `#name=value` for the page's first demo, `#demo.name=value` for the others. Never code. */

import { pageHistory } from "./history.js";

/** @typedef {[name: string, value: string][]} Entries */

/**
 * Return the entries of a hash; none if it is a heading's.
 * @param {string} hash
 * @returns {Entries}
 */
export const entriesOf = (hash) => (hash.includes("=") ? [...new URLSearchParams(hash.slice(1))] : []);

/**
 * Return a hash with the entries of one demo replaced; those of others, and unknown ones, stay.
 * @param {string} hash
 * @param {(key: string) => boolean} isOwn
 * @param {Entries} own
 */
export function replaceEntries(hash, isOwn, own) {
  const entries = [...entriesOf(hash).filter(([key]) => !isOwn(key)), ...own];
  return entries.length ? `#${new URLSearchParams(entries)}` : "";
}

/** Return the demo whose control a key names, if the page has it: keys that others append to links are no demo's. */
function demoOf(/** @type {string} */ key) {
  const [name, owner, ...more] = key.split(".").reverse();
  const demo = document.querySelector(owner === undefined ? "fdnn-demo" : `fdnn-demo[name="${CSS.escape(owner)}"]`);
  return !more.length && demo?.querySelector(`[data-control="${CSS.escape(name)}"]`) ? demo : null;
}

/** Return the demo that a link to this address is about: the one whose state comes last. */
export function linkedDemo() {
  return /** @type {HTMLElement | undefined} */ (
    entriesOf(location.hash).map(([key]) => demoOf(key)).findLast(Boolean)
  );
}

export class Address {
  #prefix;

  /** @param {HTMLElement & {name: string}} demo */
  constructor(demo) {
    this.demo = demo;
    this.#prefix = document.querySelector("fdnn-demo") === demo ? "" : `${demo.name}.`;
  }

  /**
   * Return this demo's names and values; null if the hash is about no demo.
   * @returns {Entries | null}
   */
  read(hash = pageHistory.hash) {
    const entries = entriesOf(hash);
    const own = entries.filter(([key]) => this.#isOwn(key));
    if (hash.length > 1 && !entries.some(([key]) => demoOf(key))) return null;
    return own.map(([key, value]) => [key.split(".").at(-1), value]);
  }

  /**
   * Put the changed values into the page's address.
   * @param {Object<string, string>} changed
   */
  write(changed) {
    pageHistory.setHash(this.#hash(changed));
  }

  /**
   * Return an address that leads to these values.
   * @param {Object<string, string>} changed
   */
  link(changed) {
    return pageHistory.address(this.#hash(changed));
  }

  /**
   * Call back whenever the reader goes to another state; and scroll to the demo on a link in the prose.
   * @param {(entries: Entries) => void} restore
   * @param {AbortSignal} signal
   */
  watch(restore, signal) {
    const changed = () => {
      pageHistory.forget();
      const entries = this.read();
      if (entries) restore(entries);
    };
    addEventListener("hashchange", changed, { signal });
    const follow = (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link || link.href.split("#")[0] !== location.href.split("#")[0] || !this.read(link.hash)?.length) return;
      this.demo.scrollIntoView();
      this.demo.focus({ preventScroll: true });
    };
    document.addEventListener("click", follow, { signal });
  }

  /** @param {Object<string, string>} changed */
  #hash(changed) {
    /** @type {Entries} */
    const own = Object.entries(changed).map(([name, value]) => [this.#prefix + name, value]);
    return replaceEntries(pageHistory.hash, (key) => this.#isOwn(key), own);
  }

  /** @param {string} key */
  #isOwn(key) {
    return demoOf(key) === this.demo;
  }
}
