/** Tables, sentences, and documents that can be saved. */

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

export function drawSentence(body, { text }) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  body.replaceChildren(paragraph);
}

export const drawDocument = (body, { summary }) => drawSentence(body, { text: summary });

function cell(kind, text, scope) {
  const node = document.createElement(kind);
  node.textContent = text;
  if (scope) node.scope = scope;
  return node;
}
