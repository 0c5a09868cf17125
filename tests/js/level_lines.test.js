/** Lines of an output: the boundary, or lines of equal probability where there is none. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { levelLines } from "../../nnviz/components/player/js/level_lines.js";
import { makeLens } from "../../nnviz/components/player/js/lens.js";

const RUN = { n_classes: 2, nInputs: 2 };
const sigmoid = (z) => 1 / (1 + Math.exp(-z));

test("two classes have one line, where the score changes its sign", () => {
  assert.deepEqual(levelLines(RUN, {}, makeLens(), [-1, 0, 2]), [{ at: 0, width: 2 }]);
});

test("where it does not, there is a line at every tenth of the probability", () => {
  for (const scores of [[1, 2, 3], [-3, -2, -1], [0.5]]) {
    const tenths = levelLines(RUN, {}, makeLens(), scores).map(({ at }) => Math.round(1e9 * sigmoid(at)) / 1e9);
    assert.deepEqual(tenths, [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9]);
  }
});

test("several classes, one input, and a sum that is being added up have the boundary alone", () => {
  const adding = Object.assign(makeLens(), { terms: 1 });
  assert.ok(adding.isSum);
  for (const [run, lens] of [[{ ...RUN, n_classes: 3 }, makeLens()], [{ ...RUN, nInputs: 1 }, makeLens()], [RUN, adding]]) {
    assert.equal(levelLines(run, {}, lens, [1, 2]).length, 1);
  }
});
