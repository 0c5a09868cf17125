/** Lines where a sampled function has a value, and the levels of contour lines. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { contourLevels, lineInUnitSquare, makeTracer, zeroLine } from "../../nnviz/components/player/js/contour.js";
import { cases, close, normals } from "./oracles.js";

const SIZE = 41;

/** The lines of a value in size × size samples, each a list of [column, row]. */
function trace(values, { at = 0, size = SIZE, tracer = makeTracer(size) } = {}) {
  const lines = [];
  tracer.trace(Float64Array.from(values), (c, r) => lines.push([[c, r]]), (c, r) => lines.at(-1).push([c, r]), at);
  return lines;
}

/** Samples of a function of column and row. */
const sampled = (f) => Array.from({ length: SIZE * SIZE }, (_, k) => f(k % SIZE, Math.floor(k / SIZE)));

/** A function that is positive inside a circle. */
const circle = (radius) => sampled((c, r) => radius ** 2 - (c - 20.3) ** 2 - (r - 19.6) ** 2);

const isOnBorder = (point) => point.some((x) => Math.abs(x) < 1e-9 || Math.abs(x - SIZE + 1) < 1e-9);

for (const radius of [3, 9.5, 15]) {
  test(`points of a circle of radius ${radius} lie on it`, () => {
    // Linear interpolation errs by at most h²/8 · |f″| / |f′| = 2 / (8 · 2(r − 1)) cells.
    const [line, ...others] = trace(circle(radius));
    assert.equal(others.length, 0);
    const worst = Math.max(...line.map(([c, r]) => Math.abs(Math.hypot(c - 20.3, r - 19.6) - radius)));
    assert.ok(worst <= Math.SQRT2 / (8 * (radius - 1)), `${worst}`);
  });
}

for (const at of [-3, 0.25, 80]) {
  test(`the lines where values are ${at} are those where values less ${at} are 0`, () => {
    const values = normals(SIZE * SIZE, at).map((value) => at + value);
    const lines = trace(values, { at });
    const wanted = trace(values.map((value) => value - at));
    close(lines.flat(2), wanted.flat(2), 1e-9);
    assert.deepEqual(lines.map((line) => line.length), wanted.map((line) => line.length));
  });
}

test("a line that does not meet the border closes, and goes round once", () => {
  const [line] = trace(circle(12));
  assert.deepEqual(line[0], line.at(-1));
  const angles = line.map(([c, r]) => Math.atan2(r - 19.6, c - 20.3));
  const turns = angles.slice(1).map((angle, i) => Math.atan2(Math.sin(angle - angles[i]), Math.cos(angle - angles[i])));
  assert.ok(turns.every((turn) => Math.abs(turn) < Math.PI / 4));
  close([Math.abs(turns.reduce((a, b) => a + b))], [2 * Math.PI], 1e-9);
});

test("a line leads from cell to cell: neighbouring points share one", () => {
  for (const line of trace(circle(25))) {
    line.slice(1).forEach(([c, r], i) => {
      assert.ok(Math.abs(c - line[i][0]) <= 1 && Math.abs(r - line[i][1]) <= 1);
    });
  }
});

test("of any values, each grid edge between opposite signs has one point, interpolated", () => {
  const values = normals(SIZE * SIZE, 7);
  const above = (k) => values[k] > 0;
  let crossings = 0;
  for (let k = 0; k < values.length; k++) {
    crossings += k % SIZE < SIZE - 1 && above(k) !== above(k + 1);
    crossings += k + SIZE < values.length && above(k) !== above(k + SIZE);
  }
  const isClosed = (line) => String(line[0]) === String(line.at(-1));
  const points = trace(values).flatMap((line) => (isClosed(line) ? line.slice(1) : line));
  assert.equal(new Set(points.map(String)).size, crossings);
  assert.equal(points.length, crossings);
  for (const [c, r] of points) {
    const [low, high] = [Math.floor, Math.ceil].map((round) => values[round(r) * SIZE + round(c)]);
    const share = Math.max(c - Math.floor(c), r - Math.floor(r));
    close([low + share * (high - low)], [0], 1e-12);
  }
});

for (const [a, b, c] of [[-20, 1, 0], [-31.4, 0.7, 0.9], [3, -1, 1]]) {
  test(`the line ${a} + ${b}·c + ${c}·r = 0 is exact, from border to border`, () => {
    const [line] = trace(sampled((column, row) => a + b * column + c * row));
    close(line.map((point) => a + b * point[0] + c * point[1]), line.map(() => 0), 1e-9);
    assert.ok(isOnBorder(line[0]) && isOnBorder(line.at(-1)));
  });
}

test("a circle beyond the grid leaves arcs, and each ends at the border at both ends only", () => {
  const lines = trace(circle(22));
  assert.equal(lines.length, 4);
  for (const line of lines) {
    const where = line.map((point, i) => (isOnBorder(point) ? i : -1)).filter((i) => i >= 0);
    assert.deepEqual(where, [0, line.length - 1]);
  }
});

for (const mean of [0.5, -0.5]) {
  test(`of two positive corners across a cell, a mean of ${mean} joins or parts them`, () => {
    const lines = trace([1, -1, -1, 1].map((corner) => corner + mean), { size: 2 });
    assert.deepEqual(lines.map((line) => line.length), [2, 2]);
    const sides = lines.map((line) => new Set(line.map(([c, r]) => c + r < 1)).size);
    assert.equal(sides.every((n) => n === 1), mean < 0);
  });
}

test("a function of one sign has no line", () => {
  for (const value of [1, -1, 0]) assert.deepEqual(trace(sampled(() => value)), []);
});

test("a line that runs exactly through samples is found and is finite", () => {
  const [line] = trace(sampled((column) => column - 7));
  close(line.map(([c]) => c), line.map(() => 7), 1e-9);
});

test("a tracer forgets what it traced before", () => {
  const values = normals(SIZE * SIZE, 3);
  const tracer = makeTracer(SIZE);
  const once = trace(values, { tracer });
  trace(circle(9), { tracer });
  assert.deepEqual(trace(values, { tracer }), once);
});

test("contour levels are those of the table", () => {
  assert.ok(cases.contour_levels.length > 0);
  for (const [range, levels] of cases.contour_levels) close(contourLevels(range), levels, 1e-12);
});

test("a line in the unit square ends where it meets the sides; one beside it has no ends", () => {
  const ends = [
    [[-0.5, 1, 0], [0.5, 0, 0.5, 1]], [[-0.25, 0, 1], [0, 0.25, 1, 0.25]], [[0, 1, -1], [0, 0, 1, 1]],
    [[-1, 1, 1], [0, 1, 1, 0]], [[-1.5, 1, 1], [0.5, 1, 1, 0.5]],
  ];
  for (const [line, [x1, y1, x2, y2]] of ends) {
    const got = lineInUnitSquare(...line);
    const isTurned = Math.hypot(got[0] - x1, got[1] - y1) > 1e-9;
    close(got, isTurned ? [x2, y2, x1, y1] : [x1, y1, x2, y2], 1e-9);
  }
  for (const line of [[1, 1, 1], [-3, 1, 1], [1, 0, 0], [0, 0, 0]]) {
    assert.equal(lineInUnitSquare(...line), null);
  }
});

test("a unit's line z = 0 is where its weights say, in the unit square over the domain", () => {
  const weights = [-1, 2, -4]; // z = −1 + 2·x1 − 4·x2
  const lane = { hiddenWeight: (_step, i) => weights[i] };
  const [x1, y1, x2, y2] = zeroLine([[-1, 3], [0, 2]], lane, 0, 0);
  for (const [x, y] of [[x1, y1], [x2, y2]]) close([-1 + 2 * (-1 + 4 * x) - 4 * (2 * y)], [0], 1e-9);
  close([y1, y2].sort(), [0, 0.625], 1e-9); // x2 is 0 at x1 = 0.5, and 1.25 at x1 = 3
});
