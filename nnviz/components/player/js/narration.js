// @ts-check
/** What happened, in words: the sentence above the lanes and the live region. */

import { count, listed, number, percent } from "../../shared/js/format.js";
import { measured } from "./heads.js";
import { overfitsSince } from "./loss_axis.js";

/** @import { Lane, Lens, Run } from "./types.js" */
/** @typedef {(lane: string) => Lens} LensOf how a lane is looked at, by its name */

/**
 * One sentence that compares the lanes at a step, each as it is shown.
 * @param {Run} run
 * @param {number} step
 * @param {LensOf} lensOf
 */
export function sentence(run, step, lensOf) {
  const nothing = nothingToLearn(run);
  if (nothing) return nothing;
  const clauses = run.lanes.map((lane, index) => clause(run, lane, step, lensOf(lane.name), index === 0));
  const text = `${clauses.join("; ")}.${overfitting(run, step, lensOf)}`;
  return run.n_steps > 0 ? `At step ${count(step)} ${text}` : text[0].toUpperCase() + text.slice(1);
}

/**
 * Which lane overfits, with its losses then and now; the one that does it most, of several. Empty if none does, or where
 * the losses are not those of what is shown.
 * @param {Run} run
 * @param {number} step
 * @param {LensOf} lensOf
 */
function overfitting(run, step, lensOf) {
  const [worst] = run.lanes
    .map((lane) => ({ lane, since: lensOf(lane.name).off.size > 0 ? null : overfitsSince(lane, step) }))
    .flatMap(({ lane, since }) => (since === null || !lane.testLoss ? [] : [{
      lane, since, test: lane.testLoss, rise: lane.testLoss[lane.clamp(step)] / lane.testLoss[since],
    }]))
    .sort((a, b) => b.rise - a.rise);
  if (!worst) return "";
  const { lane, since, test } = worst;
  const at = lane.clamp(step);
  const change = (/** @type {Float32Array} */ losses) => `${number(losses[since], 3)} to ${number(losses[at], 3)}`;
  return ` The ${lane.label} network overfits since step ${count(since)}: test loss from ${change(test)}, training loss from ${change(lane.trainLoss)}.`;
}

/** @param {Run} run */
function nothingToLearn(run) {
  const train = trainSamples(run);
  if (run.n_classes) {
    const classes = new Set(train.map((i) => run.y[i]));
    return classes.size > 1 ? ""
      : "All training points belong to one class, so there is nothing to separate: change the data.";
  }
  const first = Array.from(run.target(train[0]));
  const isConstant = train.every((i) => first.every((y, k) => y === run.target(i)[k]));
  return isConstant
    ? "All training targets are the same number, so there is nothing to explain: change the data." : "";
}

/** @param {Run} run */
const trainSamples = (run) => Array.from(run.split.keys()).filter((i) => !run.split[i]);

/**
 * The class that a network gives to every training point; null if it gives several, or numbers.
 * @param {Run} run
 * @param {Lane} lane
 * @param {number} step
 * @param {Lens} lens
 */
function onlyClass(run, lane, step, lens) {
  const { predict } = run.head;
  if (!predict) return null;
  let only = null;
  for (const i of trainSamples(run)) {
    const k = predict(lane.outputScores(step, run.sample(i), lens.withoutSum));
    if (only !== null && k !== only) return null;
    only = k;
  }
  return only;
}

/**
 * What an identity network is, whatever its size. Only said where it tells classes apart.
 * @param {Run} run
 * @param {Lane} lane
 * @param {boolean} again whether the reader has been told so of another lane
 */
function straight(run, lane, again) {
  const is = again ? "is still" : "is";
  if (run.n_classes > 2) return `has ${again ? "still " : ""}straight boundaries`;
  if (run.n_classes) {
    return `has ${again ? "still " : ""}one ${run.nInputs === 1 ? "point" : "straight line"} as its boundary`;
  }
  const shape = run.nInputs === 1 ? "straight line" : "flat plane";
  return lane.n_outputs === 1 ? `${is} a ${shape}` : `${is} a ${shape} for each output`;
}

/** " without u1 and u3", where units are switched off. @param {Lens} lens */
function without({ off }) {
  const names = [...off].sort((a, b) => a - b).map((m) => `u${m + 1}`);
  return names.length > 0 ? ` without ${listed(names)}` : "";
}

/**
 * @param {Run} run
 * @param {Lane} lane
 * @param {number} step
 * @param {Lens} lens
 * @param {boolean} isFirst whether no lane has been spoken of yet
 */
function clause(run, lane, step, lens, isFirst) {
  const name = `the ${lane.label} network${without(lens)}`;
  if (lane.diverged_at !== null && step >= lane.n_steps) {
    return `${name} has diverged: from step ${count(lane.diverged_at)} its numbers are no longer finite`;
  }
  const share = measured(run, lane, step, lens).train.score;
  const score = run.head.scoreText(share);
  const short = run.n_classes ? score : `${run.head.score} ${score}`;
  const training = lane.trained_elsewhere ? "" : "training ";
  const long = run.n_classes ? `is right for ${score} of the ${training}points`
    : share < 0 ? `does worse than the mean of the ${training}targets, with ${short}`
      : `explains the ${training}targets with ${short}`;
  const isRandom = step === 0 && !lane.trained_elsewhere;
  const start = isRandom ? `${name}, still random,` : name;
  const only = onlyClass(run, lane, step, lens);
  if (only !== null) return `${start} calls every ${training}point class ${only}, right for ${short}`;
  if (isRandom) return `${start} ${long}`;
  if (lane.activation === "identity") {
    const what = `${name} ${straight(run, lane, !isFirst)}`;
    return isFirst ? `${what} and ${long}` : `${what}: ${short}`;
  }
  if (lane.activation === "step") {
    return `${name} passes no error back to its hidden weights, because the step’s derivative is 0: ${short}`;
  }
  return isFirst ? `${name} ${long}` : `${name}: ${short}`;
}

/**
 * Step, loss and score of every lane as it is shown, for screen readers.
 * @param {Run} run
 * @param {number} step
 * @param {LensOf} lensOf
 */
export function announcement(run, step, lensOf) {
  const lanes = run.lanes.map((lane) => {
    const lens = lensOf(lane.name);
    const { loss, score } = measured(run, lane, step, lens).train;
    return `${lane.label}${without(lens)}: loss ${number(loss, 3)}, ${run.head.score} ${run.head.scoreText(score)}`;
  });
  return `Step ${count(step)} of ${count(run.n_planned)}. ${lanes.join(". ")}.`;
}

/**
 * A sample's target, and what every lane makes of it.
 * @param {Run} run
 * @param {number} sample
 * @param {number} step
 * @param {LensOf} lensOf
 */
export function sampleText(run, sample, step, lensOf) {
  const outputs = run.lanes.map((lane) =>
    `${lane.label} ${predictions(run, lane.outputScores(step, run.sample(sample), lensOf(lane.name).withoutSum))}`);
  const target = run.n_classes ? `class ${run.y[sample]}`
    : `target ${Array.from(run.target(sample), (y) => number(y, 3)).join(" and ")}`;
  return `Sample ${sample + 1} chosen, ${target}. ${outputs.join(", ")}.`;
}

/** @param {Run} run @param {number[]} scores z_O of every output */
function predictions(run, scores) {
  return run.head.link(scores).map((value, k) => {
    const name = run.head.outputName(k).replace(" | x", "");
    return `${name} ${run.n_classes ? percent(value) : number(value, 3)}`;
  }).join(", ");
}
