/** Validation of a control's value given as text, as the page's address holds it. The browser's own parser is not used. */

/**
 * @typedef {{kind: "switch"} | {kind: "choice", options: string[]} | {kind: "number", min: number, max: number, step: number}
 *   | {kind: "own"}} Rule what a control accepts; "own" is a file or painting of the reader's, which no text can give
 */

export const OWN_FILE = "own file"; // option of a select that stands for the reader's own file

const NUMBER = /^-?(\d+(\.\d+)?|\.\d+)(e[-+]?\d+)?$/i; // as HTML defines a valid floating-point number
const ROUNDING = 1e-6; // of a step

/**
 * Return what a native control accepts.
 * @param {any} input
 * @returns {Rule}
 */
export function ruleOf(input) {
  if (input.type === "checkbox") return { kind: "switch" };
  if (input.type === "fieldset") return { kind: "own" };
  if (input.tagName !== "SELECT") return { kind: "number", min: Number(input.min), max: Number(input.max), step: Number(input.step) };
  const options = [...input.options].map((option) => option.value);
  return { kind: "choice", options: options.filter((option) => option !== OWN_FILE) };
}

/**
 * Parse a value.
 * @param {Rule} rule
 * @param {string} text
 * @returns {{value: boolean | string | number, refusal?: undefined} | {refusal: string, value?: undefined}}
 */
export function parse(rule, text) {
  switch (rule.kind) {
    case "switch":
      return ["true", "false"].includes(text) ? { value: text === "true" } : { refusal: `must be true or false, got “${text}”` };
    case "choice":
      if (rule.options.includes(text)) return { value: text };
      return { refusal: `must be one of ${rule.options.join(", ")}, got “${text}”` };
    case "number":
      return parseNumber(rule, text);
    default:
      return { refusal: "cannot come from an address: it is the reader’s own file or painting" };
  }
}

/** @param {{min: number, max: number, step: number}} rule @param {string} text */
function parseNumber({ min, max, step }, text) {
  const value = NUMBER.test(text) ? Number(text) : NaN;
  const steps = (value - min) / step;
  const isInRange = value >= min && value <= max;
  if (isInRange && Math.abs(steps - Math.round(steps)) < ROUNDING) return { value };
  const isWhole = Number.isInteger(step) && Number.isInteger(min);
  const grid = isInRange && (step !== 1 || !isWhole) ? ` in steps of ${step}` : "";
  return { refusal: `must be a ${isWhole ? "whole " : ""}number from ${min} to ${max}${grid}, got “${text}”` };
}
