/** <fdnn-demo>: its life cycle. Ties together the controls, Python and the figures, which are in the page before this runs. */

import { Controls } from "../controls/controls.js";
import { python } from "../python/page-python.js";
import { Address } from "./address.js";
import { repeatEarlyClicks } from "./early-clicks.js";
import { watchNearViewport } from "./near-viewport.js";
import { Player } from "./player.js";
import { prepare, Runs } from "./runs.js";
import { copyCitation, copyLink } from "./share.js";
import { unfoldSources } from "./snippet.js";
import { Status } from "./status.js";

/** Whether to avoid prefetching: the reader saves data, or the device has little memory (in GiB). */
const isFrugal = () => navigator.connection?.saveData || navigator.deviceMemory < 1;

/** Safari has no requestIdleCallback. */
const whenIdle = (/** @type {() => void} */ act) => (self.requestIdleCallback ?? ((idle) => setTimeout(idle, 1000)))(act);

export class FdnnDemo extends HTMLElement {
  #leave = new AbortController();
  /** @type {Player | undefined} */
  player;

  connectedCallback() {
    if (this.controls) return; // moved within the page
    const { signal } = this.#leave;
    this.name = this.getAttribute("name");
    this.controls = new Controls(this.querySelector(".fdnn-controls"));
    this.address = new Address(this);
    this.status = new Status(this);
    this.runs = new Runs(this);
    const bar = this.querySelector(".fdnn-player");
    if (bar) this.player = new Player(/** @type {HTMLElement} */ (bar), () => this.runs.advance());
    /** @type {HTMLElement} */ (this.querySelector(".fdnn-actions")).hidden = false;
    unfoldSources(this.querySelector(".fdnn-code"));
    this.#followReader(signal);
    this.#followPython(signal);
    this.#catchUp();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return; // moved within the page
      this.#leave.abort();
      this.runs.clear();
      this.player?.pause();
    });
  }

  /** @param {AbortSignal} signal */
  #followReader(signal) {
    const changed = (/** @type {any} */ { detail: since }) => {
      this.status.warn("");
      this.runs.compute(since);
    };
    this.controls.addEventListener("input", changed, { signal });
    this.controls.addEventListener("change", () => this.#settled(), { signal });
    const intended = () => this.runs.isWanted || this.runs.compute();
    const hovered = ({ pointerType }) => pointerType === "mouse" && !isFrugal() && intended();
    this.addEventListener("focusin", intended, { signal });
    this.controls.form.addEventListener("pointerenter", hovered, { signal });
    this.controls.form.addEventListener("pointerdown", intended, { signal });
    this.addEventListener("click", (/** @type {any} */ event) => this.#act(event.target.dataset.action), { signal });
    document.addEventListener("visibilitychange", () => this.runs.noteHidden(), { signal });
    this.address.watch((entries) => this.#restore(entries), signal);
  }

  /**
   * Show the state of Python. Once it runs, for whichever demo, those near the viewport come alive without being
   * touched; until then only small things are made ready.
   * @param {AbortSignal} signal
   */
  #followPython(signal) {
    let isNear = false;
    const compute = () => isNear && this.runs.isDue && this.runs.compute();
    const moved = (near) => {
      isNear = near;
      if (near && !isFrugal()) whenIdle(prepare);
      compute();
    };
    python.addEventListener("state", (/** @type {any} */ { detail }) => this.runs.isWanted && this.runs.follow(detail), { signal });
    python.addEventListener("state", compute, { signal });
    python.addEventListener("fetching", (/** @type {any} */ { detail }) => detail.name === this.name && this.status.fetching(detail), { signal });
    watchNearViewport(this, moved, signal);
  }

  /** Act on the address, and on what the reader has done before this script was ready: that comes last, as it is newer. */
  #catchUp() {
    const early = this.controls.changed();
    const linked = this.address.read() ?? [];
    if (linked.length) {
      this.#restore([...linked.filter(([name]) => !(name in early)), ...Object.entries(early)]);
    } else if (Object.keys(early).length || this.matches(":focus-within")) {
      this.runs.compute();
    }
    if (Object.keys(early).length) this.#settled();
    repeatEarlyClicks(this);
  }

  /** A value has changed and stays for now: note it in the address, and read out the result. */
  #settled() {
    this.address.write(this.controls.changed());
    const readOut = () => this.status.announce(this.querySelector("[data-kind=Sentence] .fdnn-body")?.textContent);
    this.addEventListener("fdnn:frame", readOut, { once: true });
  }

  /** @param {import("./address.js").Entries} entries */
  #restore(entries) {
    const isDefault = !Object.keys(this.controls.changed()).length;
    if (!entries.length && isDefault) return;
    this.controls.reset();
    for (const [name, text] of entries) this.controls.set(name, text);
    this.controls.show();
    this.status.warn("");
    this.runs.compute();
  }

  /** @param {string} [action] of a button */
  #act(action) {
    switch (action) {
      case "start":
      case "retry":
        this.runs.compute();
        break;
      case "stop":
        this.runs.stop();
        break;
      case "reset":
        this.controls.reset();
        this.address.write({});
        this.runs.compute();
        break;
      case "link":
        copyLink(this);
        break;
      case "cite":
        copyCitation(this);
        break;
      case "predict":
        if (this.runs.display) this.runs.display.prediction.press();
        else this.addEventListener("fdnn:frame", () => this.runs.display.prediction.press(), { once: true });
    }
  }
}

export function defineDemo() {
  customElements.define("fdnn-demo", FdnnDemo);
}
