/** The state of the page's demos in its address: numbers and names after the #, never code. */

/**
 * @param {string} prefix "" for the page's first demo, "name." for the others
 * @returns {[string, string][]} nothing if the hash is a heading's
 */
export function readAddress(prefix) {
  const entries = location.hash.includes("=") ? [...new URLSearchParams(location.hash.slice(1))] : [];
  return entries.filter(([name]) => isOf(name, prefix)).map(([name, value]) => [name.slice(prefix.length), value]);
}

export function writeAddress(prefix, changed) {
  const kept = location.hash.includes("=") ? new URLSearchParams(location.hash.slice(1)) : new URLSearchParams();
  for (const name of [...kept.keys()]) if (isOf(name, prefix)) kept.delete(name);
  for (const [name, value] of Object.entries(changed)) kept.set(prefix + name, value);
  const hash = kept.toString();
  history.replaceState(history.state, "", hash ? `#${hash}` : location.pathname + location.search);
}

const isOf = (name, prefix) => (prefix ? name.startsWith(prefix) : !name.includes("."));
