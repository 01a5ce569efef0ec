/** The buttons under a figure that save it: PNG as drawn in the page, SVG and CSV as written by Python. */

import { DASHES } from "./axes.js";
import { typeset } from "./typeset.js";

/** @typedef {"png" | "svg" | "csv" | "file"} Form */

/** @type {Form[]} */
const PICTURE = ["png", "svg", "csv"];
/** @type {Object<string, Form[]>} */
const FORMS = { Plot: PICTURE, Scatter: PICTURE, Image: PICTURE, Sentence: [], Document: ["file"] };
/** @type {Object<string, string>} */
const TYPES = { svg: "image/svg+xml", csv: "text/csv", file: "application/json" };
const SIGN = 22; // width of a legend's sign in pixels
const WORDS = { png: "PNG", svg: "SVG", csv: "CSV", file: "Save" };

/**
 * Return the buttons.
 * @param {{box: HTMLElement, body: HTMLElement, data: any}} entry
 * @param {string} title
 * @param {(form: any) => Promise<string | null>} ask Python for a file; resolves to null if there is none
 */
export function saveMenu(entry, title, ask) {
  const menu = document.createElement("p");
  menu.className = "fdnn-save";
  for (const form of FORMS[entry.box.dataset.kind] ?? /** @type {Form[]} */ (["svg", "csv"])) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = WORDS[form];
    button.dataset.save = form;
    button.setAttribute("aria-label", form === "file" ? `Save “${typeset(title)}”` : `Save “${typeset(title)}” as ${WORDS[form]}`);
    if (form === "svg") button.title = "Drawn by matplotlib, which is fetched the first time (about 10 MB)";
    button.addEventListener("click", async () => {
      if (button.ariaDisabled === "true") return;
      button.ariaDisabled = "true"; // unlike disabled, this keeps the focus
      try {
        const file = form === "png" ? await toPng(entry) : blobOf(await ask(form), TYPES[form]);
        if (file) download(file, entry.data.name ?? `${entry.box.dataset.figure}.${form}`);
      } finally {
        button.ariaDisabled = "false";
      }
    });
    menu.append(button);
  }
  return menu;
}

/** @param {string | null} text @param {string} type */
const blobOf = (text, type) => (text === null ? null : new Blob([text], { type }));

/** Return the canvas as PNG, a plot with its title and legend, on the page's background colour. */
async function toPng({ box, body, data }) {
  const source = body.querySelector("canvas");
  const named = data.series ?? data.groups;
  const scale = named ? devicePixelRatio : 1;
  const style = getComputedStyle(box);
  const line = 20 * scale;
  const signs = [...box.querySelectorAll(".fdnn-legend [data-role]")].map(({ dataset }) => dataset);
  const items = named?.map(({ label }, i) => ({ text: typeset(label), ...signs[i] }));
  const lines = named ? [[{ text: typeset(data.title), bold: true }], ...legendLines(items, source.width - 16 * scale, scale, style)] : [];
  const top = lines.length ? lines.length * line + 8 * scale : 0;
  const canvas = new OffscreenCanvas(source.width, source.height + top);
  const context = canvas.getContext("2d");
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  lines.forEach((items, row) => {
    for (const { text, bold, role, mark, dash, x = 0 } of items) {
      const [left, base] = [8 * scale + x, row * line + 17 * scale];
      if (role) drawSign(context, { mark, dash, role, colour: style.getPropertyValue(`--fdnn-${role}`) }, left, base - 4 * scale, scale);
      context.font = `${bold ? 600 : 400} ${(bold ? 14 : 12) * scale}px ${style.fontFamily}`;
      context.fillStyle = style.color;
      context.fillText(text, left + (role ? SIGN * scale : 0), base);
    }
  });
  context.drawImage(source, 0, top);
  return canvas.convertToBlob();
}

/** Draw a legend's sign: a dot, or a stroke with its dashes. */
function drawSign(context, { mark, dash, role, colour }, x, y, scale) {
  Object.assign(context, { fillStyle: colour, strokeStyle: colour, lineWidth: 1.5 * scale });
  context.setLineDash(DASHES[dash].map((length) => length * scale));
  context.beginPath();
  if (["dots", "rings"].includes(mark)) context.arc(x + 6 * scale, y, 3 * scale, 0, 7);
  else for (const end of [x, x + (SIGN - 6) * scale]) context.lineTo(end, y);
  if (mark === "dots" && role !== "theory") context.fill();
  else context.stroke();
}

/** Break the entries of a legend into lines. */
function legendLines(named, width, scale, { fontFamily }) {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  context.font = `${12 * scale}px ${fontFamily}`;
  const lines = [[]];
  let x = 0;
  for (const item of named) {
    const wide = context.measureText(item.text).width + (SIGN + 16) * scale;
    if (x && x + wide > width) x = lines.push([]) && 0;
    lines.at(-1).push({ ...item, x });
    x += wide;
  }
  return lines;
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
