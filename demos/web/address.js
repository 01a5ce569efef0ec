/** The state of a demo in the page's address: numbers and names after the #, never code. */

/** @returns {[string, string][]} nothing if the hash is a heading's */
export function readAddress(hash = location.hash) {
  return hash.includes("=") ? [...new URLSearchParams(hash.slice(1))] : [];
}

export function writeAddress(changed) {
  const hash = new URLSearchParams(changed).toString();
  history.replaceState(history.state, "", hash ? `#${hash}` : location.pathname + location.search);
}
