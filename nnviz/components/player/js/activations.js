/**
 * Activation functions g(z), as in nnviz/activations, and how the painter evaluates each on a
 * whole grid: `kernel` names the loop in kernels.js that suits it.
 *
 * piecewise  u = left·z for z ≤ 0, right·z for z > 0
 * logistic   u = offset + height / (1 + e^(−steepness·z)): e^(row + column) is a product
 * sine       sin(row + column) = sin·cos + cos·sin
 * table      linear interpolation from `low` to `high`; beyond it the lines left·z + leftOffset
 *            and right·z + rightOffset, which g has reached to within 1e-8
 */

/**
 * An activation without an entry below, from a table of its values.
 * @param {{low: number, high: number, left: number, leftOffset: number, right: number,
 *   rightOffset: number}} ends where the table begins and ends, and the lines beyond
 * @param {Float32Array} values g at equal distances from `low` to `high`
 */
export function tabulated(ends, values) {
  const { low, high, left, leftOffset, right, rightOffset } = ends;
  const perCell = (high - low) / (values.length - 1);
  const value = (z) => {
    if (z < low) return left * z + leftOffset;
    if (z >= high) return right * z + rightOffset;
    const place = (z - low) / perCell;
    const i = Math.floor(place);
    return values[i] + (place - i) * (values[i + 1] - values[i]);
  };
  return { ...ends, value, kernel: "table" };
}

const sigmoid = (z) => 1 / (1 + Math.exp(-z));

const LINES = { left: 0, leftOffset: 0, right: 0, rightOffset: 0 };

/** @param {number} leak slope of leaky ReLU left of zero */
export function activationTable(leak) {
  return {
    identity: { value: (z) => z, kernel: "piecewise", left: 1, right: 1 },
    step: { value: (z) => (z >= 0 ? 1 : 0), kernel: "table", ...LINES, rightOffset: 1, low: 0, high: 0 },
    sigmoid: {
      value: sigmoid, kernel: "logistic", offset: 0, height: 1, steepness: 1,
      ...LINES, rightOffset: 1, low: -20, high: 20,
    },
    tanh: {
      value: Math.tanh, kernel: "logistic", offset: -1, height: 2, steepness: 2,
      ...LINES, leftOffset: -1, rightOffset: 1, low: -10, high: 10,
    },
    relu: { value: (z) => (z > 0 ? z : 0), kernel: "piecewise", left: 0, right: 1 },
    leaky_relu: { value: (z) => (z > 0 ? z : leak * z), kernel: "piecewise", left: leak, right: 1 },
    softplus: {
      value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
      kernel: "table", ...LINES, right: 1, low: -20, high: 20,
    },
    elu: {
      value: (z) => (z > 0 ? z : Math.expm1(z)),
      kernel: "table", ...LINES, leftOffset: -1, right: 1, low: -20, high: 0,
    },
    silu: { value: (z) => z * sigmoid(z), kernel: "table", ...LINES, right: 1, low: -24, high: 24 },
    sine: { value: Math.sin, kernel: "sine" },
    gaussian: { value: (z) => Math.exp(-z * z), kernel: "table", ...LINES, low: -5, high: 5 },
  };
}
