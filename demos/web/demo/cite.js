/** The BibTeX entry of a figure in the state that the address holds, accessed today. */
export function citation({ bibtex, address, date }) {
  const today = new Date().toISOString().slice(0, 10);
  return bibtex.replace(address, () => location.href).replace(date, today);
}
