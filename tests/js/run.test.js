/** A run as the modules read it, and each head's loss on its targets. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { HEADS } from "../../nnviz/components/player/js/heads.js";
import { runOf } from "../../nnviz/components/player/js/run.js";
import { makeRun } from "./support.js";

const NETWORK = { activation: "identity", W_H: [[0], [1]], W_O: [[0, 0], [1, -1]] };

test("a sample's target is its outputs' numbers, or its class alone", () => {
  const numbers = makeRun({ X: [[0], [1]], y: [[1, 2], [3, 4]], lanes: [NETWORK], head: "vector_regression" });
  assert.deepEqual([...numbers.target(1)], [3, 4]);
  const classes = makeRun({ X: [[0], [1]], y: [0, 2], lanes: [NETWORK], head: "multiclass" });
  assert.deepEqual([...classes.target(1)], [2]);
});

test("each head's loss is that of its formula", () => {
  const loss = (head, z, ...target) => HEADS[head].loss(z, Float32Array.from(target));
  assert.ok(Math.abs(loss("binary", [2], 1) + Math.log(1 / (1 + Math.exp(-2)))) < 1e-12);
  const total = Math.exp(1) + Math.exp(3) + Math.exp(2);
  assert.ok(Math.abs(loss("multiclass", [1, 3, 2], 2) + Math.log(Math.exp(2) / total)) < 1e-12);
  assert.equal(loss("regression", [3], 1), ((3 - 1) ** 2) / 2);
  assert.equal(loss("vector_regression", [3, 1], 1, 4), ((3 - 1) ** 2 + (1 - 4) ** 2) / 2);
});

test("a run without a tensor is refused in words", () => {
  const description = { domain: [[0, 1]], tables: {}, lanes: [], n_classes: 2, head: "binary", leak: 0.01 };
  assert.throws(() => runOf(description, () => null), /no tensor X of float32/);
});
