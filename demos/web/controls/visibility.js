/** Which controls are visible: one that only matters for some values of others is hidden for the rest. */

/** @typedef {Object<string, unknown[]>} When the values of other controls, by name, for which a control is visible */

/**
 * Whether a control is visible.
 * @param {When} when
 * @param {(name: string) => unknown} valueOf another control
 */
export const isVisible = (when, valueOf) => Object.entries(when).every(([name, values]) => values.includes(valueOf(name)));

/**
 * Return the values that other controls must be set to for a control to become visible.
 * @param {When} when
 * @param {(name: string) => unknown} valueOf
 * @returns {[string, unknown][]}
 */
export function changesToShow(when, valueOf) {
  const hiding = Object.entries(when).filter(([name, values]) => !values.includes(valueOf(name)));
  return hiding.map(([name, values]) => [name, values.at(-1)]);
}
