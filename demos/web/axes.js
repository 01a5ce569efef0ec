/** What all plots have in common: axes drawn by uPlot in the page's own type and colours, and a size that follows the page. */

import uPlot from "./vendor/uPlot.esm.js";

const HEIGHT_OF_WIDTH = 2.7 / 4.8; // as drawn before Python started
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

function axis(body, { label, scale, ticks }, more) {
  family ||= getComputedStyle(body).fontFamily; // asked for once, too
  const write = scale === "nines" ? (share) => `${short(100 * share)} %` : short;
  return {
    label, labelSize: 18, labelGap: 0, labelFont: `12px ${family}`, font: `11px ${family}`,
    stroke: () => colourOf("ink"),
    grid: { stroke: () => colourOf("rule"), width: 1 },
    ticks: { stroke: () => colourOf("rule"), width: 1, size: 4 },
    values: (_, splits) => splits.map((value) => (value == null ? "" : write(value))),
    ...(ticks.length ? { splits: (plot) => apart(plot, ticks), filter: (_, splits) => splits } : {}),
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
