/** Typesetting of numbers and texts when they are drawn: data, addresses and files stay plain ASCII. */

/** @type {Object<string, string>} */
const SUPERSCRIPT = { "-": "⁻", ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].entries()) };
const NEGLIGIBLE = 1e-12; // smaller numbers are rounding errors of zero
const NO_BREAK = "\u202f"; // narrow no-break space
const BEFORE_UNIT = /(?<=[\d∞]) (?=(?:%|dB|[mµ]?s|[kMG]?Hz|[kMG]B(?:\/s)?|GFLOP\/s|bits?)(?![\p{L}\p{N}_]))/gu;
const MINUS = /(?<![^\s(])-(?=\d)|(?<=\de)-(?=\d)/g;
const MINUS_OF_ZERO = /−(?=0(?:\.0*)?(?![\d.]))/g;

/**
 * Return a text with minus signs, none of them before a zero, and a no-break space before each unit; as kit/typesetting.py.
 * @param {string} text
 */
export function typeset(text) {
  const spaced = text.replace(BEFORE_UNIT, NO_BREAK);
  return spaced.includes("-") ? spaced.replace(MINUS, "−").replace(MINUS_OF_ZERO, "") : spaced;
}

/**
 * Return a number with four significant digits.
 * @param {number} value
 */
export const formatNumber = (value) => typeset(String(Math.abs(value) < NEGLIGIBLE ? 0 : Number(value.toPrecision(4))));

/**
 * Return a number so short that it fits in a legend.
 * @param {number} value
 */
export function formatShort(value) {
  const isTiny = Math.abs(value) < 1e-3 && Math.abs(value) > NEGLIGIBLE;
  return isTiny ? typeset(value.toExponential(2)) : formatNumber(value);
}

/**
 * Return a tick label of a log axis: powers of ten that would need many digits are written as such.
 * @param {number} value
 */
export function formatPower(value) {
  const [factor, exponent] = value.toExponential().split("e");
  if (factor !== "1" || Math.abs(Number(exponent)) < 4) return formatNumber(value);
  return `10${[...exponent.replace("+", "")].map((sign) => SUPERSCRIPT[sign]).join("")}`;
}

/**
 * Return a size in megabytes, without the unit.
 * @param {number} bytes
 */
export const formatMegabytes = (bytes) => (bytes / 1e6).toFixed(1);

/**
 * Return a share as a percentage.
 * @param {number} share
 */
export const formatPercent = (share) => `${formatNumber(100 * share)}${NO_BREAK}%`;
