// @ts-check
/**
 * Output heads, as in nnviz/heads.py: link and loss on raw scores, and how they are spoken of.
 *
 * link(z)           u_O of all outputs
 * loss(z, target)   of one sample; `target` is one number for each output, or its class alone
 * arrow, linkName   what is between hidden nodes and outputs, and its name
 * outputName(k)     what output k is
 * score             name of the score; scoreText(share) writes it
 */

import { number, percent } from "../../shared/js/format.js";

/** @import { Head, Lane, Lens, Measured, Run, Through } from "./types.js" */

/** @param {number[]} values */
const sum = (values) => values.reduce((a, b) => a + b, 0);
/** @param {number} z */
const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/** @param {number[]} z */
function softmax(z) {
  const peak = Math.max(...z);
  const parts = z.map((v) => Math.exp(v - peak));
  const total = sum(parts);
  return parts.map((part) => part / total);
}

/** @param {number[]} z @param {ArrayLike<number>} target */
const squares = (z, target) => sum(z.map((v, k) => (target[k] - v) ** 2));

const CLASSES = { score: "accuracy", scoreText: percent };
/** @type {Omit<Head, "outputName">} */
const NUMBERS = {
  score: "R²", scoreText: (share) => number(share, 2), arrow: "Σ", linkName: "weighted sum",
  link: (z) => z, loss: (z, target) => squares(z, target) / 2,
};

/** @type {Record<string, Head>} */
export const HEADS = {
  binary: {
    ...CLASSES, arrow: "Σ → σ", linkName: "weighted sum, then sigmoid",
    outputName: () => "P(y = 1 | x)",
    link: (z) => [1 / (1 + Math.exp(-z[0]))],
    loss: (z, target) => softplus(z[0]) - target[0] * z[0],
    predict: (z) => (z[0] > 0 ? 1 : 0),
  },
  multiclass: {
    ...CLASSES, arrow: "Σ → softmax", linkName: "a weighted sum for each class, then softmax",
    outputName: (k) => `P(y = ${k} | x)`,
    link: softmax,
    loss: (z, target) => {
      const peak = Math.max(...z);
      return peak + Math.log(sum(z.map((v) => Math.exp(v - peak)))) - z[target[0]];
    },
    predict: (z) => z.indexOf(Math.max(...z)),
  },
  regression: { ...NUMBERS, outputName: () => "ŷ" },
  vector_regression: { ...NUMBERS, outputName: (k) => `ŷ${k + 1}` },
};

/**
 * Loss and score of a lane as a lens shows it: without the units that are switched off.
 * @param {Run} run
 * @param {Lane} lane
 * @param {number} step
 * @param {Lens} lens
 * @returns {Measured}
 */
export function measured(run, lane, step, lens) {
  if (lens.off.size > 0) {
    const part = (/** @type {number} */ which) => evaluate(run, lane, step, lens.withoutSum, which);
    return { train: part(0) ?? { loss: 0, score: 0 }, test: part(1) };
  }
  const at = lane.clamp(step);
  return {
    train: { loss: lane.trainLoss[at], score: lane.trainScore[at] },
    test: lane.testLoss && lane.testScore ? { loss: lane.testLoss[at], score: lane.testScore[at] } : null,
  };
}

/**
 * Mean loss and score of a lane as a lens shows it, over training or test samples.
 * @param {Run} run
 * @param {Lane} lane
 * @param {number} step
 * @param {Through | null} lens
 * @param {number} part 0: training samples, 1: test samples
 * @returns {{loss: number, score: number} | null} null without such samples
 */
export function evaluate(run, lane, step, lens, part) {
  const { head } = run;
  let [n, loss, right, residual] = [0, 0, 0, 0];
  const sums = new Float64Array(run.nTargets);
  const squaresOf = new Float64Array(run.nTargets);
  for (let i = 0; i < run.nSamples; i++) {
    if (run.split[i] !== part) continue;
    n += 1;
    const z = lane.outputScores(step, run.sample(i), lens);
    const target = run.target(i);
    loss += head.loss(z, target);
    if (head.predict) right += head.predict(z) === target[0] ? 1 : 0;
    else {
      residual += squares(z, target);
      target.forEach((y, k) => { sums[k] += y; squaresOf[k] += y * y; });
    }
  }
  if (n === 0) return null;
  if (head.predict) return { loss: loss / n, score: right / n };
  const total = sum(Array.from(squaresOf, (s, k) => s - (sums[k] * sums[k]) / n));
  return { loss: loss / n, score: total > 1e-12 * n ? 1 - residual / total : Number(residual === 0) };
}
