/** The Python that computes what is shown, for a reader to take along. */
export function snippet(name, controls) {
  const values = controls.values();
  const given = Object.keys(controls.changed()).map((parameter) => `${parameter}=${literal(values[parameter])}`);
  return `from demos import load\n\nfigures = load("${name}")(${given.join(", ")})`;
}

const literal = (value) => (typeof value === "boolean" ? (value ? "True" : "False") : JSON.stringify(value));
