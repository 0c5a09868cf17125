// @ts-check
/** The axis of losses: which part of them it spans, its ticks, and what lies beyond. */

const USUAL = 0.9; // share of the losses that the axis is made for
const ABOVE_USUAL = 4; // the top is at most so many times the highest of them
const FLAT = 0.05; // share of a linear axis in which a curve's shape cannot be seen
const DECADES = 6; // below the top of a logarithmic axis, at most

/** @import { Lane } from "./types.js" */
/** @typedef {{ low: number, high: number, isLog: boolean }} LossAxis */
/** @typedef {{ lane: Lane, values: Float32Array }} Curve */

/**
 * A bad start, a spike or an explosion must not press all else flat: the top is at most four times
 * the 90th percentile. What lies beyond leaves the chart, with its value at the edge.
 * @param {Curve[]} curves
 * @param {boolean} isLog
 * @returns {LossAxis}
 */
export function lossAxis(curves, isLog) {
  const all = curves.flatMap(({ values }) => Array.from(values)).sort((a, b) => a - b);
  const usual = ABOVE_USUAL * all[Math.floor(USUAL * (all.length - 1))];
  const high = Math.min(all[all.length - 1], usual) || 1;
  if (!isLog) return { low: 0, high, isLog };
  const low = Math.max(all[0], high * 10 ** -DECADES);
  return low < high ? { low, high, isLog } : { low: high / 10, high, isLog };
}

/**
 * Where a loss is, from 0 (bottom) to 1 (top); what lies beyond is less or more.
 * @param {LossAxis} axis
 * @param {number} loss
 */
export function shareOf({ low, high, isLog }, loss) {
  if (!isLog) return (loss - low) / (high - low);
  return Math.log(Math.max(loss, Number.MIN_VALUE) / low) / Math.log(high / low);
}

/** @param {LossAxis} axis */
export function lossTicks({ low, high, isLog }) {
  if (isLog) {
    const powers = [];
    for (let p = Math.ceil(Math.log10(low)); p <= Math.log10(high); p++) powers.push(10 ** p);
    return powers.length >= 2 ? powers : [low, high];
  }
  const rough = high / 2.5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? 10 * power;
  const ticks = [];
  for (let v = low; v <= high * 1.001; v += step) ticks.push(v);
  return ticks;
}

/**
 * The highest point of each curve that leaves the axis at its top.
 * @template {Curve} C
 * @param {C[]} curves
 * @param {LossAxis} axis
 * @returns {{ curve: C, step: number, loss: number }[]}
 */
export function peaksBeyond(curves, { high }) {
  return curves.map((curve) => {
    const loss = curve.values.reduce((a, b) => Math.max(a, b), 0);
    return { curve, step: curve.values.indexOf(loss), loss };
  }).filter(({ loss }) => loss > high);
}

/**
 * Whether a logarithmic axis shows more: on a linear one half of the losses would be pressed flat at the bottom, and the
 * losses that are usual span more than a decade.
 * @param {Curve[]} curves
 */
export function readsBetterInLog(curves) {
  const all = curves.flatMap(({ values }) => Array.from(values)).sort((a, b) => a - b);
  const { high } = lossAxis(curves, false);
  const middle = all[Math.floor(0.5 * (all.length - 1))];
  return all[0] > 0 && middle < FLAT * high && all[0] * 10 < high;
}

// Less is the luck of few test samples: by how much the test loss has risen, and the training loss fallen.
const RISE = 1.05;
const FALL = 0.98;

/**
 * The first step at which a lane's test loss is least, if it is clearly higher later; null without test samples.
 * @param {Pick<Lane, "testLoss" | "n_steps">} lane
 */
export function leastTestStep({ testLoss, n_steps }) {
  if (!testLoss) return null;
  const losses = testLoss.subarray(0, n_steps + 1);
  const step = losses.indexOf(losses.reduce((a, b) => Math.min(a, b), Infinity));
  return step >= 0 && losses.subarray(step).some((loss) => loss > RISE * losses[step]) ? step : null;
}

/**
 * Since when a lane overfits: its test loss was least, and at this step it is clearly higher while the training loss is
 * clearly lower than it was. Null if that is not so.
 * @param {Lane} lane
 * @param {number} step
 */
export function overfitsSince(lane, step) {
  const least = leastTestStep(lane);
  const at = lane.clamp(step);
  if (least === null || !lane.testLoss || at <= least) return null;
  const isWorse = lane.testLoss[at] > RISE * lane.testLoss[least];
  return isWorse && lane.trainLoss[at] < FALL * lane.trainLoss[least] ? least : null;
}
