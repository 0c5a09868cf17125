/** A grid of cell centres over a plane, and every node's values on it. */

import { addUnit } from "./kernels.js";
import { weightThrough } from "./lens.js";

/**
 * @param {number[][]} domain [[low, high], [low, high]] of x1 and x2
 * @param {number} size cells along each side
 * @param {number} nOutputs arrays of scores that are kept
 */
export function makeGrid(domain, size, nOutputs = 1) {
  const middles = ([low, high]) =>
    Float64Array.from({ length: size }, (_, i) => low + ((i + 0.5) / size) * (high - low));
  const array = () => new Float64Array(size * size);
  return {
    size,
    x1: middles(domain[0]),
    x2: middles(domain[1]),
    row: new Float64Array(size),
    col: new Float64Array(size),
    values: array(), // of one unit
    scores: Array.from({ length: nOutputs }, array),
  };
}

function setScores(grid, lane, step, m) {
  const bias = lane.hiddenWeight(step, 0, m);
  const w1 = lane.hiddenWeight(step, 1, m);
  const w2 = lane.hiddenWeight(step, 2, m);
  for (let i = 0; i < grid.size; i++) {
    grid.col[i] = w1 * grid.x1[i];
    grid.row[i] = bias + w2 * grid.x2[i];
  }
}

/** Fill `grid.values` with weight·u of hidden unit m (from 0). */
export function evaluateHidden(grid, lane, step, m, weight = 1) {
  setScores(grid, lane, step, m);
  grid.values.fill(0);
  addUnit(grid.values, weight, lane.g, grid.row, grid.col);
  return grid.values;
}

/** Fill `grid.scores` with z_O of every output, as a lens shows the lane. */
export function evaluateScores(grid, lane, step, lens) {
  const { scores } = grid;
  scores.forEach((z, k) => z.fill(lane.outputWeight(step, -1, k)));
  for (let m = 0; m < lane.n_hidden; m++) {
    if (lens !== null && !lens.has(m)) continue;
    if (scores.length === 1) {
      setScores(grid, lane, step, m);
      addUnit(scores[0], weightThrough(lens, lane, step, m, 0), lane.g, grid.row, grid.col);
    } else {
      // g once for all outputs: it costs more than the products.
      const u = evaluateHidden(grid, lane, step, m);
      scores.forEach((z, k) => addScaled(z, u, weightThrough(lens, lane, step, m, k)));
    }
  }
  return scores;
}

function addScaled(into, values, weight) {
  for (let i = 0; i < into.length; i++) into[i] += weight * values[i];
}
