/** The class that custom elements extend; in Node, which imports their modules for tests, an empty one. */
export const BaseElement = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});
