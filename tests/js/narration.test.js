/** The sentence above the lanes is true of the networks that are shown. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { announcement, sampleText, sentence } from "../../nnviz/components/player/js/narration.js";
import { lensesOf, makeRun } from "./support.js";

const X = [[-1, 0], [-0.5, 0], [0.5, 0], [1, 0]];
const y = [0, 0, 1, 1];
const lane = (activation, W_H, W_O) => ({ activation, W_H, W_O });
/** Two units: x1 with output weight 4, and a constant 1 with −8. */
const two = (activation) => lane(activation, [[0, 5], [5, 0], [0, 0]], [[0], [4], [-8]]);
const say = (run, step = 1, off = []) => sentence(run, step, lensesOf(off));

test("a network that calls every point one class does not separate", () => {
  const run = makeRun({ X, y, lanes: [lane("tanh", [[0], [1], [0]], [[9], [1]])] });
  assert.match(say(run), /the tanh network calls every training point class 1, right for 75/);
});

test("with a unit switched off, name and score are of the network without it", () => {
  const run = makeRun({ X, y, lanes: [two("tanh")] });
  assert.match(say(run), /the tanh network calls every training point class 0/);
  assert.match(say(run, 1, [1]), /the tanh network without u2 is right for 100\s% of the training points/);
  assert.match(announcement(run, 1, lensesOf([1])), /tanh without u2: loss 0\.0\d+, accuracy 100/);
  assert.match(sampleText(run, 3, 1, lensesOf([1])), /class 1\. tanh P\(y = 1\) 98\s%/);
});

test("what was trained elsewhere is neither random nor known to have seen these points", () => {
  const given = { ...two("tanh"), n_steps: 0, trained_elsewhere: true };
  const run = makeRun({ X, y, lanes: [given], n_steps: 0 });
  assert.match(say(run, 0, [1]), /^The tanh network without u2 is right for 100\s% of the points\.$/);
});

test("an identity network has a straight boundary, or is a plane, or one for each output", () => {
  const identity = lane("identity", [[0], [1], [0]], [[0], [1]]);
  assert.match(say(makeRun({ X, y, lanes: [identity] })), /has one straight line as its boundary and is right for/);
  const numbers = X.map(([x]) => [x]);
  assert.match(say(makeRun({ X, y: numbers, head: "regression", lanes: [identity] })), /is a flat plane and explains/);
  const both = { ...identity, W_O: [[0, 0], [1, 2]] };
  const pairs = X.map(([x]) => [x, -x]);
  assert.match(say(makeRun({ X, y: pairs, head: "vector_regression", lanes: [both] })),
    /is a flat plane for each output and explains/);
  const point = lane("identity", [[0], [1]], [[0], [1]]);
  assert.match(say(makeRun({ X: X.map(([x]) => [x]), y, lanes: [point] })), /has one point as its boundary/);
});

test("a network that is worse than the mean explains nothing", () => {
  const run = makeRun({ X, y: X.map(([x]) => [x]), head: "regression", lanes: [two("tanh")] });
  run.lanes[0].trainScore.fill(-2);
  assert.match(say(run), /does worse than the mean of the training targets, with R² −2\.00/);
});

test("a step network is said to pass no error back, which L2 does not change", () => {
  const run = makeRun({ X, y, lanes: [lane("step", [[0], [1], [0]], [[-1], [2]])] });
  assert.match(say(run), /the step network passes no error back to its hidden weights/);
});

test("with one class, or one target, there is nothing to learn", () => {
  const lanes = [lane("tanh", [[0], [1], [0]], [[0], [1]])];
  assert.match(say(makeRun({ X, y: [1, 1, 1, 1], lanes })), /belong to one class/);
  assert.match(say(makeRun({ X, y: [[2], [2], [2], [2]], head: "regression", lanes })), /the same number/);
});

test("a diverged network is said to have diverged, at its end alone", () => {
  const run = makeRun({ X, y, lanes: [{ ...two("tanh"), diverged_at: 2 }] });
  assert.match(say(run, 1), /has diverged: from step 2 its numbers are no longer finite/);
  assert.doesNotMatch(say(run, 0), /diverged/);
});
