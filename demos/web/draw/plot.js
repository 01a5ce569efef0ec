/** Plots of lines, stems and dots over a common x. */

import uPlot from "../vendor/uPlot.esm.js";
import { colourOf, DASHES, drawChosen, legendEntry, positionEntry, setPlot } from "./axes.js";
import { formatShort } from "./typeset.js";

/** @import { Axis } from "./scales.js" */
/** @typedef {{label: string, role: string, mark: "line" | "stems" | "dots", y: ArrayLike<number>}} Series */
/** @typedef {{x: ArrayLike<number>, series: Series[], dashes: number[], x_axis: Axis, y_axis: Axis, chosen: number | null}} Plot `dashes` are indices in DASHES */

const MAX_MARKED = 16; // points of a line up to which each is marked
const MAX_UNALIGNED = 300; // points of a line drawn at fractions of a pixel; with more, those are slow to draw and hard to see
/** @type {WeakMap<HTMLElement, {plot?: uPlot, shape: string, figure: Plot}>} */
const drawn = new WeakMap(); // by body

/**
 * @param {HTMLElement} body
 * @param {Plot} figure
 * @param {HTMLElement} legend
 */
export function drawPlot(body, figure, legend) {
  const data = [figure.x, ...figure.series.map((series) => series.y)];
  const shape = JSON.stringify([figure.x_axis, figure.y_axis, figure.dashes, figure.series.map(({ label, role, mark }) => [label, role, mark])]);
  const known = drawn.get(body);
  if (known?.shape === shape) {
    known.figure = figure;
    known.plot.setData(/** @type {any} */ (data));
    return;
  }
  /** @type {{plot?: uPlot, shape: string, figure: Plot}} */
  const now = { shape, figure };
  drawn.set(body, now);
  now.plot = setPlot(body, figure, options(body, now, legend), data);
}

function options(body, now, legend) {
  const colour = (role) => () => colourOf(role);
  const { figure } = now;
  return {
    series: [{}, ...figure.series.map((series, i) => styleOf(series, figure.dashes[i], figure, colour(series.role)))],
    cursor: { drag: { x: false, y: false } },
    hooks: {
      setCursor: [(plot) => readOut(plot, now.figure, legend)],
      ready: [(plot) => readOut(plot, now.figure, legend)],
      draw: [(plot) => drawChosen(plot, now.figure.chosen, colourOf("ink"))],
    },
  };
}

/** Show the series and their values under the pointer in the legend, which keeps room for the values so that nothing moves. */
function readOut({ cursor, data }, figure, legend) {
  const at = cursor.idx;
  const value = (row) => (at == null || Number.isNaN(data[row][at]) ? "" : formatShort(data[row][at]));
  const items = figure.series.map((series, i) => legendEntry(series, figure.dashes[i], value(i + 1)));
  legend.replaceChildren(...items, positionEntry(figure.x_axis, at == null ? null : data[0][at]));
}

function styleOf({ mark, role }, dash, figure, stroke) {
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
        pxAlign: figure.x.length <= MAX_UNALIGNED ? 0 : 1,
        dash: DASHES[dash],
        points: { show: figure.x.length <= MAX_MARKED, size: 5 },
      };
  }
}
