/** The axis of losses never hides that a loss lies beyond it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { beyond, lossAxis, lossTicks, peaksBeyond, shareOf } from "../../nnviz/components/player/js/loss_axis.js";

const curve = (label, ...values) => ({ lane: { label }, values: Float32Array.from(values) });
const usual = Array.from({ length: 18 }, () => 1);
const spiked = [curve("sigmoid", ...usual, 35), curve("ReLU", ...usual, 340)];

test("the top is four times the 90th percentile, and what is beyond is marked where it is highest", () => {
  const axis = lossAxis(spiked, false);
  assert.deepEqual(axis, { low: 0, high: 4, isLog: false });
  assert.deepEqual(peaksBeyond(spiked, axis).map(({ step, loss }) => [step, loss]), [[18, 35], [18, 340]]);
  assert.equal(beyond(spiked, axis), "▲ beyond the axis: sigmoid up to 35 and ReLU up to 340");
  assert.equal(beyond(spiked, axis, true), "▲ up to 340");
  assert.equal(shareOf(axis, 8), 2);
});

test("nothing is said where all losses are on the axis", () => {
  const curves = [curve("tanh", 2, 1, 0.5)];
  assert.equal(beyond(curves, lossAxis(curves, false)), "");
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
