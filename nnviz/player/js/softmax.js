/** Softmax of score arrays over a grid, the most likely class, and where classes meet. */

const EXP_CELLS = 8192;
const EXP_REACH = 24; // e^−24 is below a millionth of a level of colour
const PER_UNIT = EXP_CELLS / EXP_REACH;
const EXP = Float64Array.from({ length: EXP_CELLS + 2 }, (_, i) => Math.exp(-i / PER_UNIT));
EXP[EXP_CELLS] = 0; // beyond its reach a part counts as 0
EXP[EXP_CELLS + 1] = 0;

/** e^−d for d ≥ 0, by linear interpolation in a table: to 1.1e-6. */
function decay(d) {
  const v = d * PER_UNIT;
  if (v >= EXP_CELLS) return 0;
  const cell = v | 0;
  const e = EXP[cell];
  return e + (v - cell) * (EXP[cell + 1] - e);
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
    top: new Float64Array(cells),
    second: new Float64Array(cells),
  };
}

/** Fill the buffers from the scores of all classes. */
export function fillSoftmax(buffers, scores) {
  rank(buffers, scores);
  confide(buffers, scores);
  const { top, second, winner, confidence } = buffers;
  scores.forEach((z, k) => {
    const [parts, margin] = [buffers.probabilities[k], buffers.margins[k]];
    for (let i = 0; i < z.length; i++) {
      const below = top[i] - z[i];
      parts[i] = decay(below) * confidence[i];
      margin[i] = winner[i] === k ? top[i] - second[i] : -below;
    }
  });
}

/** Find the largest and the second largest score of each cell. */
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

/** P of the most likely class is 1 / Σ e^(z − top). */
function confide({ top, confidence }, scores) {
  confidence.fill(0);
  for (const z of scores) {
    for (let i = 0; i < z.length; i++) confidence[i] += decay(top[i] - z[i]);
  }
  for (let i = 0; i < confidence.length; i++) confidence[i] = 1 / confidence[i];
}
