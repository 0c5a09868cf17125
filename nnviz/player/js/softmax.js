/** Softmax of score arrays over a grid, the most likely class, and where classes meet. */

const EXP_CELLS = 8192;
const EXP_REACH = 24; // e^−24 is below a millionth of a level of colour
const PER_UNIT = EXP_CELLS / EXP_REACH;
const EXP = Float64Array.from({ length: EXP_CELLS + 2 }, (_, i) => Math.exp(-i / PER_UNIT));

/** e^−d for d ≥ 0, by linear interpolation: to 1.1e-6. */
function decay(d) {
  const v = d * PER_UNIT;
  if (!(v < EXP_CELLS)) return 0;
  const i = v | 0;
  return EXP[i] + (v - i) * (EXP[i + 1] - EXP[i]);
}

/** Buffers for K classes on `cells` cells. */
export function makeSoftmax(K, cells) {
  const arrays = () => Array.from({ length: K }, () => new Float64Array(cells));
  return {
    /** P(y = k | x) in each cell. */
    probabilities: arrays(),
    /** z_k − max of the others: positive where class k is the most likely. */
    margins: arrays(),
    winner: new Uint8Array(cells),
    /** P of the most likely class. */
    confidence: new Float64Array(cells),
  };
}

/** Fill the buffers from the scores of all classes. */
export function fillSoftmax(buffers, scores) {
  const K = scores.length;
  const { probabilities, margins, winner, confidence } = buffers;
  for (let i = 0; i < winner.length; i++) {
    let best = 0;
    let top = scores[0][i];
    let second = -Infinity;
    for (let k = 1; k < K; k++) {
      const z = scores[k][i];
      if (z > top) {
        second = top;
        top = z;
        best = k;
      } else if (z > second) second = z;
    }
    let total = 0;
    for (let k = 0; k < K; k++) {
      const part = decay(top - scores[k][i]);
      probabilities[k][i] = part;
      margins[k][i] = k === best ? top - second : scores[k][i] - top;
      total += part;
    }
    const share = 1 / total;
    for (let k = 0; k < K; k++) probabilities[k][i] *= share;
    winner[i] = best;
    confidence[i] = probabilities[best][i];
  }
}
