/** Scales of plots: linear, log axis, and nines (0.9, 0.99, 0.999 equally far apart); their ranges, ticks and tick labels. */

import { formatNumber, formatPercent, formatPower } from "./typeset.js";

/**
 * @typedef {object} Axis as Python sends it
 * @property {string} label
 * @property {"linear" | "log" | "nines"} scale
 * @property {number | null} low null follows the data
 * @property {number | null} high
 * @property {number[]} ticks empty for a choice of ours
 */

const MARGIN = 0.05; // of the data's range, at an end that follows the data
const LOG_MARGIN = 1.2; // factor
const ROUNDING = 1e-9;

/**
 * Return the range of an axis for data from `min` to `max`.
 * @param {Axis} axis
 * @param {number} min
 * @param {number} max
 * @returns {[number, number]}
 */
export function rangeOf({ scale, low, high }, min, max) {
  const margin = MARGIN * (max - min || 1);
  const [below, above] = scale === "log" ? [min / LOG_MARGIN, max * LOG_MARGIN] : [min - margin, max + margin];
  return [low ?? below, high ?? above];
}

/** Number of nines: 0.9 is 1, 0.99 is 2. @param {number} share */
export const toNines = (share) => -Math.log10(1 - share);

/** @param {number} nines */
export const fromNines = (nines) => 1 - 10 ** -nines;

/**
 * Return the ticks of a log axis: powers of ten, as dense as there is room for; multiples of them where there are few.
 * @param {number} low
 * @param {number} high
 * @param {number} room how many labels have room
 */
export function logTicks(low, high, room) {
  const [first, last] = [Math.log10(low), Math.log10(high)];
  const decades = last - first;
  const stride = Math.max(1, Math.ceil(decades / room));
  const factors = decades > 1.5 ? [1] : decades > 0.7 ? [1, 2, 5] : [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const ticks = [];
  for (let power = Math.floor(first / stride) * stride; power <= last + ROUNDING; power += stride) {
    ticks.push(...factors.map((factor) => Number(`${factor}e${power}`)));
  }
  return ticks.filter((tick) => tick >= low * (1 - ROUNDING) && tick <= high * (1 + ROUNDING));
}

/**
 * Return those ticks whose labels do not touch; the first one always.
 * @param {number[]} ticks
 * @param {(tick: number) => number} positionOf in pixels
 * @param {number} gap in pixels
 */
export function sparseTicks(ticks, positionOf, gap) {
  let last = -Infinity;
  return ticks.filter((tick) => {
    const position = positionOf(tick);
    const fits = position - last >= gap || tick === ticks[0];
    if (fits) last = position;
    return fits;
  });
}

/** Return how a value is written in a legend. @param {string} scale @returns {(value: number) => string} */
export const valueFormat = (scale) => (scale === "nines" ? formatPercent : formatNumber);

/** Return how a tick is written. @param {string} scale @returns {(value: number) => string} */
export const tickFormat = (scale) => (scale === "log" ? formatPower : valueFormat(scale));
