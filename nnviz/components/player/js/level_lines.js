// @ts-check
/** Which lines an output's picture has: the boundary, round values of a predicted number, or levels of a probability. */

import { tick } from "../../shared/js/format.js";
import { contourLevels } from "./contour.js";
import { outputRangeOf } from "./lens.js";

/** @import { Lane, Lens, Run } from "./types.js" */
/** @typedef {{ at: number, width: number, text?: string }} LevelLine of equal score, its width in CSS pixels, and what
 *    is written on it */

export const BOUNDARY = { at: 0, width: 2 };

const LEAST_SPAN = 1e-3; // of a probability over a picture; less is the same everywhere
const ABOUT = 5; // lines of equal probability

/** Whether a picture without a boundary has lines of equal probability. @param {Pick<Run, "n_classes" | "nInputs">} run */
export const hasProbabilityLines = ({ n_classes, nInputs }) => n_classes === 2 && nInputs === 2;

/**
 * The lines of an output. Two classes whose boundary is outside the picture would leave an empty square: then
 * lines of equal probability show how the network sees the space.
 * @param {Run} run
 * @param {Lane} lane
 * @param {Lens} lens
 * @param {ArrayLike<number>} scores of the output over the picture
 * @returns {LevelLine[]}
 */
export function levelLines(run, lane, lens, scores) {
  if (run.n_classes === 0) {
    return contourLevels(outputRangeOf(lane, lens)).map((at) => ({ at, width: at === 0 ? 2 : 1 }));
  }
  if (!hasProbabilityLines(run) || lens.isSum) return [BOUNDARY];
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < scores.length; i++) {
    if (scores[i] < least) least = scores[i];
    if (scores[i] > most) most = scores[i];
  }
  return least > 0 || most < 0 ? probabilityLines(sigmoidOf(least), sigmoidOf(most)) : [BOUNDARY];
}

/** @param {number} z */
const sigmoidOf = (z) => 1 / (1 + Math.exp(-z));

/**
 * Lines at round probabilities between two, as scores z = ln P / (1 − P).
 * @param {number} low
 * @param {number} high
 * @returns {LevelLine[]}
 */
function probabilityLines(low, high) {
  if (!(high - low > LEAST_SPAN)) return [];
  return contourLevels({ low, high }, ABOUT).filter((p) => p > 0 && p < 1)
    .map((p) => ({ at: Math.log(p / (1 - p)), width: 1, text: tick(p) }));
}

/**
 * Where a line is written on: where it meets the picture's middle column, or else its middle row, in cells; null if it
 * meets neither.
 * @param {ArrayLike<number>} scores row after row from below
 * @param {number} size cells of a row
 * @param {number} at
 * @returns {[number, number] | null} column and row
 */
export function placeOnLine(scores, size, at) {
  const middle = size >> 1;
  const above = (/** @type {number} */ c, /** @type {number} */ r) => scores[r * size + c] > at;
  for (let i = 0; i + 1 < size; i++) if (above(middle, i) !== above(middle, i + 1)) return [middle, i];
  for (let i = 0; i + 1 < size; i++) if (above(i, middle) !== above(i + 1, middle)) return [i, middle];
  return null;
}
