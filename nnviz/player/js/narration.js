/** What happened, in words: the sentence above the lanes and the live region. */

import { count, number, percent } from "./format.js";

/** @returns {string} one sentence that compares the lanes at a step */
export function sentence(run, step) {
  const classes = new Set(run.y.filter((_, i) => !run.split[i]));
  if (classes.size < 2) {
    return "All training points belong to one class, so there is nothing to separate: change the data.";
  }
  const clauses = run.lanes.map((lane, index) => clause(run, lane, step, index === 0));
  return `At step ${count(step)} ${clauses.join("; ")}.`;
}

/** Whether a network that is linear in x changes its mind inside the domain: look at the corners. */
function lineIsVisible(run, lane, step) {
  const [[left, right], [low, high]] = run.domain;
  const corners = [[left, low], [right, low], [left, high], [right, high]];
  const signs = corners.map((x) => lane.outputScore(step, x) > 0);
  return signs.includes(true) && signs.includes(false);
}

function clause(run, lane, step, isFirst) {
  const score = percent(lane.trainScore[lane.clamp(step)]);
  const name = `the ${lane.label} network`;
  if (lane.diverged_at !== null && step >= lane.n_steps) {
    return `${name} has diverged: from step ${count(lane.diverged_at)} its weights are no longer finite`;
  }
  if (step === 0) return `${name}, still random, is right for ${score} of the training points`;
  if (lane.activation === "identity") {
    const where = lineIsVisible(run, lane, step) ? "" : ", here outside the picture";
    return isFirst
      ? `${name} draws one straight line${where}, right for ${score} of the training points`
      : `${name} is still a straight line${where}: ${score}`;
  }
  if (lane.activation === "step") {
    return `${name} cannot move its hidden lines, because the step’s derivative is 0: ${score}`;
  }
  return isFirst ? `${name} separates ${score} of the training points` : `${name} separates ${score}`;
}

/** @returns {string} step, loss and accuracy of every lane, for screen readers */
export function announcement(run, step) {
  const lanes = run.lanes.map((lane) => {
    const at = lane.clamp(step);
    return `${lane.label}: loss ${number(lane.trainLoss[at], 3)}, accuracy ${percent(lane.trainScore[at])}`;
  });
  return `Step ${count(step)} of ${count(run.n_steps)}. ${lanes.join(". ")}.`;
}
