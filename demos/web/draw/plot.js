/** Lines, stems and dots over one common x. */

import { colourOf, DASHES, drawChosen, named, namedPlace, setPlot, short } from "./axes.js";
import uPlot from "../vendor/uPlot.esm.js";

const FEW = 16; // points that a line marks each
const MANY = 300; // points beyond which dashes and fractions of a pixel are slow to draw, and hard to see
const drawn = new WeakMap(); // body -> {plot, shape, figure}

export function drawPlot(body, figure, legend) {
  const data = [figure.x, ...figure.series.map((series) => series.y)];
  const shape = JSON.stringify([figure.x_axis, figure.y_axis, figure.series.map(({ label, role, mark }) => [label, role, mark])]);
  const known = drawn.get(body);
  if (known?.shape === shape) {
    known.figure = figure;
    known.plot.setData(data);
    return;
  }
  const now = { shape, figure };
  drawn.set(body, now);
  now.plot = setPlot(body, figure, options(body, now, legend), data);
}

function options(body, now, legend) {
  const colour = (role) => () => colourOf(role);
  const { figure } = now;
  return {
    series: [{}, ...figure.series.map((series) => look(series, figure, colour(series.role)))],
    cursor: { drag: { x: false, y: false } },
    hooks: {
      setCursor: [(plot) => readOut(plot, now.figure, legend)],
      ready: [(plot) => readOut(plot, now.figure, legend)],
      draw: [(plot) => drawChosen(plot, now.figure.chosen, colourOf("ink"))],
    },
  };
}

/** The legend names the series, and the values under the pointer: it keeps room for them, so that nothing moves. */
function readOut({ cursor, data }, figure, legend) {
  const at = cursor.idx;
  const value = (row) => (at == null || Number.isNaN(data[row][at]) ? "" : brief(data[row][at]));
  const items = figure.series.map((series, i) => named(series, isDashed(series, figure) ? 1 : 0, value(i + 1)));
  legend.replaceChildren(...items, namedPlace(figure.x_axis, at == null ? null : data[0][at]));
}

/** A number that has room in a legend. */
function brief(value) {
  const tiny = Math.abs(value) < 1e-3 && Math.abs(value) > 1e-12;
  return tiny ? value.toExponential(2).replaceAll("-", "−") : short(value);
}

const isDashed = ({ role, mark }, { x }) => role === "before" && mark === "line" && x.length <= MANY;

function look(series, figure, stroke) {
  const { mark, role } = series;
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
        dash: DASHES[isDashed(series, figure) ? 1 : 0],
        points: { show: figure.x.length <= FEW, size: 5 },
      };
  }
}
