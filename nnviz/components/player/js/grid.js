// @ts-check
/** A grid of cell centres over a plane, and every node's values on it. */

import { addUnit } from "./kernels.js";

/** @import { Lane, Lens } from "./types.js" */

/** @typedef {ReturnType<typeof makeGrid>} Grid */

const AT_ONCE = 4; // units that are added to an output together: fewer passes over its scores

/**
 * @param {[number, number][]} domain [[low, high], [low, high]] of x1 and x2
 * @param {number} size cells along each side
 * @param {number} nOutputs arrays of scores that are kept
 */
export function makeGrid(domain, size, nOutputs = 1) {
  /** @param {[number, number]} ends */
  const middles = ([low, high]) =>
    Float64Array.from({ length: size }, (_, i) => low + ((i + 0.5) / size) * (high - low));
  /** @param {number} n */
  const arrays = (n) => Array.from({ length: n }, () => new Float64Array(size * size));
  return {
    size,
    x1: middles(domain[0]),
    x2: middles(domain[1]),
    row: new Float64Array(size),
    col: new Float64Array(size),
    units: arrays(nOutputs > 1 ? AT_ONCE : 1), // outputs of some units
    scores: arrays(nOutputs),
  };
}

/** @param {Grid} grid @param {Lane} lane @param {number} step @param {number} m */
function setScores(grid, lane, step, m) {
  const bias = lane.hiddenWeight(step, 0, m);
  const w1 = lane.hiddenWeight(step, 1, m);
  const w2 = lane.hiddenWeight(step, 2, m);
  for (let i = 0; i < grid.size; i++) {
    grid.col[i] = w1 * grid.x1[i];
    grid.row[i] = bias + w2 * grid.x2[i];
  }
}

/**
 * Fill an array with weight·u of hidden unit m (from 0); by default one of the grid's own.
 * @param {Grid} grid
 * @param {Lane} lane
 * @param {number} step
 * @param {number} m
 */
export function evaluateHidden(grid, lane, step, m, weight = 1, into = grid.units[0]) {
  setScores(grid, lane, step, m);
  into.fill(0);
  addUnit(into, weight, lane.g, grid.row, grid.col);
  return into;
}

/**
 * Fill `grid.scores` with z_O of every output, as a lens shows the lane.
 * @param {Grid} grid
 * @param {Lane} lane
 * @param {number} step
 * @param {Lens | null} lens
 */
export function evaluateScores(grid, lane, step, lens) {
  const { scores, units } = grid;
  const all = Array.from({ length: lane.n_hidden }, (_, m) => m);
  const shown = lens === null ? all : all.filter((m) => lens.has(m));
  const { kernel, left, right } = lane.g;
  if (kernel === "piecewise" && left === 1 && right === 1) return fillCollapsed(grid, lane, step, shown);
  scores.forEach((z, k) => z.fill(lane.outputWeight(step, -1, k)));
  if (scores.length === 1) {
    for (const m of shown) {
      setScores(grid, lane, step, m);
      addUnit(scores[0], lane.outputWeight(step, m, 0), lane.g, grid.row, grid.col);
    }
    return scores;
  }
  // g once for all outputs: it costs more than the products.
  for (let start = 0; start < shown.length; start += AT_ONCE) {
    const now = shown.slice(start, start + AT_ONCE);
    now.forEach((m, i) => evaluateHidden(grid, lane, step, m, 1, units[i]));
    scores.forEach((z, k) => {
      const weights = units.map((_, i) => (i < now.length ? lane.outputWeight(step, now[i], k) : 0));
      addScaled(z, units, weights);
    });
  }
  return scores;
}

/**
 * With the identity all units collapse to one sum that is linear in x, whatever their number.
 * @param {Grid} grid
 * @param {Lane} lane
 * @param {number} step
 * @param {number[]} shown
 */
function fillCollapsed(grid, lane, step, shown) {
  const { scores, size, x1, x2 } = grid;
  scores.forEach((z, k) => {
    /** @param {number} i */
    const sum = (i) =>
      shown.reduce((s, m) => s + lane.outputWeight(step, m, k) * lane.hiddenWeight(step, i, m), 0);
    const [bias, w1, w2] = [sum(0) + lane.outputWeight(step, -1, k), sum(1), sum(2)];
    for (let r = 0, cell = 0; r < size; r++) {
      const row = bias + w2 * x2[r];
      for (let c = 0; c < size; c++, cell++) z[cell] = row + w1 * x1[c];
    }
  });
  return scores;
}

/** @param {Float64Array} into @param {Float64Array[]} units @param {number[]} weights */
function addScaled(into, [a, b, c, d], [u, v, w, x]) {
  for (let i = 0; i < into.length; i++) into[i] += u * a[i] + v * b[i] + w * c[i] + x * d[i];
}
