/** The demo whose state is the last in the address: the one that a copied link is about. */
export function named() {
  if (!location.hash.includes("=")) return null;
  const [owner, inner] = [...new URLSearchParams(location.hash.slice(1)).keys()].at(-1).split(".");
  return document.querySelector(inner ? `fdnn-demo[name="${CSS.escape(owner)}"]` : "fdnn-demo");
}

/** The state of a demo in the page's address: numbers and names after the #, never code. */
export class Address {
  #prefix;

  /** @param {HTMLElement} demo the page's first demo uses plain names, the others put theirs before a dot */
  constructor(demo) {
    this.demo = demo;
    this.#prefix = document.querySelector("fdnn-demo") === demo ? "" : `${demo.name}.`;
  }

  /** @returns {[string, string][] | null} this demo's names and values; null if the hash is a heading's */
  read(hash = location.hash) {
    if (hash.length > 1 && !hash.includes("=")) return null;
    const entries = [...new URLSearchParams(hash.slice(1))].filter(([name]) => this.#owns(name));
    return entries.map(([name, value]) => [name.slice(this.#prefix.length), value]);
  }

  write(changed) {
    const kept = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    for (const name of [...kept.keys()]) if (this.#owns(name)) kept.delete(name);
    for (const [name, value] of Object.entries(changed)) kept.set(this.#prefix + name, value);
    const hash = kept.toString();
    history.replaceState(history.state, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  /** Tell of every state that the reader goes to; a link in the prose also leads to the demo. */
  watch(restore, signal) {
    const go = () => this.read() && restore(this.read());
    addEventListener("hashchange", go, { signal });
    const follow = (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link || link.href.split("#")[0] !== location.href.split("#")[0] || !this.read(link.hash)?.length) return;
      this.demo.scrollIntoView();
      this.demo.focus({ preventScroll: true });
    };
    document.addEventListener("click", follow, { signal });
    if (this.read()?.length) go();
  }

  #owns(name) {
    return this.#prefix ? name.startsWith(this.#prefix) : !name.includes(".");
  }
}
