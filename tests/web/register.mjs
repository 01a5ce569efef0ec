/**
 * Lets Node import the site's scripts: the build puts uPlot, here an npm package, into the folder vendor/ of the site, and
 * the custom elements extend HTMLElement, here an empty class.
 */
import { registerHooks } from "node:module";

registerHooks({
  resolve(specifier, context, next) {
    return next(specifier.endsWith("/vendor/uPlot.esm.js") ? "uplot" : specifier, specifier.endsWith("/vendor/uPlot.esm.js") ? { ...context, parentURL: import.meta.url } : context);
  },
});

globalThis.HTMLElement = /** @type {any} */ (class {});
