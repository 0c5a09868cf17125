/** Verdicts on hidden units, from weights whose outputs can be computed by hand. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { judgeUnits } from "../../nnviz/components/player/js/health.js";
import { makeRun } from "./support.js";

const X = Array.from({ length: 20 }, (_, i) => [-1 + i / 10]);
const y = X.map(([x]) => Number(x > 0));

/** Kinds of the verdicts on units z = b + w·x, with output weights of 1 unless given. */
function kinds(activation, units, weights = units.map(() => 1)) {
  const W_H = [units.map(([b]) => b), units.map(([, w]) => w)];
  const W_O = [[0], ...weights.map((w) => [w])];
  const run = makeRun({ X, y, lanes: [{ activation, W_H, W_O }] });
  return judgeUnits(run, run.lanes[0], 0).map((verdict) => verdict?.kind ?? "");
}

test("a unit is saturated where |g′| is below 0.01: σ′(z) is 0.0101 at 4.582 and 0.0099 at 4.606", () => {
  assert.deepEqual(kinds("sigmoid", [[4.582, 1e-6]]), [""]);
  assert.deepEqual(kinds("sigmoid", [[4.606, 1e-6]]), ["saturated"]);
});

test("ReLU dies, and does not saturate", () => {
  assert.deepEqual(kinds("relu", [[-2, 1], [-0.85, 1], [1, 1]]), ["dead", "", ""]);
});

test("a duplicate is a multiple of an earlier unit plus a constant, not a unit with the same line", () => {
  assert.deepEqual(kinds("identity", [[0.5, 1], [3, -2]]), ["", "duplicate"]);
  assert.deepEqual(kinds("tanh", [[0, 1], [0, -1], [0, 4]]), ["", "duplicate", ""]);
  assert.deepEqual(kinds("relu", [[0.3, 1], [0.6, 2], [-0.3, -1]]), ["", "duplicate", ""]);
});

test("a unit is useless that adds less than 2 % of what the strongest adds", () => {
  assert.deepEqual(kinds("tanh", [[0, 1], [0.5, 3]], [1, 0.01]), ["", "useless"]);
  assert.deepEqual(kinds("tanh", [[0, 1], [0.5, 3]], [1, 0.05]), ["", ""]);
});

test("test samples do not count", () => {
  const split = X.map(([x]) => Number(x > 0.05));
  const lanes = [{ activation: "relu", W_H: [[0], [1]], W_O: [[0], [1]] }];
  const run = makeRun({ X, y: X.map((_, i) => i % 2), lanes, split });
  assert.equal(judgeUnits(run, run.lanes[0], 0)[0].kind, "dead");
});
