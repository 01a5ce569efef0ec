/** The menu under a figure that saves it: PNG as drawn here, SVG and CSV as Python writes them. */

const FORMS = { Plot: ["png", "svg", "csv"], Image: ["png", "svg", "csv"], Sentence: [] };
const TYPES = { svg: "image/svg+xml", csv: "text/csv" };
const WORDS = { png: "PNG", svg: "SVG", csv: "CSV" };

/**
 * @param {{box: HTMLElement, body: HTMLElement, data: object}} entry
 * @param {string} title
 * @param {(form: string) => Promise<string>} ask
 */
export function saveMenu(entry, title, ask) {
  const menu = document.createElement("p");
  menu.className = "fdnn-save";
  for (const form of FORMS[entry.box.dataset.kind] ?? ["svg", "csv"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = WORDS[form];
    button.dataset.save = form;
    button.setAttribute("aria-label", `Save “${title}” as ${WORDS[form]}`);
    if (form === "svg") button.title = "Drawn by matplotlib, which is fetched the first time (about 10 MB)";
    button.addEventListener("click", async () => {
      if (button.ariaDisabled === "true") return;
      button.ariaDisabled = "true"; // unlike disabled, it keeps the focus
      try {
        const file = form === "png" ? await toPng(entry) : new Blob([await ask(form)], { type: TYPES[form] });
        if (file) download(file, `${entry.box.dataset.figure}.${form}`);
      } finally {
        button.ariaDisabled = "false";
      }
    });
    menu.append(button);
  }
  return menu;
}

/** The canvas with its title, and for a plot its legend, on the page's own paper. */
async function toPng({ box, body, data }) {
  const source = body.querySelector("canvas");
  const scale = data.kind === "Plot" ? devicePixelRatio : 1;
  const line = 24 * scale;
  const canvas = new OffscreenCanvas(source.width, source.height + (data.kind === "Plot" ? 2 : 0) * line);
  const context = canvas.getContext("2d");
  const style = getComputedStyle(box);
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (data.kind === "Plot") {
    context.font = `600 ${14 * scale}px ${style.fontFamily}`;
    context.fillStyle = style.color;
    context.fillText(data.title, 8 * scale, 17 * scale);
    context.font = `${12 * scale}px ${style.fontFamily}`;
    let x = 8 * scale;
    for (const { label, role } of data.series) {
      context.fillStyle = style.getPropertyValue(`--fdnn-${role}`);
      context.fillText(`● ${label}`, x, line + 16 * scale);
      x += context.measureText(`● ${label}`).width + 16 * scale;
    }
  }
  context.drawImage(source, 0, canvas.height - source.height);
  return canvas.convertToBlob();
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
