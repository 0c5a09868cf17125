// @ts-check
/** Softmax of score arrays over a grid, the most likely class, and where classes meet. */

const EXP_CELLS = 8192;
const EXP_REACH = 24; // e^−24 is below a millionth of a level of colour
const PER_UNIT = EXP_CELLS / EXP_REACH;
const EXP = Float64Array.from({ length: EXP_CELLS + 2 }, (_, i) => Math.exp(-i / PER_UNIT));
EXP[EXP_CELLS] = 0; // beyond its reach a part counts as 0
EXP[EXP_CELLS + 1] = 0;

/**
 * e^−d for d ≥ 0, by linear interpolation in a table: to 1.1e-6.
 * @param {number} d
 */
function decay(d) {
  const v = d * PER_UNIT;
  if (v >= EXP_CELLS) return 0;
  const cell = v | 0;
  const e = EXP[cell];
  return e + (v - cell) * (EXP[cell + 1] - e);
}

/** @typedef {ReturnType<typeof makeSoftmax>} Softmax */

/**
 * Buffers for K classes on `cells` cells.
 * @param {number} K
 * @param {number} cells
 */
export function makeSoftmax(K, cells) {
  return {
    /** P(y = k | x) in each cell. */
    probabilities: Array.from({ length: K }, () => new Float64Array(cells)),
    winner: new Uint8Array(cells),
    /** P of the most likely class. */
    confidence: new Float64Array(cells),
    top: new Float64Array(cells),
    second: new Float64Array(cells),
  };
}

/**
 * Fill the buffers from the scores of all classes.
 * @param {Softmax} buffers
 * @param {Float64Array[]} scores
 */
export function fillSoftmax(buffers, scores) {
  rank(buffers, scores);
  const { top, confidence, probabilities } = buffers;
  const total = confidence.fill(0);
  scores.forEach((z, k) => {
    const parts = probabilities[k];
    for (let i = 0; i < z.length; i++) {
      const part = decay(top[i] - z[i]);
      parts[i] = part;
      total[i] += part;
    }
  });
  for (let i = 0; i < total.length; i++) confidence[i] = 1 / total[i]; // e^0 of the likeliest
  for (const parts of probabilities) {
    for (let i = 0; i < parts.length; i++) parts[i] *= confidence[i];
  }
}

/**
 * Find the largest and the second largest score of each cell.
 * @param {Softmax} buffers
 * @param {Float64Array[]} scores
 */
function rank({ top, second, winner }, [first, ...others]) {
  top.set(first);
  second.fill(-Infinity);
  winner.fill(0);
  others.forEach((z, k) => {
    for (let i = 0; i < z.length; i++) {
      const v = z[i];
      if (v > top[i]) {
        second[i] = top[i];
        top[i] = v;
        winner[i] = k + 1;
      } else if (v > second[i]) second[i] = v;
    }
  });
}

/**
 * z_k − max of the others, in one cell: positive where class k is the most likely.
 * @param {Softmax} buffers
 * @param {Float64Array[]} scores
 * @param {number} k
 * @param {number} cell
 */
export function marginOf({ top, second, winner }, scores, k, cell) {
  return winner[cell] === k ? top[cell] - second[cell] : scores[k][cell] - top[cell];
}
