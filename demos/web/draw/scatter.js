/** Scatter plots: groups of points with intervals. The reader shows a point's note by pointer, finger or arrow keys. */

import { colourOf, DASHES, drawChosen, legendEntry, setPlot } from "./axes.js";
import { formatNumber, formatPercent, typeset } from "./typeset.js";

/** @import { Axis } from "./scales.js" */
/**
 * @typedef {object} Group
 * @property {string} label
 * @property {string} role
 * @property {"dots" | "rings" | "line" | "path" | "dashes" | "trail"} mark
 * @property {ArrayLike<number>} x
 * @property {ArrayLike<number>} y
 * @property {ArrayLike<number> | null} low
 * @property {ArrayLike<number> | null} high
 * @property {string[]} notes
 */
/** @typedef {{title: string, groups: Group[], dashes: number[], x_axis: Axis, y_axis: Axis, chosen: number | null}} Scatter `dashes` are indices in DASHES */

const MINIMUM_HEIGHT = 280; // pixels, as in the style sheet for the first paint
const REACH = 24; // pixels from a point within which the pointer selects it
/** @type {Object<string, number>} */
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };
/** @type {WeakMap<HTMLElement, Points>} */
const drawn = new WeakMap(); // by body

/**
 * @param {HTMLElement} body
 * @param {Scatter} figure
 * @param {HTMLElement} legend
 */
export function drawScatter(body, figure, legend) {
  const shape = JSON.stringify([figure.x_axis, figure.y_axis]);
  let points = drawn.get(body);
  if (points?.shape !== shape) {
    points?.off.abort();
    body.replaceChildren();
    points = new Points(body, figure, shape);
    drawn.set(body, points);
  }
  points.show(figure);
  legend.replaceChildren(...figure.groups.map((group, i) => legendEntry(group, figure.dashes[i])));
}

class Points {
  off = new AbortController();
  /** @type {number | null} */
  #selected = null; // index in points
  /** @type {{group: Group, i: number, x: number, y: number}[]} */
  points = [];

  constructor(body, figure, shape) {
    this.body = body;
    this.shape = shape;
    this.figure = figure;
    const { x_axis, y_axis } = figure;
    const data = [[x_axis.low, x_axis.high], [y_axis.low, y_axis.high]];
    const nothing = { paths: () => null, points: { show: false } };
    const cursor = { x: false, y: false, points: { show: false }, drag: { x: false, y: false } };
    const hooks = { draw: [(plot) => this.#draw(plot)] };
    this.plot = setPlot(body, figure, { series: [{}, nothing], cursor, hooks }, data, MINIMUM_HEIGHT);
    this.note = body.appendChild(document.createElement("p"));
    this.note.className = "fdnn-point";
    this.note.ariaLive = "polite";
    const { over } = this.plot;
    Object.assign(over, { tabIndex: 0, role: "group", ariaLabel: `${typeset(figure.title)}: the arrow keys go from point to point` });
    const { signal } = this.off;
    over.addEventListener("pointermove", (event) => this.#select(this.#nearest(event)), { signal });
    over.addEventListener("pointerdown", (event) => this.#select(this.#nearest(event)), { signal });
    over.addEventListener("keydown", (event) => event.key in STEPS && this.#step(event), { signal });
  }

  show(figure) {
    this.figure = figure;
    this.points = figure.groups.flatMap((group) => [...group.x].map((x, i) => ({ group, i, x, y: group.y[i] })));
    this.points = this.points.filter(({ group, x, y }) => hasDots(group) && this.#inside(x, y)).sort((a, b) => a.x - b.x);
    this.plot.redraw(false, false);
    this.#select(null);
  }

  #inside(x, y) {
    const { x_axis, y_axis } = this.figure;
    return x >= x_axis.low && x <= x_axis.high && y >= y_axis.low && y <= y_axis.high;
  }

  #nearest({ offsetX, offsetY }) {
    let best = null;
    let reach = REACH;
    this.points.forEach(({ x, y }, place) => {
      const distance = Math.hypot(this.plot.valToPos(x, "x") - offsetX, this.plot.valToPos(y, "y") - offsetY);
      if (distance < reach) [best, reach] = [place, distance];
    });
    return best;
  }

  #step(event) {
    event.preventDefault();
    const count = this.points.length;
    const first = STEPS[event.key] > 0 ? 0 : count - 1;
    if (count) this.#select(this.#selected === null ? first : (this.#selected + STEPS[event.key] + count) % count);
  }

  /** Select a point and show its note; without one, show how to select one. */
  #select(at) {
    if (at === this.#selected && this.note.textContent) return;
    this.#selected = at;
    const { group, i, x, y } = this.points[at] ?? {};
    const { x_axis, y_axis } = this.figure;
    this.note.textContent = group
      ? typeset(`${group.label}: ${formatPercent(x)} ${x_axis.label}, ${formatNumber(y)} ${y_axis.label}. ${group.notes[i] ?? ""}`)
      : "Point at a mark, or go from one to the next with the arrow keys, to read where it comes from.";
    this.plot.redraw(false, false);
  }

  #draw(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    drawChosen(plot, this.figure.chosen, colourOf("ink"));
    const { groups, dashes } = this.figure;
    groups.forEach((group, i) => this.#drawGroup(plot, group, DASHES[dashes[i]]));
    const point = this.points?.[this.#selected];
    if (point) circle(plot, point, 7, "stroke");
    ctx.restore();
  }

  #drawGroup(plot, group, dash) {
    const { ctx } = plot;
    const colour = colourOf(group.role);
    Object.assign(ctx, { strokeStyle: colour, fillStyle: colour, lineWidth: 1.5 * devicePixelRatio });
    const faint = group.mark === "trail";
    if (faint) Object.assign(ctx, { globalAlpha: 0.7, lineWidth: devicePixelRatio });
    if (!["dots", "rings"].includes(group.mark)) drawPath(plot, group, dash);
    if (group.low) drawIntervals(plot, group);
    const way = group.mark === "rings" ? "stroke" : "fill";
    if (hasDots(group)) for (let i = 0; i < group.x.length; i++) circle(plot, { x: group.x[i], y: group.y[i] }, faint ? 2 : 3, way);
    ctx.globalAlpha = 1;
  }
}

/** @param {Group} group */
const hasDots = ({ mark }) => mark !== "line" && mark !== "dashes";

function place(plot, x, y) {
  return [plot.valToPos(x, "x", true), plot.valToPos(y, "y", true)];
}

function circle(plot, { x, y }, radius, way) {
  plot.ctx.beginPath();
  plot.ctx.arc(...place(plot, x, y), radius * devicePixelRatio, 0, 2 * Math.PI);
  plot.ctx[way]();
}

function drawPath(plot, { x, y }, dash) {
  const { ctx } = plot;
  ctx.save();
  ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
  ctx.beginPath();
  for (let i = 0; i < x.length; i++) ctx.lineTo(...place(plot, x[i], y[i]));
  ctx.stroke();
  ctx.restore();
}

function drawIntervals(plot, { x, low, high }) {
  const { ctx } = plot;
  ctx.beginPath();
  for (let i = 0; i < x.length; i++) {
    ctx.moveTo(...place(plot, x[i], low[i]));
    ctx.lineTo(...place(plot, x[i], high[i]));
  }
  ctx.stroke();
}
