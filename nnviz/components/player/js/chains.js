// @ts-check
/** The lines of one node's picture as chains of points, for a picture that is saved. */

import { makeTracer, zeroLine } from "./contour.js";
import { BOUNDARY, levelLines } from "./level_lines.js";
import { evaluateScores, makeGrid } from "./grid.js";
import { fillSoftmax, makeSoftmax, marginOf } from "./softmax.js";

/** @import { Lane, Lens, Run, Through } from "./types.js" */

/** @typedef {{ points: number[][], width: number, isDashed: boolean }} Chain a line, from 0 to 1 */

const CHAIN_CELLS = 401; // a side

/**
 * @param {Run} run with two inputs; the picture of a curve has its lines in its pixels
 * @param {Lane} lane
 * @param {Lens} lens
 * @param {string} node
 * @param {number} step
 * @returns {Chain[]}
 */
export function chainsOf(run, lane, lens, node, step) {
  const index = Number(node.slice(1)) - 1;
  if (node[0] === "h") {
    const ends = zeroLine(run.domain, lane, step, index);
    return ends ? [{ points: [ends.slice(0, 2), ends.slice(2)], width: 1.2, isDashed: false }] : [];
  }
  const isMany = run.n_classes > 2;
  const grid = makeGrid(run.domain, CHAIN_CELLS, lane.n_outputs);
  const tracer = makeTracer(CHAIN_CELLS);
  const softmax = isMany ? makeSoftmax(lane.n_outputs, CHAIN_CELLS ** 2) : null;
  const unit = (/** @type {number} */ cell) => (cell + 0.5) / CHAIN_CELLS;
  /** @type {Chain[]} */
  const lines = [];

  /** @param {Through | null} through @param {boolean} isDashed */
  function collect(through, isDashed) {
    const scores = evaluateScores(grid, lane, step, /** @type {Lens | null} */ (through));
    if (softmax) fillSoftmax(softmax, scores);
    const shown = node === "class" ? [...scores.keys()].slice(0, -1) : [index];
    for (const k of shown) {
      const traced = softmax ? scores[k].map((_, cell) => marginOf(softmax, scores, k, cell)) : scores[k];
      for (const { at, width } of isDashed ? [BOUNDARY] : levelLines(run, lane, lens, scores[k])) {
        tracer.trace(traced,
          (c, r) => lines.push({ points: [[unit(c), unit(r)]], width, isDashed }),
          (c, r) => lines[lines.length - 1].points.push([unit(c), unit(r)]), at);
      }
    }
  }

  collect(lens, false);
  if (lens.off.size > 0 && !lens.isSum) collect(null, true);
  return lines;
}
