// @ts-check
/** Which lines an output's picture has: the boundary, round values of a predicted number, or levels of a probability. */

import { contourLevels } from "./contour.js";
import { outputRangeOf } from "./lens.js";

/** @import { Lane, Lens, Run } from "./types.js" */
/** @typedef {{ at: number, width: number }} LevelLine of equal score, and its width in CSS pixels */

export const BOUNDARY = { at: 0, width: 2 };

/** Where P(y = 1 | x) is 0.1 … 0.9, as scores ln P / (1 − P); ½ is the boundary. @type {LevelLine[]} */
const PROBABILITIES = [1, 2, 3, 4, 6, 7, 8, 9].map((tenth) => ({ at: Math.log(tenth / (10 - tenth)), width: 0.8 }));

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
  return hasProbabilityLines(run) && !lens.isSum && !changesSign(scores) ? PROBABILITIES : [BOUNDARY];
}

/** @param {ArrayLike<number>} values */
function changesSign(values) {
  const isFirstAbove = values[0] > 0;
  for (let i = 1; i < values.length; i++) if (values[i] > 0 !== isFirstAbove) return true;
  return false;
}
