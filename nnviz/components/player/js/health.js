// @ts-check
/**
 * Whether each hidden unit does any work, judged over the training samples.
 *
 * dead       the same output for every sample and g′ = 0 there: no error reaches its weights
 * saturated  |g′| is nearly 0 for nearly every sample, on a g that flattens little by little
 * duplicate  its output is a multiple of an earlier unit's plus a constant
 * useless    what it adds to the output hardly varies, beside what others add
 */

import { number, percent } from "../../shared/js/format.js";

/** @import { Lane, Run, Verdict } from "./types.js" */

// A unit is saturated at a sample where |g′| is less; SATURATED in nnviz/experiments/gradient_flow.py.
const SATURATED = 0.01;
const NEARLY_ALL = 0.9; // of the samples
const UNLIKE = 1e-3; // share of a unit's variance that an earlier one leaves unexplained, at least
const TINY = 0.02; // of the largest contribution
const STILL = 1e-9; // of the size of the output

/**
 * @typedef {object} Measures
 * @property {Float64Array} shape u for each training sample, shifted to mean 0 and scaled to length 1
 * @property {number} low
 * @property {boolean} isStill whether it is the same for every sample
 * @property {boolean} isFlat whether g′ is 0 for every sample
 * @property {number} flatShare of the samples
 * @property {number} contribution how much what it adds to an output varies, at most
 */

/**
 * @param {Run} run
 * @param {Lane} lane
 * @param {number} step
 * @returns {(Verdict | null)[]} a verdict for each hidden unit, or none
 */
export function judgeUnits(run, lane, step) {
  const units = Array.from({ length: lane.n_hidden }, (_, m) => measure(run, lane, step, m));
  const largest = Math.max(...units.map((unit) => unit.contribution));
  return units.map((_, m) => verdict(lane, units, m, largest));
}

/**
 * @param {Lane} lane
 * @param {Measures[]} units
 * @param {number} m
 * @param {number} largest contribution of any unit
 * @returns {Verdict | null}
 */
function verdict(lane, units, m, largest) {
  const unit = units[m];
  const name = `u${m + 1}`;
  if (unit.isStill && unit.isFlat && lane.steepest === 0) {
    return { kind: "dead", text:
      `${name} is dead: it is ${number(unit.low)} for every training point and its derivative there ` +
      "is 0, so no error reaches its weights at this step." };
  }
  if (lane.steepest > 0 && unit.flatShare >= NEARLY_ALL) {
    return { kind: "saturated", text:
      `${name} is saturated: for ${percent(unit.flatShare)} of the training points |g′| is below ` +
      `${SATURATED}, so less than ${percent(SATURATED)} of their errors reaches its weights.` };
  }
  const twin = units.findIndex((other, j) => j < m && isAffine(unit, other));
  if (twin >= 0) {
    return { kind: "duplicate", text:
      `${name} is a duplicate: over the training points it is u${twin + 1} times a number plus a number ` +
      `(to within ${percent(UNLIKE)} of its variance), so the two do the work of one.` };
  }
  if (unit.contribution < TINY * largest) {
    return { kind: "useless", text:
      `${name} is useless at this step: what it adds to the output varies by less than ${percent(TINY)} of ` +
      "what the strongest unit adds." };
  }
  return null;
}

/**
 * @param {Run} run
 * @param {Lane} lane
 * @param {number} step
 * @param {number} m
 * @returns {Measures}
 */
function measure(run, lane, step, m) {
  const { value, derivative } = lane.g;
  const outputs = new Float64Array(run.nSamples);
  let [low, high, steepest, flat, n] = [Infinity, -Infinity, 0, 0, 0];
  for (let i = 0; i < run.nSamples; i++) {
    if (run.split[i]) continue;
    const z = lane.hiddenScore(step, m, run.sample(i));
    const u = value(z);
    const slope = Math.abs(derivative(z));
    low = Math.min(low, u);
    high = Math.max(high, u);
    steepest = Math.max(steepest, slope);
    if (slope < SATURATED) flat += 1;
    outputs[n++] = u;
  }
  const weights = Array.from({ length: lane.n_outputs }, (_, k) => Math.abs(lane.outputWeight(step, m, k)));
  return {
    shape: normalise(outputs.subarray(0, n)),
    low,
    isStill: high - low <= STILL * Math.max(1, Math.abs(high)),
    isFlat: steepest === 0,
    flatShare: flat / n,
    contribution: (high - low) * Math.max(...weights),
  };
}

/**
 * Whether a unit is a·other + b over the samples, but for a small share of its variance.
 * @param {Measures} unit
 * @param {Measures} other
 */
function isAffine(unit, other) {
  if (unit.isStill || other.isStill) return false;
  const explained = dot(unit.shape, other.shape) ** 2; // R² of the least-squares line
  return 1 - explained <= UNLIKE;
}

/** Shift values to mean 0 and scale them to length 1, in place. @param {Float64Array} values */
function normalise(values) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  for (let i = 0; i < values.length; i++) values[i] -= mean;
  const length = Math.sqrt(dot(values, values));
  for (let i = 0; i < values.length; i++) values[i] /= length;
  return values;
}

/** @param {Float64Array} a @param {Float64Array} b */
function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
