/** Colour scales: which value has which colour, in tables, pixels and gradients. */

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  classTables, colorAt, colorTable, cssClasses, cssGradient, paintClasses, paintValues, paletteOfClass,
  positionOf, probabilityTable,
} from "../../nnviz/components/player/js/colors.js";

const PALETTE = {
  low: "#0000ff", ground: "#ffffff", high: "#ff8000", muted: "#808080",
  regions: ["#ff0000", "#00ff00", "#0000ff"],
};

/** Red, green and blue of a pixel, RGBA in a little-endian word. */
const channels = (pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];

/** Assert that each channel is off by one level at most. */
function near(got, expected) {
  got.forEach((level, i) => assert.ok(Math.abs(level - expected[i]) <= 1, `${got} for ${expected}`));
}

test("a scale runs from low over the ground to high, and ends there", () => {
  const colors = [[-2, [0, 0, 255]], [-1, [0, 0, 255]], [-0.5, [128, 128, 255]], [0, [255, 255, 255]],
                  [0.5, [255, 192, 128]], [1, [255, 128, 0]], [7, [255, 128, 0]]];
  for (const [position, expected] of colors) near(colorAt(position, PALETTE), expected);
});

test("the farther end of a range is as strong as a colour gets; the other in proportion", () => {
  const range = { low: -1, high: 3, neutral: 0 };
  assert.deepEqual([-1, 0, 1.5, 3].map((value) => positionOf(value, range)), [-1 / 3, 0, 0.5, 1]);
});

test("pixels are the colours of their values, the lowest row last; values beyond are like the ends", () => {
  const range = { low: -2, high: 2, neutral: 0 };
  const pixels = new Uint32Array(6);
  paintValues(pixels, Float64Array.of(-9, -2, -1, 0, 1, 9), 3, colorTable(range, PALETTE));
  const fromAbove = [0, 1, 9, -9, -2, -1];
  fromAbove.forEach((value, i) => near(channels(pixels[i]), colorAt(positionOf(value, range), PALETTE)));
  assert.ok(pixels.every((pixel) => pixel >>> 24 === 255), "opaque");
});

test("a score's colour is that of its probability", () => {
  const range = { low: 0, high: 1, neutral: 0.5 };
  const scores = Float64Array.of(-30, -2, 0, 0.3, 30);
  const pixels = new Uint32Array(5);
  paintValues(pixels, scores, 5, probabilityTable(range, PALETTE));
  scores.forEach((z, i) => near(channels(pixels[i]), colorAt(2 / (1 + Math.exp(-z)) - 1, PALETTE)));
});

test("a region has its class's hue, from the ground at 1/K to the whole of it at certainty", () => {
  const pixels = new Uint32Array(3);
  const [winner, confidence] = [Uint8Array.of(0, 1, 2), Float64Array.of(1 / 3, 2 / 3, 1)];
  paintClasses(pixels, winner, confidence, 3, classTables(3, PALETTE));
  [[255, 255, 255], [128, 255, 128], [0, 0, 255]].forEach((color, i) => near(channels(pixels[i]), color));
});

test("a class's probability runs from grey to the hue of its region", () => {
  const { low, high, ground } = paletteOfClass(PALETTE, 1);
  assert.deepEqual([low, ground, high], ["#808080", "#ffffff", "#00ff00"]);
});

test("a colour bar has its ground where the neutral value lies", () => {
  const bar = cssGradient({ low: -1, high: 3, neutral: 0 }, PALETTE);
  const stops = [...bar.matchAll(/rgb\(([\d ]+)\) ([\d.]+)%/g)].map((found) => [found[1], Number(found[2])]);
  assert.deepEqual(stops, [["170 170 255", 0], ["255 255 255", 25], ["255 128 0", 100]]);
  assert.equal([...cssGradient({ low: 0, high: 2, neutral: 0 }, PALETTE).matchAll(/rgb/g)].length, 2);
});

test("the bar of classes has a ramp from the ground to each hue", () => {
  assert.equal(
    cssClasses(2, PALETTE),
    "linear-gradient(to right, #ffffff 0.00%, #ff0000 50.00%, #ffffff 50.00%, #00ff00 100.00%)",
  );
});
