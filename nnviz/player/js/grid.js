/** A grid of cell centres over the domain, and every node's values on it. */

import { addUnit } from "./kernels.js";

/**
 * @param {number[][]} domain [[low, high], [low, high]] of x1 and x2
 * @param {number} size cells along each side
 */
export function makeGrid(domain, size) {
  const middles = ([low, high]) =>
    Float64Array.from({ length: size }, (_, i) => low + ((i + 0.5) / size) * (high - low));
  return {
    size,
    x1: middles(domain[0]),
    x2: middles(domain[1]),
    row: new Float64Array(size),
    col: new Float64Array(size),
    values: new Float64Array(size * size),
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

/** Fill `grid.values` with u of hidden unit m (from 0). */
export function evaluateHidden(grid, lane, step, m) {
  setScores(grid, lane, step, m);
  grid.values.fill(0);
  addUnit(grid.values, 1, lane.g, grid.row, grid.col);
  return grid.values;
}

/** Fill `grid.values` with the score z_O of output k (from 0). */
export function evaluateOutput(grid, lane, step, k = 0) {
  grid.values.fill(lane.outputWeight(step, -1, k));
  for (let m = 0; m < lane.n_hidden; m++) {
    setScores(grid, lane, step, m);
    addUnit(grid.values, lane.outputWeight(step, m, k), lane.g, grid.row, grid.col);
  }
  return grid.values;
}
