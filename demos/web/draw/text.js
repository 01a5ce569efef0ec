/** Tables, sentences, and documents that can be saved. */

import { typeset } from "./typeset.js";

/** @param {HTMLElement} body @param {{columns: string[], rows: string[][]}} figure */
export function drawTable(body, { columns, rows }) {
  const table = document.createElement("table");
  table.className = "fdnn-table";
  const head = table.createTHead().insertRow();
  for (const column of columns) head.append(cell("th", column, "col"));
  const tbody = table.createTBody();
  for (const [name, ...values] of rows) {
    tbody.insertRow().append(cell("th", name, "row"), ...values.map((value) => cell("td", value)));
  }
  body.replaceChildren(table);
}

/** @param {HTMLElement} body @param {{text: string}} figure */
export function drawSentence(body, { text }) {
  const paragraph = document.createElement("p");
  paragraph.textContent = typeset(text);
  body.replaceChildren(paragraph);
}

/** @param {HTMLElement} body @param {{summary: string}} figure */
export const drawDocument = (body, { summary }) => drawSentence(body, { text: summary });

/** @param {"th" | "td"} kind @param {string} text @param {string} [scope] */
function cell(kind, text, scope) {
  const node = document.createElement(kind);
  node.textContent = typeset(text);
  if (scope) node.scope = scope;
  return node;
}
