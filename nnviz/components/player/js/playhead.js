// @ts-check
/** The playhead on the timeline: a line at the step, and a veil over the steps to come. */

import { makeSheet } from "./raster.js";

/** @import { Canvas, PlayheadScene } from "./types.js" */

const VEIL = 0.6; // opacity
const LINE = 2; // CSS pixels
const KNOB = 5; // radius

/**
 * @param {Canvas} canvas over the whole timeline
 * @param {PlayheadScene} scene
 */
export function makePlayhead(canvas, { width, height, left, right, bottom, ratio, nSteps, ground, accent }) {
  const sheet = makeSheet(canvas);
  return {
    /** @param {number} step */
    draw(step) {
      const context = sheet.begin(width, height, ratio);
      const x = left + (step / Math.max(nSteps, 1)) * (width - left - right);
      context.globalAlpha = VEIL;
      context.fillStyle = ground;
      context.fillRect(x, 0, width - x, height - bottom);
      context.globalAlpha = 1;
      context.fillStyle = accent;
      context.fillRect(x - LINE / 2, 0, LINE, height - bottom);
      context.beginPath();
      context.arc(x, height - bottom - 1, KNOB, 0, 2 * Math.PI);
      context.fill();
    },
  };
}
