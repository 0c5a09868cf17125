/** What happened, in words: the sentence above the lanes and the live region. */

import { count, number, percent } from "../../shared/js/format.js";

/** @returns {string} one sentence that compares the lanes at a step */
export function sentence(run, step) {
  const nothing = nothingToLearn(run);
  if (nothing) return nothing;
  const clauses = run.lanes.map((lane, index) => clause(run, lane, step, index === 0));
  return `At step ${count(step)} ${clauses.join("; ")}.`;
}

function nothingToLearn(run) {
  const train = Array.from(run.split.keys()).filter((i) => !run.split[i]);
  if (run.n_classes) {
    const classes = new Set(train.map((i) => run.target(i)));
    return classes.size > 1 ? ""
      : "All training points belong to one class, so there is nothing to separate: change the data.";
  }
  const isConstant = train.every((i) => run.target(i).every((y, k) => y === run.target(train[0])[k]));
  return isConstant
    ? "All training targets are the same number, so there is nothing to explain: change the data." : "";
}

/** Whether a network that is linear in x changes its mind inside the domain: look at the corners. */
function lineIsVisible(run, lane, step) {
  const corners = run.domain.reduce(
    (points, ends) => points.flatMap((point) => ends.map((end) => [...point, end])), [[]]);
  const predicted = corners.map((x) => run.head.predict(lane.outputScores(step, x)));
  return new Set(predicted).size > 1;
}

/** What a score says of a network, after its name. */
function achievement(run, score) {
  return run.n_classes
    ? { long: `is right for ${score} of the training points`, short: score }
    : { long: `explains the training targets with ${run.head.score} ${score}`, short: `${run.head.score} ${score}` };
}

/** What an identity network is, whatever its size. */
function straight(run) {
  if (!run.n_classes) return { is: run.nInputs === 1 ? "a straight line" : "a flat plane", draws: "" };
  return run.n_classes > 2
    ? { is: "drawing straight lines", draws: "draws straight lines between the classes" }
    : { is: "a straight line", draws: "draws one straight line" };
}

function clause(run, lane, step, isFirst) {
  const score = run.head.scoreText(lane.trainScore[lane.clamp(step)]);
  const { long, short } = achievement(run, score);
  const name = `the ${lane.label} network`;
  if (lane.diverged_at !== null && step >= lane.n_steps) {
    return `${name} has diverged: from step ${count(lane.diverged_at)} its weights are no longer finite`;
  }
  if (step === 0) return `${name}, still random, ${long}`;
  if (lane.activation === "identity") return straightClause(run, lane, step, isFirst, name, { long, short });
  if (lane.activation === "step") {
    return `${name} cannot move its hidden lines, because the step’s derivative is 0: ${short}`;
  }
  if (run.n_classes === 2) return isFirst ? `${name} separates ${score} of the training points` : `${name} separates ${score}`;
  return isFirst ? `${name} ${long}` : `${name}: ${short}`;
}

function straightClause(run, lane, step, isFirst, name, { long, short }) {
  const { is, draws } = straight(run);
  const where = run.n_classes && !lineIsVisible(run, lane, step) ? ", here outside the picture" : "";
  if (!isFirst) return `${name} is still ${is}${where}: ${short}`;
  if (!draws) return `${name} is ${is} and ${long}`;
  return `${name} ${draws}${where}, right for ${short} of the training points`;
}

/** @returns {string} step, loss and score of every lane, for screen readers */
export function announcement(run, step) {
  const lanes = run.lanes.map((lane) => {
    const at = lane.clamp(step);
    return `${lane.label}: loss ${number(lane.trainLoss[at], 3)}, ` +
      `${run.head.score} ${run.head.scoreText(lane.trainScore[at])}`;
  });
  return `Step ${count(step)} of ${count(run.n_steps)}. ${lanes.join(". ")}.`;
}

/** @returns {string} a sample's target, and what every lane makes of it */
export function sampleText(run, sample, step) {
  const outputs = run.lanes.map((lane) => `${lane.label} ${predictions(run, lane, run.sample(sample), step)}`);
  const target = run.n_classes ? `class ${run.target(sample)}`
    : `target ${Array.from(run.target(sample), (y) => number(y, 3)).join(" and ")}`;
  return `Sample ${sample + 1} chosen, ${target}. ${outputs.join(", ")}.`;
}

function predictions(run, lane, x, step) {
  const values = run.head.link(lane.outputScores(step, x));
  return values.map((value, k) => {
    const name = run.head.outputName(k).replace(" | x", "");
    return `${name} ${run.n_classes ? percent(value) : number(value, 3)}`;
  }).join(", ");
}
