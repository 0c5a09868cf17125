/** Maps get as many pixels as can be seen, within a budget. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { hiddenSide, outputSide } from "../../nnviz/components/player/js/resolution.js";

const runWith = (nLanes, nHidden, nOutputs) =>
  ({ lanes: Array.from({ length: nLanes }, () => ({ n_hidden: nHidden, n_outputs: nOutputs })) });
const phone = { map: 204, output: 420, ratio: 3 };
const MEGABYTE = 2 ** 20;

test("at rest a map has the display's pixels", () => {
  const laptop = { map: 150, output: 226, ratio: 2 };
  assert.equal(outputSide(runWith(2, 8, 1), laptop, false), 452);
  assert.equal(hiddenSide(runWith(2, 8, 1), laptop, false), 300);
});

test("three classes on a phone take 64 MB for all lanes at most, not 165 MB for each", () => {
  for (const nLanes of [1, 2, 4]) {
    const side = outputSide(runWith(nLanes, 8, 3), phone, false);
    const eachCell = 8 * (3 + 4 + 3 + 3 + 1) + 8 * 4; // scores, units, softmax, its ranks, lines; pixels twice
    assert.ok(nLanes * side ** 2 * eachCell <= 64 * MEGABYTE, `${nLanes} lanes: ${side}`);
    assert.ok(side >= 256, `${nLanes} lanes: ${side}`);
  }
});

test("while it moves, maps are small whatever the display; small maps at rest are not", () => {
  assert.equal(outputSide(runWith(2, 8, 1), phone, true), 151);
  assert.equal(hiddenSide(runWith(2, 8, 1), phone, true), 60);
  assert.equal(outputSide(runWith(2, 8, 1), { ...phone, output: 170, ratio: 1 }, false), 170);
});
