// @ts-check
/** A training run as the player uses it: the payload's tensors behind functions of the step. */

import { activationTable, tabulated } from "./activations.js";
import { HEADS } from "./heads.js";
import { weightThrough } from "./lens.js";
import { parseSafetensors } from "./safetensors.js";

/** @import { Activation, Description, Lane, LaneDescription, Run, Tensors } from "./types.js" */

/** @param {Uint8Array} bytes the payload of nnviz/components/player/payload.py */
export function openRun(bytes) {
  const { tensors, metadata } = parseSafetensors(bytes);
  return runOf(JSON.parse(metadata.nnviz), (name) => tensors.get(name)?.data ?? null);
}

/**
 * @param {Description} description
 * @param {Tensors} data
 * @returns {Run}
 */
export function runOf(description, data) {
  /** @type {Record<string, Activation>} */
  const activations = activationTable(description.leak);
  for (const [name, ends] of Object.entries(description.tables)) {
    activations[name] = tabulated(ends, floats(data, `g.${name}`));
  }
  const [X, split] = [floats(data, "X"), data("split")];
  const y = Float32Array.from(data("y") ?? []); // classes come as bytes
  if (!(split instanceof Uint8Array)) throw new TypeError("The run says of no sample whether it is for training.");
  const nTargets = y.length / split.length;
  const nInputs = description.domain.length;
  const samples = Array.from(split, (_, i) => Array.from(X.subarray(i * nInputs, (i + 1) * nInputs)));
  /** @type {Run} */
  const run = {
    ...description,
    nInputs,
    head: HEADS[description.head],
    X,
    y,
    split,
    nSamples: split.length,
    nTargets,
    lanes: [],
    lane: (name) => find(run.lanes, name),
    /** Features of sample i. */
    sample: (i) => samples[i],
    target: (i) => y.subarray(i * nTargets, (i + 1) * nTargets),
  };
  run.lanes = description.lanes.map((lane) => openLane(lane, run, activations, data));
  return run;
}

/** @param {Tensors} data @param {string} name */
function floats(data, name) {
  const found = data(name);
  if (!(found instanceof Float32Array)) throw new TypeError(`The run has no tensor ${name} of float32.`);
  return found;
}

/** @param {Lane[]} lanes @param {string} name */
function find(lanes, name) {
  const lane = lanes.find((candidate) => candidate.name === name);
  if (!lane) {
    const names = lanes.map((candidate) => candidate.name).join(", ");
    throw new RangeError(`lane must be one of ${names}; got ${name} instead.`);
  }
  return lane;
}

/**
 * @param {LaneDescription} lane
 * @param {Run} run
 * @param {Record<string, Activation>} activations
 * @param {Tensors} data
 * @returns {Lane}
 */
function openLane(lane, run, activations, data) {
  const of = (/** @type {string} */ key) => floats(data, `${lane.name}.${key}`);
  const [W_H, W_O] = [of("W_H"), of("W_O")];
  const H = lane.n_hidden;
  const O = lane.n_outputs;
  const D = run.nInputs;
  const activation = activations[lane.activation];
  const hasTest = data(`${lane.name}.test_loss`) !== null;
  /** The lane's own last step, where it ended before the timeline does. */
  const clamp = (/** @type {number} */ step) => Math.min(step, lane.n_steps);
  /** @type {Lane} */
  const opened = {
    ...lane,
    color: "", // comes with the theme
    g: activation,
    trainLoss: of("train_loss"),
    testLoss: hasTest ? of("test_loss") : null,
    trainScore: of("train_score"),
    testScore: hasTest ? of("test_score") : null,
    clamp,
    /** w_H of input i (0 is the bias) into hidden unit m (from 0). */
    hiddenWeight: (step, i, m) => W_H[(clamp(step) * (D + 1) + i) * H + m],
    /** w_O of hidden unit m (from 0; −1 is the bias) into output k. */
    outputWeight: (step, m, k = 0) => W_O[(clamp(step) * (H + 1) + m + 1) * O + k],
    hiddenScore: (step, m, x) => {
      let z = opened.hiddenWeight(step, 0, m);
      for (let i = 0; i < D; i++) z += opened.hiddenWeight(step, i + 1, m) * x[i];
      return z;
    },
    hiddenValue: (step, m, x) => activation.value(opened.hiddenScore(step, m, x)),
    /** z_O of every output, through a lens or of the whole network. */
    outputScores: (step, x, lens = null) => {
      const u = Array.from({ length: H }, (_, m) => opened.hiddenValue(step, m, x));
      return Array.from({ length: O }, (_, k) => u.reduce(
        (z, value, m) => z + weightThrough(lens, opened, step, m, k) * value,
        opened.outputWeight(step, -1, k),
      ));
    },
    /** What the map of a node shows at x: "h1", "o1", or "class" for the most likely class. */
    value: (node, x, step, lens = null) => {
      const [kind, index] = parseNode(node, H, O, run.n_classes > 2);
      if (kind === "h") {
        const u = opened.hiddenValue(step, index, x);
        return lens?.isSum ? opened.outputWeight(step, index, lens.k) * u : u;
      }
      const scores = opened.outputScores(step, x, lens);
      if (kind === "class") return scores.indexOf(Math.max(...scores));
      return lens?.isScore?.(H) ? scores[index] : run.head.link(scores)[index];
    },
  };
  return opened;
}

/**
 * @param {string} node
 * @param {number} nHidden
 * @param {number} nOutputs
 * @param {boolean} hasClasses
 * @returns {["h" | "o" | "class", number]} kind of a node, and its index from 0
 */
function parseNode(node, nHidden, nOutputs, hasClasses) {
  if (hasClasses && node === "class") return ["class", 0];
  const [, kind, digits] = /^([ho])([1-9]\d*)$/.exec(node) ?? [];
  const index = Number(digits) - 1;
  if (kind === "h" && index < nHidden) return [kind, index];
  if (kind === "o" && index < nOutputs) return [kind, index];
  const classes = hasClasses ? ", or class" : "";
  throw new RangeError(
    `node must be one of h1 to h${nHidden} or o1 to o${nOutputs}${classes}; got ${node} instead.`);
}
