/** The code beneath a demo: its sources, and the Python that computes what is shown, for a reader to take along. */

export function snippet(name, controls) {
  const values = controls.values();
  const named = controls.changed();
  const given = Object.keys(values).filter((parameter) => isOwn(values[parameter]) || parameter in named);
  const call = given.map((parameter) => `${parameter}=${literal(values[parameter])}`).join(", ");
  const path = call.includes("Path(") ? "from pathlib import Path\n\n" : "";
  return `${path}from demos import load\n\nfigures = load("${name}")(${call})`;
}

/**
 * Show a demo's sources when they are first asked for. Until then they are text: thousands of elements that nobody
 * sees would slow the page down. Without scripts they are there from the start.
 */
export function unfoldSources(details) {
  const show = () => {
    const folded = details.querySelector("noscript");
    folded.outerHTML = folded.textContent;
  };
  details.addEventListener("toggle", show, { once: true });
}

/** Whether the reader's own file is part of what is shown: no address holds that. */
export const hasOwnFile = (controls) => Object.values(controls.values()).some(isOwn);

/** Samples or documents. */
const isOwn = (value) => Boolean(value?.samples ?? value?.length) && typeof value !== "string";

function literal(value) {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(({ name }) => `Path(${JSON.stringify(name)})`).join(", ")}]`;
  return value?.samples ? "your_own_array" : JSON.stringify(value);
}
