/**
 * The data points: squares for class 0, discs for class 1; filled for training, hollow for test.
 * They have a canvas of their own that is drawn only when they change.
 */

import { makeLayer } from "./layer.js";

const HALO = 1.25;

/** @param {HTMLElement} frame the output map's frame, which the layer covers */
export function makePointsLayer(frame) {
  const layer = makeLayer(frame, "nv-points");
  return {
    draw(run, palette, size, ratio) {
      const context = layer.begin(size, size, ratio);
      const radius = Math.max(1.9, Math.min(3.2, size / 80));
      // Class 1 is drawn after class 0 would cover it evenly: draw in the order of the sample.
      for (let i = 0; i < run.nSamples; i++) {
        const [x, y] = toUnit(run, i);
        mark(context, x * size, (1 - y) * size, radius, run.y[i], run.split[i], palette);
      }
    },
  };
}

function mark(context, x, y, radius, label, isTest, palette) {
  const shape = (r) => {
    context.beginPath();
    if (label === 1) context.arc(x, y, r, 0, 2 * Math.PI);
    else context.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
  };
  shape(radius + HALO);
  context.fillStyle = palette.ground;
  context.fill();
  shape(isTest ? radius - 0.2 : radius);
  if (isTest) {
    context.lineWidth = 1.1;
    context.strokeStyle = palette.classes[label];
    context.stroke();
  } else {
    context.fillStyle = palette.classes[label];
    context.fill();
  }
}

/** Position of sample i in the domain, from 0 to 1 in each direction. */
export function toUnit(run, i) {
  return run.domain.map(([low, high], axis) => (run.X[2 * i + axis] - low) / (high - low));
}

/** The sample nearest to a position from 0 to 1. */
export function nearestSample(run, [x, y]) {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < run.nSamples; i++) {
    const [u, v] = toUnit(run, i);
    const distance = (u - x) ** 2 + (v - y) ** 2;
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}
