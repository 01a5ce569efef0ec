/** What all plots have in common: axes drawn by uPlot in the page's own type and colours, and a size that follows the page. */

import uPlot from "../vendor/uPlot.esm.js";

export const DASHES = [[], [6, 3], [1.5, 3], [6, 3, 1.5, 3]]; // pixels drawn and left out
const HEIGHT_OF_WIDTH = 2.7 / 4.8; // as drawn before Python started
const TINY = 1e-9; // of a number, as rounding may leave it
const RAISED = { "-": "⁻", ..."⁰¹²³⁴⁵⁶⁷⁸⁹" };
const plots = new WeakMap(); // body -> {plot, least}
const colours = new Map(); // role -> colour, until the reader changes between light and dark
const widths = new WeakMap(); // body -> pixels, until its plot is set
let family = ""; // of the type in figures

/** Note how wide bodies are before any is drawn into: asked for in between, the page is laid out anew for each. */
export function measure(bodies) {
  for (const body of bodies) widths.set(body, body.clientWidth);
}

/**
 * Put a plot into a body, in place of an older one.
 * @param {HTMLElement} body
 * @param {{x_axis: object, y_axis: object}} figure
 * @param {object} more options of uPlot
 * @param {ArrayLike<number>[]} data
 * @param {number} least its height in pixels on a narrow page
 */
export function setPlot(body, { x_axis, y_axis }, more, data, least = 0) {
  const known = plots.get(body);
  known?.plot.destroy();
  const options = {
    ...sizeOf(body, least),
    scales: { x: scale(x_axis, { time: false }), y: scale(y_axis, {}) },
    axes: [axis(body, x_axis, { size: 30, space: 40 }), axis(body, y_axis, { size: 46, space: 28 })],
    legend: { show: false },
    padding: [8, x_axis.scale === "nines" ? 20 : 12, 0, 0],
    ...more,
  };
  const plot = new uPlot(options, data, body);
  plots.set(body, { plot, least });
  widths.delete(body);
  if (!known) resizeWith(body);
  return plot;
}

/** The colour of a role, as the style sheet has it now: asked for once, as asking has the page styled anew. */
export function colourOf(role) {
  if (!colours.has(role)) colours.set(role, getComputedStyle(document.body).getPropertyValue(`--fdnn-${role}`).trim());
  return colours.get(role);
}

/** Four digits, and no rounding error dressed up as a number. */
export const short = (value) => String(Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(4))).replace("-", "−");

/** A series or group in a legend: a stroke of its colour and dash, its name, and room for a value. */
export function named({ label, role, mark }, dash, value = null) {
  const item = document.createElement("span");
  Object.assign(item.dataset, { role, mark, dash });
  item.append(label);
  if (value !== null) item.append(" ", valued(value));
  return item;
}

/** Where the pointer is, in a legend. */
export function namedPlace({ label, scale }, at) {
  const item = document.createElement("span");
  item.append(label.split(",")[0], " ", valued(at === null ? "" : writer(scale)(at)));
  return item;
}

function valued(text) {
  const value = document.createElement("data");
  value.value = value.textContent = text;
  return value;
}

/** A line down the plot at the x that the reader looks at. */
export function drawChosen({ ctx, bbox, valToPos }, chosen, colour) {
  if (chosen == null) return;
  const x = Math.round(valToPos(chosen, "x", true)) + 0.5;
  ctx.save();
  Object.assign(ctx, { strokeStyle: colour, lineWidth: devicePixelRatio });
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

const writer = (scale) => (scale === "nines" ? (share) => `${short(100 * share)} %` : short);

function axis(body, { label, scale, ticks }, more) {
  family ||= getComputedStyle(body).fontFamily; // asked for once, too
  const write = scale === "log" ? power : writer(scale);
  return {
    label: (plot, index) => fitted(plot, index, label),
    labelSize: 18, labelGap: 0, labelFont: `12px ${family}`, font: `11px ${family}`,
    stroke: () => colourOf("ink"),
    grid: { stroke: () => colourOf("rule"), width: 1 },
    ticks: { stroke: () => colourOf("rule"), width: 1, size: 4 },
    values: (_, splits) => splits.map((value) => (value == null ? "" : write(value))),
    ...(scale === "log" ? { splits: decades } : ticks.length ? { splits: (plot) => apart(plot, ticks) } : {}),
    filter: (_, splits) => splits,
    ...more,
  };
}

/** Those ticks that leave room for each other's words. */
function apart(plot, ticks) {
  let last = -Infinity;
  return ticks.filter((tick) => {
    const at = plot.valToPos(tick, "x");
    const fits = at - last >= 38 || tick === ticks[0];
    if (fits) last = at;
    return fits;
  });
}

/** Powers of ten, as far apart as leaves room for them; what lies between them only where there are too few. */
function decades(plot, index, low, high) {
  const { scale, side } = plot.axes[index];
  const [first, last] = [Math.log10(low), Math.log10(high)];
  const count = last - first;
  const room = Math.abs(plot.valToPos(high, scale) - plot.valToPos(low, scale));
  const stride = Math.max(1, Math.ceil((count * (side % 2 ? 20 : 40)) / room));
  const factors = count > 1.5 ? [1] : count > 0.7 ? [1, 2, 5] : [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const found = [];
  for (let at = Math.floor(first / stride) * stride; at <= last + TINY; at += stride) {
    found.push(...factors.map((factor) => Number(`${factor}e${at}`)));
  }
  return found.filter((value) => value >= low * (1 - TINY) && value <= high * (1 + TINY));
}

/** A number on a logarithmic axis: powers of ten that would take many digits are written as such. */
function power(value) {
  const [factor, exponent] = value.toExponential().split("e");
  if (factor !== "1" || Math.abs(exponent) < 4) return short(value);
  return `10${[...exponent.replace("+", "")].map((sign) => RAISED[sign]).join("")}`;
}

/**
 * The label of an axis; where the y-axis is shorter than it, in smaller type, and much shorter, in two lines.
 * uPlot asks for it when it has set the font and turned the paper, and draws it then.
 */
function fitted({ ctx, bbox, axes }, index, label) {
  if (axes[index].side % 2 === 0) return label;
  const room = bbox.height + 2 * bbox.top - 4 * devicePixelRatio;
  const wide = (text) => ctx.measureText(text).width;
  const lines = wide(label) > 1.3 * room ? label.split(/, (.*)/, 2) : [label];
  const share = Math.min(lines.length > 1 ? 0.75 : 1, room / Math.max(...lines.map(wide)));
  ctx.font = ctx.font.replace(/[\d.]+(?=px)/, (size) => size * share);
  if (lines.length > 1) ctx.fillText(lines[0], 0, -9 * devicePixelRatio);
  return lines.at(-1);
}

/** An end that Python left open follows the data, with a little air. */
function scale({ scale: kind, low, high }, more) {
  const linear = (_, min, max) => {
    const air = 0.05 * (max - min || 1);
    return [low ?? min - air, high ?? max + air];
  };
  const log = (_, min, max) => [low ?? min / 1.2, high ?? max * 1.2];
  switch (kind) {
    case "log":
      return { ...more, range: log, distr: 3 };
    case "nines":
      return { ...more, range: () => [low, high], distr: 100, fwd: (x) => -Math.log10(1 - x), bwd: (nines) => 1 - 10 ** -nines };
    default:
      return { ...more, range: linear, distr: 1 };
  }
}

function sizeOf(body, least) {
  const width = widths.get(body) || body.clientWidth;
  return { width, height: Math.max(least, Math.round(width * HEIGHT_OF_WIDTH)) };
}

function resizeWith(body) {
  new ResizeObserver(() => {
    const { plot, least } = plots.get(body);
    if (body.clientWidth && body.clientWidth !== plot.width) plot.setSize(sizeOf(body, least));
  }).observe(body);
}

/** A plot listens to the window, which would keep it: it ends with its page. */
document.addEventListener("fdnn:leave", () => {
  for (const body of document.querySelectorAll(".fdnn-body")) plots.get(body)?.plot.destroy();
});

/** Colours come from the style sheet: draw again when the reader changes between light and dark. */
new MutationObserver(() => {
  colours.clear();
  for (const body of document.querySelectorAll(".fdnn-body")) plots.get(body)?.plot.redraw();
}).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
