/** Right values, and comparing with them. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));

/** The table of numbers as text that Python is tested with too. */
export const cases = read("number_format_cases.json");

/** g(z) of every activation, to 15 digits; Python is tested with it too. */
export const activations = read("activation_cases.json");

/** Assert that numbers are as many as the expected ones, and each as close as `tolerance`. */
export function close(got, expected, tolerance) {
  assert.equal(got.length, expected.length);
  expected.forEach((value, i) => {
    assert.ok(Math.abs(got[i] - value) <= tolerance, `${got[i]} for ${value}, at ${i}`);
  });
}

/** The same n numbers every time for a seed, about normal: by the sine of large numbers. */
export function normals(n, seed) {
  const uniform = (i) => {
    const x = Math.sin(12.9898 * i + 78.233 * seed) * 43758.5453;
    return x - Math.floor(x);
  };
  return Array.from({ length: n }, (_, i) => {
    let sum = -6;
    for (let k = 0; k < 12; k++) sum += uniform(12 * i + k + 1);
    return sum;
  });
}
