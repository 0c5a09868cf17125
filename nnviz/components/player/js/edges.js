// @ts-check
/** The edges of a lane's graph, under its maps: wide is large, dashed is negative. */

import { fullWidthWeight, scaledWeight } from "./edge_weights.js";

/** @import { Context, Edge, Lane, PaintedScene, Run } from "./types.js" */

/** @typedef {PaintedScene & { run: Pick<Run, "domain">, lane: Lane, step: number }} EdgesShown */

const LEAST_WIDTH = 0.7; // CSS pixels; an edge never goes
const SEEN = 0.1; // CSS pixels by which a width must change to be seen
const OPACITY = 0.85;
const BEHIND_SUM = 0.3; // of edges into hidden nodes, while the sum is shown

/**
 * Paint every edge of a lane at a step.
 * @param {Context} context cleared, in CSS pixels of the lane's box
 * @param {EdgesShown} shown
 */
export function paintEdges(context, shown) {
  const { edges, palette, lens } = shown;
  const isShown = (/** @type {Edge} */ edge) => edge.kind === "hidden" || edge.k === lens.k;
  context.lineCap = "butt";
  paintPlain(context, edges.filter((edge) => edge.kind === "link"), palette.muted, []);
  paintPlain(context, edges.filter((edge) => edge.kind !== "link" && !isShown(edge)), palette.rule, []);
  for (const edge of edges) {
    if (edge.kind === "link" || !isShown(edge)) continue;
    if (lens.off.has(edge.m)) paintPlain(context, [edge], palette.muted, [1, 4]);
    else if (edge.kind === "output" && edge.m >= 0 && !lens.has(edge.m)) paintPlain(context, [edge], palette.rule, []);
    else paintWeight(context, edge, shown);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/** @param {Context} context @param {Edge[]} edges @param {string} color @param {number[]} dash */
function paintPlain(context, edges, color, dash) {
  context.globalAlpha = 1;
  context.strokeStyle = color;
  context.lineWidth = 1.2;
  context.setLineDash(dash);
  context.beginPath();
  edges.forEach(({ way }) => trace(context, way));
  context.stroke();
}

/** @param {Context} context @param {Edge} edge @param {EdgesShown} shown */
function paintWeight(context, edge, shown) {
  const signed = signedWidth(edge, shown);
  if (Number.isNaN(signed)) return;
  const { palette, lens } = shown;
  const width = Math.abs(signed);
  context.globalAlpha = lens.isSum && edge.kind === "hidden" ? BEHIND_SUM : OPACITY;
  context.strokeStyle = signed < 0 ? palette.low : palette.high;
  context.lineWidth = width;
  context.setLineDash(signed < 0 ? [3 + 0.9 * width, 2.5 + 0.5 * width] : []);
  context.beginPath();
  trace(context, edge.way);
  context.stroke();
}

/** Width in CSS pixels, below 0 for a negative weight; NaN for none. @param {Edge} edge @param {EdgesShown} shown */
function signedWidth(edge, { run, lane, step, widest }) {
  const weight = scaledWeight(run.domain, lane, step, edge);
  if (!Number.isFinite(weight)) return NaN;
  const width = Math.max(LEAST_WIDTH, widest * Math.min(1, Math.abs(weight) / fullWidthWeight(run.domain, lane)));
  return weight < 0 ? -width : width;
}

/** The widths of all edges with a weight. @param {EdgesShown} shown */
export const signedWidths = (shown) => Float64Array.from(shown.edges, (edge) => (edge.kind === "link" ? 0 : signedWidth(edge, shown)));

/** Whether an edge looks otherwise than before. @param {Float64Array} widths @param {Float64Array} before */
export const haveMoved = (widths, before) => widths.some((width, i) => !(Math.abs(width - before[i]) <= SEEN));

/** @param {Context} context @param {number[]} way */
function trace(context, way) {
  context.moveTo(way[0], way[1]);
  for (let at = 2; at < way.length; at += 6) {
    context.bezierCurveTo(way[at], way[at + 1], way[at + 2], way[at + 3], way[at + 4], way[at + 5]);
  }
}
