// @ts-check
/** Where values are on the picture of a curve: along x, and upright with some room at both ends. */

/** @import { Lane, Lens, Range, Run } from "./types.js" */

/** @typedef {ReturnType<typeof makeCurveAxes>} CurveAxes */

const PADDING = 0.08; // share of the upright axis left free at each end

/**
 * @param {Run} run with one input
 * @param {Lane} lane
 * @param {Lens} lens
 */
export function makeCurveAxes(run, lane, lens) {
  const [low, high] = run.domain[0];
  const unitX = (/** @type {number} */ x) => (x - low) / (high - low);
  const axes = {
    unitX,
    get hiddenRange() { return lens.isSum ? lane.contribution_range : lane.hidden_range; },
    get outputRange() { return lens.isSum ? lane.contribution_range : lane.output_range; },
    /**
     * Height from 0 to 1, clipped a little beyond the axis so that a steep curve stays a line.
     * @param {number} y
     * @param {Range} range
     */
    unitY(y, range) {
      const pad = PADDING * (range.high - range.low);
      const unit = (y - range.low + pad) / (range.high - range.low + 2 * pad);
      return Math.min(Math.max(unit, -1), 2);
    },
    /** Where sample i is on the picture of output k. @param {number} k @param {number} i */
    place: (k, i) => [unitX(run.X[i]), axes.unitY(run.target(i)[k], axes.outputRange)],
  };
  return axes;
}
