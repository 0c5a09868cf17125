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
    n_steps, n_planned: n_steps, leak: 0.01, tables: {}, lanes: described,
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

/**
 * The payload's bytes of a run of one lane, tanh0 with one unit, that does not change.
 * @param {{ nSteps: number }} of
 */
export function payloadOf({ nSteps }) {
  const range = { low: -1, high: 1, neutral: 0, clipped: false };
  const lane = {
    name: "tanh0", activation: "tanh", label: "tanh", n_hidden: 1, n_outputs: 1, n_steps: nSteps, diverged_at: null,
    divergence: "", steepest: 1, hidden_range: range, output_range: range, contribution_range: range,
  };
  const description = {
    domain: [[-1, 1], [-1, 1]], head: "binary", n_classes: 2, n_steps: nSteps, leak: 0.01, tables: {}, lanes: [lane],
  };
  const every = (values) => Float32Array.from({ length: (nSteps + 1) * values.length }, (_, i) => values[i % values.length]);
  const tensors = {
    X: Float32Array.of(0, 0), "tanh0.W_H": every([0.1, 1, -1]), "tanh0.W_O": every([0.2, 1]),
    "tanh0.train_loss": every([0.7]), "tanh0.train_score": every([0.5]), y: Uint8Array.of(0), split: Uint8Array.of(0),
  };
  const header = { __metadata__: { nnviz: JSON.stringify(description) } };
  const parts = [];
  let end = 0;
  for (const [name, data] of Object.entries(tensors)) {
    const part = new Uint8Array(data.buffer);
    header[name] = { dtype: data instanceof Uint8Array ? "U8" : "F32", shape: [data.length], data_offsets: [end, end += part.length] };
    parts.push(part);
  }
  let text = JSON.stringify(header);
  text += " ".repeat((8 - (text.length % 8)) % 8);
  const head = new TextEncoder().encode(text);
  const bytes = new Uint8Array(8 + head.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(head.length), true);
  bytes.set(head, 8);
  let at = 8 + head.length;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
