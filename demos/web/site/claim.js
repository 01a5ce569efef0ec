/** <fdnn-claim>: a number of the prose that opens: what it states, its sources, its code; and computes it here. */

import { python } from "../python/page-python.js";

class FdnnClaim extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("[data-claim=compute]");
    if (!button.hidden) return; // moved, and alive already
    button.hidden = false;
    this.output = this.querySelector("output");
    button.addEventListener("click", () => this.#compute());
  }

  async #compute() {
    this.output.value = python.status.state === "live" ? "Computing …" : "Starting Python …";
    try {
      const { stated, computed, agrees, ms } = await python.compute(this.getAttribute("name"));
      this.dataset.agrees = agrees;
      this.output.value = `Stated ${stated}, computed here ${computed}: they ${agrees ? "agree" : "differ"} (${Math.round(ms)} ms).`;
    } catch (error) {
      this.output.value = `It could not be computed: ${error.message}`;
    }
  }
}

customElements.define("fdnn-claim", FdnnClaim);
