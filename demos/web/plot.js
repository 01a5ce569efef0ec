/** Lines, stems and dots, drawn by uPlot. */

import uPlot from "./vendor/uPlot.esm.js";

const HEIGHT_OF_WIDTH = 2.7 / 4.8; // as drawn before Python started
const FEW = 16; // points that a line marks each
const MANY = 300; // points beyond which dashes and fractions of a pixel are slow to draw, and hard to see
const plots = new WeakMap(); // body -> {plot, shape}

export function drawPlot(body, figure, legend) {
  const data = [figure.x, ...figure.series.map((series) => series.y)];
  const shape = JSON.stringify([figure.x_axis, figure.y_axis, figure.series.map(({ label, role, mark }) => [label, role, mark])]);
  const known = plots.get(body);
  if (known?.shape === shape) {
    known.plot.setData(data);
    return;
  }
  known?.plot.destroy();
  const plot = new uPlot(options(body, figure, legend), data, body);
  plots.set(body, { plot, shape });
  if (!known) resizeWith(body);
}

function resizeWith(body) {
  new ResizeObserver(() => {
    const { plot } = plots.get(body);
    if (body.clientWidth && body.clientWidth !== plot.width) plot.setSize(sizeOf(body));
  }).observe(body);
}

const sizeOf = (body) => ({ width: body.clientWidth, height: Math.round(body.clientWidth * HEIGHT_OF_WIDTH) });

function options(body, figure, legend) {
  const colour = (role) => () => getComputedStyle(body).getPropertyValue(`--fdnn-${role}`).trim();
  const axis = ({ label }, more) => ({
    label, labelSize: 18, labelGap: 0, labelFont: "12px " + getComputedStyle(body).fontFamily, font: "11px " + getComputedStyle(body).fontFamily,
    stroke: colour("ink"), grid: { stroke: colour("rule"), width: 1 }, ticks: { stroke: colour("rule"), width: 1, size: 4 },
    values: (_, splits) => splits.map((value) => (value == null ? "" : short(value))), ...more,
  });
  return {
    ...sizeOf(body),
    scales: { x: scale(figure.x_axis, { time: false }), y: scale(figure.y_axis, {}) },
    axes: [axis(figure.x_axis, { size: 30, space: 40 }), axis(figure.y_axis, { size: 46, space: 28 })],
    series: [{}, ...figure.series.map((series) => look(series, figure, colour(series.role)))],
    cursor: { drag: { x: false, y: false } },
    hooks: { setCursor: [(plot) => readOut(plot, figure, legend)], ready: [(plot) => readOut(plot, figure, legend)] },
    legend: { show: false },
    padding: [8, 12, 0, 0],
  };
}

/** The legend names the series, and the values under the pointer. */
function readOut({ cursor, data }, { series, x_axis }, legend) {
  const at = cursor.idx;
  const number = (row) => (at == null || Number.isNaN(data[row][at]) ? "" : ` ${short(data[row][at])}`);
  const items = series.map(({ label, role }, i) => {
    const item = document.createElement("span");
    item.dataset.role = role;
    item.textContent = label + number(i + 1);
    return item;
  });
  if (at != null) items.push(`${x_axis.label.split(",")[0]}${number(0)}`);
  legend.replaceChildren(...items);
}

/** Four digits, and no rounding error dressed up as a number. */
const short = (value) => String(Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(4))).replace("-", "−");

/** An end that Python left open follows the data, with a little air. */
function scale({ scale: kind, low, high }, more) {
  const linear = (_, min, max) => {
    const air = 0.05 * (max - min || 1);
    return [low ?? min - air, high ?? max + air];
  };
  const log = (_, min, max) => [low ?? min / 1.2, high ?? max * 1.2];
  return { ...more, ...(kind === "log" ? { range: log, distr: 3 } : { range: linear, distr: 1 }) };
}

function look({ mark, role }, figure, stroke) {
  switch (mark) {
    case "stems": {
      const align = role === "before" ? -1 : 1;
      const paths = uPlot.paths.bars({ size: [0.4, 6, 1.5], align });
      return { stroke, fill: stroke, width: 0, paths, points: { show: false }, fillTo: () => figure.y_axis.low ?? 0 };
    }
    case "dots":
      return { stroke, paths: () => null, points: { show: true, size: 6, width: 1.5, fill: "transparent", stroke } };
    default:
      return {
        stroke,
        width: 1.5,
        pxAlign: figure.x.length <= MANY ? 0 : 1,
        dash: role === "before" && figure.x.length <= MANY ? [6, 3] : [],
        points: { show: figure.x.length <= FEW, size: 5 },
      };
  }
}

/** Colours come from the style sheet: draw again when the reader changes between light and dark. */
new MutationObserver(() => {
  for (const body of document.querySelectorAll(".fdnn-body")) plots.get(body)?.plot.redraw();
}).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
