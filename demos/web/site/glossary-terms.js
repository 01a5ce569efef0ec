/** <fdnn-term>: a word of the glossary; its meaning pops up while it is pointed at, has the focus, or was tapped. */

const GAP = 6; // pixels between the word and its meaning

class FdnnTerm extends HTMLElement {
  #tappedOpen = false;

  connectedCallback() {
    this.link = this.querySelector("a");
    this.meaning = /** @type {HTMLElement} */ (this.querySelector("[popover]"));
    this.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && this.#show());
    this.addEventListener("pointerleave", () => this.link.matches(":focus-visible") || this.#hide());
    this.link.addEventListener("focus", () => this.#show());
    this.link.addEventListener("blur", () => this.#hide());
    // The first tap shows the meaning, the second one follows the link.
    if (this.link.matches(":focus-visible")) this.#show(); // before this script was ready
    this.link.addEventListener("pointerdown", ({ pointerType }) => {
      this.#tappedOpen = pointerType === "mouse" || this.#shown;
    });
    this.link.addEventListener("click", (event) => {
      if (event.pointerType === "mouse" || !event.pointerType || this.#tappedOpen) return;
      event.preventDefault();
      this.#show();
    });
  }

  get #shown() {
    return this.meaning.matches(":popover-open");
  }

  #show() {
    if (this.#shown) return;
    this.meaning.showPopover(); // Escape, and a touch elsewhere, close it again
    const word = this.link.getClientRects()[0];
    const { width, height } = this.meaning.getBoundingClientRect();
    const left = Math.max(8, Math.min(word.left, document.documentElement.clientWidth - width - 8));
    const below = word.bottom + GAP + height < innerHeight;
    this.meaning.style.left = `${left}px`;
    this.meaning.style.top = `${below ? word.bottom + GAP : word.top - GAP - height}px`;
  }

  #hide() {
    if (this.#shown) this.meaning.hidePopover();
  }
}

export function defineTerm() {
  customElements.define("fdnn-term", FdnnTerm);
}
