/** <fdnn-claim>: a number in the prose that opens its sources and its code, and can be computed again in the page. */

import { python } from "../python/page-python.js";

class FdnnClaim extends HTMLElement {
  connectedCallback() {
    const button = /** @type {HTMLButtonElement} */ (this.querySelector("[data-claim=compute]"));
    if (!button.hidden) return; // moved within the page
    button.hidden = false;
    this.output = this.querySelector("output");
    button.addEventListener("click", () => this.#compute());
  }

  async #compute() {
    this.output.value = python.status.state === "live" ? "Computing …" : "Starting Python …";
    try {
      const { stated, computed, agrees, ms } = await python.compute(this.getAttribute("name"));
      this.dataset.agrees = String(agrees);
      this.output.value = `Stated ${stated}, computed here ${computed}: they ${agrees ? "agree" : "differ"} (${Math.round(ms)} ms).`;
    } catch (error) {
      this.output.value = `The number could not be computed: ${error.message}`;
    }
  }
}

export function defineClaim() {
  customElements.define("fdnn-claim", FdnnClaim);
}
