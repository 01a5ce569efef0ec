/** The Python that computes what is shown, for a reader to take along. */
export function snippet(name, controls) {
  const values = controls.values();
  const named = controls.changed();
  const given = Object.keys(values).filter((parameter) => values[parameter]?.samples || parameter in named);
  const call = given.map((parameter) => `${parameter}=${literal(values[parameter])}`).join(", ");
  return `from demos import load\n\nfigures = load("${name}")(${call})`;
}

/** Whether the reader's own file is part of what is shown: no address holds that. */
export const hasOwnFile = (controls) => Object.values(controls.values()).some((value) => value?.samples);

function literal(value) {
  if (typeof value === "boolean") return value ? "True" : "False";
  return value?.samples ? "your_own_array" : JSON.stringify(value);
}
