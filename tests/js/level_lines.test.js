/** Lines of an output: the boundary, or lines of equal probability where there is none. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { levelLines, placeOnLine } from "../../nnviz/components/player/js/level_lines.js";
import { makeLens } from "../../nnviz/components/player/js/lens.js";

const RUN = { n_classes: 2, nInputs: 2 };
const sigmoid = (z) => 1 / (1 + Math.exp(-z));

test("two classes have one line, where the score changes its sign", () => {
  assert.deepEqual(levelLines(RUN, {}, makeLens(), [-1, 0, 2]), [{ at: 0, width: 2 }]);
});

test("where it does not, there are lines at round probabilities between the least and the most, with their values", () => {
  for (const [least, most, expected] of [[0.1, 2.2, ["0.6", "0.7", "0.8", "0.9"]], [-1, -0.9, ["0.27", "0.275", "0.28", "0.285"]]]) {
    const lines = levelLines(RUN, {}, makeLens(), [least, most]);
    assert.deepEqual(lines.map(({ text }) => text), expected);
    lines.forEach(({ at, text }) => assert.ok(Math.abs(sigmoid(at) - Number(text)) < 1e-12));
  }
});

test("the same probability everywhere has no line", () => {
  for (const z of [1, -2, 800, -800]) assert.deepEqual(levelLines(RUN, {}, makeLens(), [z, z]), []);
});

test("a value is written where its line meets the middle column, else the middle row", () => {
  const rising = [0, 0, 0, 1, 1, 1, 2, 2, 2]; // row after row
  const across = [0, 1, 2, 0, 1, 2, 0, 1, 2];
  assert.deepEqual(placeOnLine(rising, 3, 0.5), [1, 0]);
  assert.deepEqual(placeOnLine(across, 3, 1.5), [1, 1]);
  assert.equal(placeOnLine(rising, 3, 9), null);
});

test("several classes, one input, and a sum that is being added up have the boundary alone", () => {
  const adding = Object.assign(makeLens(), { terms: 1 });
  assert.ok(adding.isSum);
  for (const [run, lens] of [[{ ...RUN, n_classes: 3 }, makeLens()], [{ ...RUN, nInputs: 1 }, makeLens()], [RUN, adding]]) {
    assert.equal(levelLines(run, {}, lens, [1, 2]).length, 1);
  }
});
