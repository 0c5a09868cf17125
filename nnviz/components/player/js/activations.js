// @ts-check
/**
 * Activation functions g(z) and g′(z), as in nnviz/activations, and how the painter evaluates each on a
 * whole grid: `kernel` names the loop in kernels.js that suits it.
 *
 * piecewise  u = left·z for z ≤ 0, right·z for z > 0
 * logistic   u = offset + height / (1 + e^(−steepness·z)): e^(row + column) is a product
 * sine       sin(row + column) = sin·cos + cos·sin
 * table      linear interpolation from `low` to `high`; beyond it the lines left·z + leftOffset
 *            and right·z + rightOffset, which g has reached to within 1e-8
 */

/** @import { Activation } from "./types.js" */

const SLOPE_STEP = 1e-4; // for g′ of a table, by central differences

/**
 * An activation without an entry below, from a table of its values.
 * @param {{low: number, high: number, left: number, leftOffset: number, right: number,
 *   rightOffset: number}} ends where the table begins and ends, and the lines beyond
 * @param {Float32Array} values g at equal distances from `low` to `high`
 * @returns {Activation}
 */
export function tabulated(ends, values) {
  const { low, high, left, leftOffset, right, rightOffset } = ends;
  const perCell = (high - low) / (values.length - 1);
  const value = (/** @type {number} */ z) => {
    if (z < low) return left * z + leftOffset;
    if (z >= high) return right * z + rightOffset;
    const place = (z - low) / perCell;
    const i = Math.floor(place);
    return values[i] + (place - i) * (values[i + 1] - values[i]);
  };
  const derivative = (/** @type {number} */ z) =>
    (value(z + SLOPE_STEP) - value(z - SLOPE_STEP)) / (2 * SLOPE_STEP);
  return { ...PLAIN, ...ends, value, derivative, kernel: "table" };
}

/** @param {number} z */
const sigmoid = (z) => 1 / (1 + Math.exp(-z));

/** What an activation has unless it says otherwise. */
const PLAIN = {
  left: 0, leftOffset: 0, right: 0, rightOffset: 0, low: 0, high: 0, offset: 0, height: 0, steepness: 0,
};

/**
 * @param {number} leak slope of leaky ReLU left of zero
 * @returns {Record<string, Activation>}
 */
export function activationTable(leak) {
  return {
    identity: { ...PLAIN, value: (z) => z, derivative: () => 1, kernel: "piecewise", left: 1, right: 1 },
    step: { ...PLAIN, value: (z) => (z >= 0 ? 1 : 0), derivative: () => 0, kernel: "table", rightOffset: 1 },
    sigmoid: {
      ...PLAIN, value: sigmoid, derivative: (z) => sigmoid(z) * sigmoid(-z),
      kernel: "logistic", height: 1, steepness: 1, rightOffset: 1, low: -20, high: 20,
    },
    tanh: {
      ...PLAIN, value: Math.tanh, derivative: (z) => 1 - Math.tanh(z) ** 2,
      kernel: "logistic", offset: -1, height: 2, steepness: 2, leftOffset: -1, rightOffset: 1, low: -10, high: 10,
    },
    relu: {
      ...PLAIN, value: (z) => (z > 0 ? z : 0), derivative: (z) => (z > 0 ? 1 : 0), kernel: "piecewise", right: 1,
    },
    leaky_relu: {
      ...PLAIN, value: (z) => (z > 0 ? z : leak * z), derivative: (z) => (z > 0 ? 1 : leak),
      kernel: "piecewise", left: leak, right: 1,
    },
    softplus: {
      ...PLAIN, value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))), derivative: sigmoid,
      kernel: "table", right: 1, low: -20, high: 20,
    },
    elu: {
      ...PLAIN, value: (z) => (z > 0 ? z : Math.expm1(z)), derivative: (z) => (z > 0 ? 1 : Math.exp(z)),
      kernel: "table", leftOffset: -1, right: 1, low: -20,
    },
    silu: {
      ...PLAIN, value: (z) => z * sigmoid(z), derivative: (z) => sigmoid(z) * (1 + z * sigmoid(-z)),
      kernel: "table", right: 1, low: -24, high: 24,
    },
    sine: { ...PLAIN, value: Math.sin, derivative: Math.cos, kernel: "sine" },
    gaussian: {
      ...PLAIN, value: (z) => Math.exp(-z * z), derivative: (z) => -2 * z * Math.exp(-z * z),
      kernel: "table", low: -5, high: 5,
    },
  };
}
