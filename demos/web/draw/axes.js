/** What all plots share: axes drawn by uPlot in the page's font and colours, and a size that follows the page. */

import uPlot from "../vendor/uPlot.esm.js";
import { fromNines, logTicks, rangeOf, sparseTicks, tickFormat, toNines, valueFormat } from "./scales.js";
import { typeset } from "./typeset.js";

/** @import { Axis } from "./scales.js" */

/** @typedef {{label: string, role: string, mark: string}} Drawn a series or a group of points */

export const DASHES = [[], [6, 3], [1.5, 3], [6, 3, 1.5, 3]]; // pixels drawn and left out
const ASPECT = 2.7 / 4.8; // height by width, as in the first paint
const X_LABEL_GAP = 38; // pixels
const LABEL_ROOM = { x: 40, y: 20 }; // pixels that the label of a log tick takes

/** @type {WeakMap<HTMLElement, {plot: uPlot, minimumHeight: number}>} */
const plots = new WeakMap(); // by body
/** @type {Map<string, string>} */
const colours = new Map(); // by role, until the reader switches between light and dark
/** @type {WeakMap<HTMLElement, number>} */
const widths = new WeakMap(); // in pixels by body, until its plot is made
let fontFamily = "";
/** @type {MutationObserver | null} */
let schemeObserver = null;

/**
 * Measure the widths of bodies before anything is drawn into them: in between, each would cost a layout of the page.
 * @param {HTMLElement[]} bodies
 */
export function measure(bodies) {
  for (const body of bodies) widths.set(body, body.clientWidth);
}

/**
 * Put a plot into a body, in place of an older one.
 * @param {HTMLElement} body
 * @param {{x_axis: Axis, y_axis: Axis}} figure
 * @param {Partial<uPlot.Options>} more options of uPlot
 * @param {ArrayLike<number>[]} data
 * @param {number} minimumHeight in pixels
 */
export function setPlot(body, { x_axis, y_axis }, more, data, minimumHeight = 0) {
  const known = plots.get(body);
  known?.plot.destroy();
  const options = {
    ...sizeOf(body, minimumHeight),
    scales: { x: scaleOptions(x_axis, { time: false }), y: scaleOptions(y_axis, {}) },
    axes: [axisOptions(body, x_axis, { size: 30, space: 40 }), axisOptions(body, y_axis, { size: 46, space: 28 })],
    legend: { show: false },
    padding: [8, x_axis.scale === "nines" ? 20 : 12, 0, 0],
    ...more,
  };
  const plot = new uPlot(/** @type {any} */ (options), /** @type {any} */ (data), body);
  plots.set(body, { plot, minimumHeight });
  widths.delete(body);
  if (!known) resizeWith(body);
  followPage();
  return plot;
}

/**
 * Return the colour of a role from the style sheet; each is looked up once, since that costs a restyle of the page.
 * @param {string} role
 */
export function colourOf(role) {
  if (!colours.has(role)) colours.set(role, getComputedStyle(document.body).getPropertyValue(`--fdnn-${role}`).trim());
  return colours.get(role);
}

/**
 * Return a legend's entry for a series or group: a stroke of its colour and dash, its name, and room for a value.
 * @param {Drawn} drawn
 * @param {number} dash index in DASHES
 * @param {string | null} value
 */
export function legendEntry({ label, role, mark }, dash, value = null) {
  const item = document.createElement("span");
  Object.assign(item.dataset, { role, mark, dash });
  item.append(typeset(label));
  if (value !== null) item.append(" ", valueElement(value));
  return item;
}

/**
 * Return a legend's entry for the pointer's position along an axis.
 * @param {Axis} axis
 * @param {number | null} position
 */
export function positionEntry({ label, scale }, position) {
  const item = document.createElement("span");
  item.append(typeset(label.split(",")[0]), " ", valueElement(position === null ? "" : valueFormat(scale)(position)));
  return item;
}

/** @param {string} text */
function valueElement(text) {
  const value = document.createElement("data");
  value.value = value.textContent = text;
  return value;
}

/**
 * Draw a vertical line at the x that the reader has chosen.
 * @param {uPlot} plot
 * @param {number | null} chosen
 * @param {string} colour
 */
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

/** @param {HTMLElement} body @param {Axis} axis @param {object} more */
function axisOptions(body, { label, scale, ticks }, more) {
  fontFamily ||= getComputedStyle(body).fontFamily;
  const format = tickFormat(scale);
  return {
    label: (plot, index) => fittedLabel(plot, index, typeset(label)),
    labelSize: 18, labelGap: 0, labelFont: `12px ${fontFamily}`, font: `11px ${fontFamily}`,
    stroke: () => colourOf("ink"),
    grid: { stroke: () => colourOf("rule"), width: 1 },
    ticks: { stroke: () => colourOf("rule"), width: 1, size: 4 },
    values: (_, splits) => splits.map((value) => (value == null ? "" : format(value))),
    ...splitsOptions(scale, ticks),
    filter: (_, splits) => splits,
    ...more,
  };
}

/** Where ticks stand; uPlot chooses for a linear axis without ticks of its own. */
function splitsOptions(scale, ticks) {
  if (scale === "log") return { splits: splitsOfLog };
  return ticks.length ? { splits: (plot) => sparseTicks(ticks, (tick) => plot.valToPos(tick, "x"), X_LABEL_GAP) } : {};
}

/** @param {uPlot} plot @param {number} index @param {number} low @param {number} high */
function splitsOfLog(plot, index, low, high) {
  const { scale, side } = plot.axes[index];
  const pixels = Math.abs(plot.valToPos(high, scale) - plot.valToPos(low, scale));
  return logTicks(low, high, pixels / (side % 2 ? LABEL_ROOM.y : LABEL_ROOM.x));
}

/**
 * Return the label of an axis; where the y-axis is shorter than it, shrink its font, and where much shorter, draw its
 * first line. uPlot asks when it has set the font and rotated the canvas, and then draws what is returned.
 */
function fittedLabel({ ctx, bbox, axes }, index, label) {
  if (axes[index].side % 2 === 0) return label;
  const room = bbox.height + 2 * bbox.top - 4 * devicePixelRatio;
  const widthOf = (text) => ctx.measureText(text).width;
  const lines = widthOf(label) > 1.3 * room ? label.split(/, (.*)/, 2) : [label];
  const share = Math.min(lines.length > 1 ? 0.75 : 1, room / Math.max(...lines.map(widthOf)));
  ctx.font = ctx.font.replace(/[\d.]+(?=px)/, (size) => size * share);
  if (lines.length > 1) ctx.fillText(lines[0], 0, -9 * devicePixelRatio);
  return lines.at(-1);
}

/** @param {Axis} axis @param {object} more */
function scaleOptions(axis, more) {
  const range = (_, min, max) => rangeOf(axis, min, max);
  switch (axis.scale) {
    case "log":
      return { ...more, range, distr: 3 };
    case "nines":
      return { ...more, range: () => [axis.low, axis.high], distr: 100, fwd: toNines, bwd: fromNines };
    default:
      return { ...more, range, distr: 1 };
  }
}

/** @param {HTMLElement} body @param {number} minimumHeight */
function sizeOf(body, minimumHeight) {
  const width = widths.get(body) || body.clientWidth;
  return { width, height: Math.max(minimumHeight, Math.round(width * ASPECT)) };
}

/** @param {HTMLElement} body */
function resizeWith(body) {
  new ResizeObserver(() => {
    const { plot, minimumHeight } = plots.get(body);
    if (body.clientWidth && body.clientWidth !== plot.width) plot.setSize(sizeOf(body, minimumHeight));
  }).observe(body);
}

/** Destroy plots when the reader leaves their page, and redraw them when the colours change. */
function followPage() {
  document.addEventListener("fdnn:leave", destroyPlots); // which adds it only once
  if (schemeObserver) return;
  schemeObserver = new MutationObserver(redrawPlots);
  schemeObserver.observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
}

/** A plot listens to the window, which would keep it in memory. */
function destroyPlots() {
  for (const body of document.querySelectorAll(".fdnn-body")) plots.get(/** @type {HTMLElement} */ (body))?.plot.destroy();
}

function redrawPlots() {
  colours.clear();
  for (const body of document.querySelectorAll(".fdnn-body")) plots.get(/** @type {HTMLElement} */ (body))?.plot.redraw();
}
