/** A training run as the player uses it: the payload's tensors behind functions of the step. */

import { activationTable } from "./activations.js";
import { parseSafetensors } from "./safetensors.js";

/** @param {Uint8Array} bytes the payload of nnviz/player/payload.py */
export function openRun(bytes) {
  const { tensors, metadata } = parseSafetensors(bytes);
  const description = JSON.parse(metadata.nnviz);
  const activations = activationTable(description.leak);
  const data = (name) => tensors.get(name)?.data ?? null;
  const lanes = description.lanes.map((lane) => openLane(lane, activations, data));
  return {
    ...description,
    lanes,
    X: data("X"),
    y: data("y"),
    split: data("split"),
    nSamples: data("y").length,
    lane: (name) => find(lanes, name),
  };
}

function find(lanes, name) {
  const lane = lanes.find((candidate) => candidate.name === name);
  if (!lane) {
    const names = lanes.map((candidate) => candidate.name).join(", ");
    throw new RangeError(`lane must be one of ${names}; got ${name} instead.`);
  }
  return lane;
}

function openLane(lane, activations, data) {
  const W_H = data(`${lane.name}.W_H`);
  const W_O = data(`${lane.name}.W_O`);
  const H = lane.n_hidden;
  const O = lane.n_outputs;
  const activation = activations[lane.activation];
  /** The lane's own last step, where it ended before the timeline does. */
  const clamp = (step) => Math.min(step, lane.n_steps);
  const opened = {
    ...lane,
    g: activation,
    trainLoss: data(`${lane.name}.train_loss`),
    testLoss: data(`${lane.name}.test_loss`),
    trainScore: data(`${lane.name}.train_score`),
    testScore: data(`${lane.name}.test_score`),
    clamp,
    /** w_H of input i (0 is the bias) into hidden unit m (from 0). */
    hiddenWeight: (step, i, m) => W_H[(clamp(step) * 3 + i) * H + m],
    /** w_O of hidden unit m (from 0; −1 is the bias) into output k. */
    outputWeight: (step, m, k = 0) => W_O[(clamp(step) * (H + 1) + m + 1) * O + k],
    hiddenScore: (step, m, x) =>
      opened.hiddenWeight(step, 0, m) +
      opened.hiddenWeight(step, 1, m) * x[0] +
      opened.hiddenWeight(step, 2, m) * x[1],
    outputScore: (step, x, k = 0) => {
      let z = opened.outputWeight(step, -1, k);
      for (let m = 0; m < H; m++) {
        z += opened.outputWeight(step, m, k) * activation.value(opened.hiddenScore(step, m, x));
      }
      return z;
    },
    /** Output of node "h1" … "o1" at x. */
    value: (node, x, step) => {
      const [, kind, digits] = /^([ho])([1-9]\d*)$/.exec(node) ?? [];
      const index = Number(digits) - 1;
      if (!(index < (kind === "h" ? H : O))) {
        throw new RangeError(`node must be one of h1 to h${H} or o1 to o${O}; got ${node} instead.`);
      }
      if (kind === "h") return activation.value(opened.hiddenScore(step, index, x));
      return 1 / (1 + Math.exp(-opened.outputScore(step, x, index)));
    },
  };
  return opened;
}
