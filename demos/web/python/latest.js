/** One run in flight and one waiting: newer values overwrite the waiting ones, so a drag never queues up. */
export class Latest {
  #busy = false;
  #next = null;

  /** @param {(job: object) => Promise<void>} work must not reject */
  constructor(work) {
    this.work = work;
  }

  async push(job) {
    this.#next = job;
    if (this.#busy) return;
    this.#busy = true;
    while (this.#next) {
      const now = this.#next;
      this.#next = null;
      await this.work(now);
    }
    this.#busy = false;
  }

  /** Forget what waits. */
  clear() {
    this.#next = null;
  }
}
