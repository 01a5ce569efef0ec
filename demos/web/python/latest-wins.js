/**
 * A queue of at most one: while a job runs, newer jobs replace the waiting one, so that a drag never queues up.
 * @template Job
 */
export class LatestWins {
  #busy = false;
  /** @type {Job | null} */
  #waiting = null;

  /** @param {(job: Job) => Promise<void>} work must not reject */
  constructor(work) {
    this.work = work;
  }

  /**
   * Run a job now, or after the running one unless a newer job replaces it.
   * @param {Job} job
   */
  async push(job) {
    this.#waiting = job;
    if (this.#busy) return;
    this.#busy = true;
    while (this.#waiting) {
      const next = this.#waiting;
      this.#waiting = null;
      await this.work(next);
    }
    this.#busy = false;
  }

  /** Drop the waiting job. */
  clear() {
    this.#waiting = null;
  }
}
