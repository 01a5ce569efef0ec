/** Whether a native control takes a value given as text, as an address gives it. */

import { isOwn } from "./own-files.js";

/** @returns {string | null} what is wrong with the value, or nothing */
export function refuse(input, value) {
  if (input.type === "checkbox") return ["true", "false"].includes(value) ? null : `must be true or false, got “${value}”`;
  if (input.type === "fieldset") return "is the reader’s own, an address holds none";
  if (input.tagName === "SELECT") {
    const known = [...input.options].map((option) => option.value).filter((option) => !isOwn(option));
    return known.includes(value) ? null : `must be one of ${known.join(", ")}, got “${value}”`;
  }
  const number = value.trim() === "" ? NaN : Number(value);
  const whole = Number.isInteger(Number(input.step));
  const good = number >= Number(input.min) && number <= Number(input.max) && (!whole || Number.isInteger(number));
  return good ? null : `must be a ${whole ? "whole " : ""}number from ${input.min} to ${input.max}, got “${value}”`;
}
