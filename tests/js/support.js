/** Runs for tests, from plain arrays instead of a payload. */

import { makeLens } from "../../nnviz/components/player/js/lens.js";
import { runOf } from "../../nnviz/components/player/js/run.js";

/** Names of activations that can saturate, with the steepest slope of each. */
const STEEPEST = { sigmoid: 0.25, tanh: 1 };

/**
 * A run of two steps, the same weights at each, for classes (`head` binary or multiclass) or numbers.
 * @param {object} of `X` rows; `y` classes, or rows of numbers; `lanes` [{activation, W_H, W_O}] with rows of
 *   weights, bias first; `head`; `split` 1 for test samples
 */
export function makeRun({ X, y, lanes, head = "binary", split = y.map(() => 0), n_steps = 1 }) {
  const isClasses = head === "binary" || head === "multiclass";
  const targets = isClasses ? Uint8Array.from(y) : Float32Array.from(y.flat());
  const tensors = { X: Float32Array.from(X.flat()), y: targets, split: Uint8Array.from(split) };
  const described = lanes.map(({ activation, W_H, W_O, ...more }, index) => {
    const name = `${activation}${index}`;
    tensors[`${name}.W_H`] = Float32Array.from([W_H, W_H].flat(3));
    tensors[`${name}.W_O`] = Float32Array.from([W_O, W_O].flat(3));
    tensors[`${name}.train_loss`] = Float32Array.of(0.7, 0.6);
    tensors[`${name}.train_score`] = Float32Array.of(0.5, 0.75);
    return {
      name, activation, label: activation, n_hidden: W_H[0].length, n_outputs: W_O[0].length, n_steps: 1,
      diverged_at: null, divergence: "", steepest: STEEPEST[activation] ?? 0, ...more,
    };
  });
  const description = {
    domain: X[0].map(() => [-1, 1]), head, n_classes: isClasses ? Math.max(2, ...y.map((k) => k + 1)) : 0,
    n_steps, leak: 0.01, tables: {}, lanes: described,
  };
  return runOf(description, (name) => tensors[name] ?? null);
}

/** What looks at every lane of a run as a whole, but without some units of all. */
export function lensesOf(off = []) {
  return () => {
    const lens = makeLens();
    off.forEach((m) => lens.off.add(m));
    return lens;
  };
}
