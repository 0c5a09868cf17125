/** Activations that came as tables, and those that have formulas. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { activationTable, tabulated } from "../../nnviz/components/player/js/activations.js";
import { addUnit } from "../../nnviz/components/player/js/kernels.js";

const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
const ends = { low: -32, high: 32, left: 0, leftOffset: 0, right: 1, rightOffset: 0 };
const table = tabulated(ends, Float32Array.from({ length: 16385 }, (_, i) => softplus(-32 + i / 256)));
const near = (got, expected, message) =>
  assert.ok(Math.abs(got - expected) <= 1e-5, `${message}: ${got}, not ${expected}`);

test("a table's value is g: between its points, at its ends and beyond", () => {
  for (const z of [-1e6, -32, -31.999, -1.2345, 0, 0.001, 31.999, 32, 40]) {
    near(table.value(z), softplus(z), `g(${z})`);
  }
});

test("a grid painted from a table has the table's values", () => {
  const row = Float64Array.of(-40, -3.3, 0, 2.7, 50);
  const col = Float64Array.of(-7.77, 0, 0.5, 31);
  const values = new Float64Array(20).fill(1);
  addUnit(values, -2, table, row, col);
  values.forEach((value, k) => {
    const z = row[Math.floor(k / 4)] + col[k % 4];
    near(value, 1 - 2 * softplus(z), `cell ${k}`);
  });
});

test("the slope of leaky ReLU left of zero is Python's", () => {
  assert.equal(activationTable(0.25).leaky_relu.value(-2), -0.5);
});

test("g′ is the slope of g, by central differences", () => {
  for (const [name, { value, derivative }] of Object.entries(activationTable(0.01))) {
    for (const z of [-3.3, -1.2345, -0.4, 0.7, 2.9]) {
      near(derivative(z), (value(z + 1e-3) - value(z - 1e-3)) / 2e-3, `${name}′(${z})`);
    }
  }
  for (const z of [-2, 0, 2]) assert.ok(Math.abs(table.derivative(z) - 1 / (1 + Math.exp(-z))) < 1e-3);
});
