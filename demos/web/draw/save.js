/** The menu under a figure that saves it: PNG as drawn here, SVG and CSV as Python writes them. */

import { DASHES } from "./axes.js";

const PICTURE = ["png", "svg", "csv"];
const FORMS = { Plot: PICTURE, Scatter: PICTURE, Image: PICTURE, Sentence: [], Document: ["file"] };
const TYPES = { svg: "image/svg+xml", csv: "text/csv", file: "application/json" };
const SIGN = 22; // pixels that a legend's sign takes
const WORDS = { png: "PNG", svg: "SVG", csv: "CSV", file: "Save" };

/**
 * @param {{box: HTMLElement, body: HTMLElement, data: object}} entry
 * @param {string} title
 * @param {(form: string) => Promise<string | null>} ask resolves to null when there is none, which was told
 */
export function saveMenu(entry, title, ask) {
  const menu = document.createElement("p");
  menu.className = "fdnn-save";
  for (const form of FORMS[entry.box.dataset.kind] ?? ["svg", "csv"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = WORDS[form];
    button.dataset.save = form;
    button.setAttribute("aria-label", form === "file" ? `Save “${title}”` : `Save “${title}” as ${WORDS[form]}`);
    if (form === "svg") button.title = "Drawn by matplotlib, which is fetched the first time (about 10 MB)";
    button.addEventListener("click", async () => {
      if (button.ariaDisabled === "true") return;
      button.ariaDisabled = "true"; // unlike disabled, it keeps the focus
      try {
        const file = form === "png" ? await toPng(entry) : written(await ask(form), TYPES[form]);
        if (file) download(file, entry.data.name ?? `${entry.box.dataset.figure}.${form}`);
      } finally {
        button.ariaDisabled = "false";
      }
    });
    menu.append(button);
  }
  return menu;
}

const written = (text, type) => (text === null ? null : new Blob([text], { type }));

/** The canvas with its title, and for a plot its legend, on the page's own paper. */
async function toPng({ box, body, data }) {
  const source = body.querySelector("canvas");
  const named = data.series ?? data.groups;
  const scale = named ? devicePixelRatio : 1;
  const style = getComputedStyle(box);
  const line = 20 * scale;
  const signs = [...box.querySelectorAll(".fdnn-legend [data-role]")].map(({ dataset }) => dataset);
  const items = named?.map(({ label }, i) => ({ text: label, ...signs[i] }));
  const lines = named ? [[{ text: data.title, bold: true }], ...legendLines(items, source.width - 16 * scale, scale, style)] : [];
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

/** A dot, or a stroke with its dashes. */
function drawSign(context, { mark, dash, role, colour }, x, y, scale) {
  Object.assign(context, { fillStyle: colour, strokeStyle: colour, lineWidth: 1.5 * scale });
  context.setLineDash(DASHES[dash].map((length) => length * scale));
  context.beginPath();
  if (["dots", "rings"].includes(mark)) context.arc(x + 6 * scale, y, 3 * scale, 0, 7);
  else for (const end of [x, x + (SIGN - 6) * scale]) context.lineTo(end, y);
  if (mark === "dots" && role !== "theory") context.fill();
  else context.stroke();
}

/** The names of what is drawn, in as many lines as they need. */
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
