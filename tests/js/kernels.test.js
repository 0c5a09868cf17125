/** The hot loops that add a hidden unit to a grid, and the activations that they evaluate. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { activationTable, tabulated } from "../../nnviz/components/player/js/activations.js";
import { addUnit } from "../../nnviz/components/player/js/kernels.js";
import { activations, close } from "./oracles.js";

const TABLE = activationTable(activations.leak);

/** What addUnit makes of a grid of fours: z = row + col. */
function added(activation, weight, row, col) {
  const values = new Float64Array(row.length * col.length).fill(4);
  addUnit(values, weight, activation, Float64Array.from(row), Float64Array.from(col));
  return [...values];
}

/** n numbers at equal distances. */
const spaced = (n, first, last) => Array.from({ length: n }, (_, i) => first + ((last - first) * i) / (n - 1));

test("every activation has cases, and every case an activation", () => {
  assert.deepEqual(Object.keys(TABLE).sort(), Object.keys(activations.g).sort());
});

for (const [name, values] of Object.entries(activations.g)) {
  test(`${name} is g of the table`, () => {
    close(activations.z.map(TABLE[name].value), values, 1e-14);
  });

  test(`a loop adds weight · ${name}, to 1e-5 of the weight`, () => {
    // Each z once as the row's part and once as the column's.
    const expected = values.map((value) => 4 - 2.5 * value);
    close(added(TABLE[name], -2.5, activations.z, [0]), expected, 2.5e-5);
    close(added(TABLE[name], -2.5, [0], activations.z), expected, 2.5e-5);
  });

  for (const reach of [0.3, 3, 30, 1e3, 1e6]) {
    test(`a loop adds weight · ${name} of z up to ${reach}, split into row and column`, () => {
      const [row, col] = [spaced(23, -reach, 0.9 * reach), spaced(31, 0.7 * reach, -reach)];
      const expected = row.flatMap((a) => col.map((b) => 4 - 2.5 * TABLE[name].value(a + b)));
      close(added(TABLE[name], -2.5, row, col), expected, 2.5e-5 * Math.max(1, 1e-6 * reach));
    });
  }
}

test("an activation that is a table is exact at its entries, straight between and beyond them", () => {
  const ends = { low: -1, high: 1, left: 2, leftOffset: 5, right: -3, rightOffset: 1 };
  const { value } = tabulated(ends, Float32Array.of(7, 8, 6));
  close([-1, -0.5, 0, 0.25, 0.75].map(value), [7, 7.5, 8, 7.5, 6.5], 1e-12);
  close([-2, 1, 2].map(value), [2 * -2 + 5, -3 * 1 + 1, -3 * 2 + 1], 1e-12);
});
