/**
 * The page's hash and history state. Browsers drop writes that come too often (Chromium: 200 in 10 s) or throw (Safari:
 * 100 in 30 s): they are spaced out here, and what the page means to have is known from here, not from the address.
 */

const INTERVAL_MS = 400;
const RETRY_MS = 5000; // after the browser has refused

export class PageHistory {
  /** @type {string | null} */
  #hash = null; // null: as in the address
  /** @type {object | null} */
  #state = null; // null: as in the history
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #last = -Infinity;

  /** The hash that the page means to have, with its "#"; empty for none. */
  get hash() {
    return this.#hash ?? location.hash;
  }

  /**
   * Return the page's address with a hash.
   * @param {string} hash
   */
  address(hash = this.hash) {
    return location.href.split("#")[0] + hash;
  }

  /** @param {string} hash */
  setHash(hash) {
    this.#hash = hash;
    this.#write();
  }

  /**
   * Change some properties of the history's state.
   * @param {object} change
   */
  setState(change) {
    this.#state = { ...this.#state, ...change };
    this.#write();
  }

  /** Drop what has not been written: the reader has gone to another address. */
  forget() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#hash = this.#state = null;
  }

  /** Write now what has not been written. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#hash === null && this.#state === null) return;
    this.#last = performance.now();
    try {
      history.replaceState({ ...history.state, ...this.#state }, "", this.hash || location.pathname + location.search);
      this.#hash = this.#state = null;
    } catch {
      this.#timer = setTimeout(() => this.flush(), RETRY_MS);
    }
  }

  #write() {
    if (this.#timer !== undefined) return;
    const wait = this.#last + INTERVAL_MS - performance.now();
    if (wait <= 0) this.flush();
    else this.#timer = setTimeout(() => this.flush(), wait);
  }
}

export const pageHistory = new PageHistory();
