/** Timeouts that count only the time the computer is awake: after sleep, an ordinary timeout is overdue at once. */

const TICKS = 30; // short timeouts that make up a long one; sleep lengthens only one of them

/**
 * Call a function after `ms` of time awake; queued messages are handled first.
 * @param {number} ms
 * @param {() => void} act
 * @returns {() => void} cancels it
 */
export function afterAwake(ms, act) {
  let left = TICKS;
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const tick = () => {
    left -= 1;
    if (left >= 0) timer = setTimeout(tick, left ? ms / TICKS : 0);
    else act();
  };
  timer = setTimeout(tick, ms / TICKS);
  return () => clearTimeout(timer);
}
