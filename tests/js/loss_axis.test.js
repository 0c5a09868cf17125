/** The axis of losses never hides that a loss lies beyond it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { leastTestStep, lossAxis, lossTicks, overfitsSince, peaksBeyond, readsBetterInLog, shareOf } from "../../nnviz/components/player/js/loss_axis.js";

const curve = (label, ...values) => ({ lane: { label }, values: Float32Array.from(values) });
const usual = Array.from({ length: 18 }, () => 1);
const spiked = [curve("sigmoid", ...usual, 35), curve("ReLU", ...usual, 340)];

test("the top is four times the 90th percentile, and what is beyond is marked where it is highest", () => {
  const axis = lossAxis(spiked, false);
  assert.deepEqual(axis, { low: 0, high: 4, isLog: false });
  assert.deepEqual(peaksBeyond(spiked, axis).map(({ step, loss }) => [step, loss]), [[18, 35], [18, 340]]);
  assert.equal(shareOf(axis, 8), 2);
});

test("nothing is marked where all losses are on the axis", () => {
  const curves = [curve("tanh", 2, 1, 0.5)];
  assert.deepEqual(peaksBeyond(curves, lossAxis(curves, false)), []);
});

test("the axis is logarithmic where a linear one presses half of the losses flat, and never with a loss of 0", () => {
  const falling = Array.from({ length: 50 }, (_, i) => 10 ** (-i / 10));
  assert.ok(readsBetterInLog([curve("tanh", ...falling)]));
  assert.ok(!readsBetterInLog([curve("tanh", ...falling, 0)]));
  assert.ok(!readsBetterInLog([curve("identity", 0.69, 0.65, 0.63, 0.63), curve("sigmoid", 0.7, 0.6, 0.3, 0.28)]));
});

test("a lane overfits from where its test loss was least, if training goes on to fall and testing clearly rises", () => {
  const lane = (trainLoss, testLoss) => ({ trainLoss, testLoss: Float32Array.from(testLoss), n_steps: 3, clamp: (step) => Math.min(step, 3) });
  const over = lane([1, 0.8, 0.6, 0.5], [1, 0.9, 0.91, 1.2]);
  assert.equal(leastTestStep(over), 1);
  assert.deepEqual([0, 1, 2, 3, 9].map((step) => overfitsSince(over, step)), [null, null, null, 1, 1]);
  assert.equal(overfitsSince(lane([1, 0.8, 0.9, 0.9], [1, 0.9, 0.95, 1.2]), 3), null); // training is no better
  assert.equal(leastTestStep(lane([1, 0.8, 0.6, 0.5], [1, 0.9, 0.8, 0.8])), null);
  assert.equal(leastTestStep({ testLoss: null, n_steps: 3 }), null);
});

test("a logarithmic axis spans six decades at most and has round ticks", () => {
  const curves = [curve("tanh", 100, 1e-9)];
  const axis = lossAxis(curves, true);
  assert.ok(Math.abs(axis.low / 4e-15 - 1) < 1e-6 || axis.low >= 1e-15, String(axis.low));
  const wide = lossAxis([curve("a", ...usual, 1, 1e-12)], true);
  assert.ok(Math.abs(wide.low - 1e-6) < 1e-12);
  assert.ok(Math.abs(shareOf(wide, 1e-3) - 0.5) < 1e-9);
  assert.deepEqual(lossTicks({ low: 0.009, high: 20, isLog: true }).map((v) => Number(v.toPrecision(3))), [0.01, 0.1, 1, 10]);
});

test("ticks of a linear axis are 1, 2 or 5 times a power of ten", () => {
  assert.deepEqual(lossTicks({ low: 0, high: 0.7, isLog: false }).map((v) => Number(v.toPrecision(3))), [0, 0.5]);
  assert.deepEqual(lossTicks({ low: 0, high: 4, isLog: false }), [0, 2, 4]);
});
