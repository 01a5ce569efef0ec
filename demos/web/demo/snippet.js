/** The code under a demo: its source files, and the Python that computes the same figures anywhere. */

/**
 * Return Python code that computes what is shown.
 * @param {string} name of the demo
 * @param {Pick<import("../controls/controls.js").Controls, "values" | "changed">} controls
 */
export function snippet(name, controls) {
  const values = controls.values();
  const named = controls.changed();
  const given = Object.keys(values).filter((parameter) => isOwn(values[parameter]) || parameter in named);
  const call = given.map((parameter) => `${parameter}=${literal(values[parameter])}`).join(", ");
  const path = call.includes("Path(") ? "from pathlib import Path\n\n" : "";
  return `${path}from demos import load\n\nfigures = load("${name}")(${call})`;
}

/**
 * Show a demo's source files when its <details> are first opened. Until then they are the text of a <noscript>, since
 * thousands of hidden elements would slow the page down; without scripts they are shown from the start.
 * @param {HTMLDetailsElement} details
 */
export function unfoldSources(details) {
  const show = () => {
    const folded = details.querySelector("noscript");
    if (folded) folded.outerHTML = folded.textContent;
  };
  if (details.open) show(); // before this script was ready
  else details.addEventListener("toggle", show, { once: true });
}

/**
 * Whether a file or painting of the reader's is among the values: an address cannot hold it.
 * @param {Pick<import("../controls/controls.js").Controls, "values">} controls
 */
export const hasOwnFile = (controls) => Object.values(controls.values()).some(isOwn);

/** Whether a value is samples or documents. @param {any} value */
const isOwn = (value) => Boolean(value?.samples ?? value?.length) && typeof value !== "string";

/** @param {any} value */
function literal(value) {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(({ name }) => `Path(${JSON.stringify(name)})`).join(", ")}]`;
  return value?.samples ? "your_own_array" : JSON.stringify(value);
}
