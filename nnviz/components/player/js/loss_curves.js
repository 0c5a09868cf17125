// @ts-check
/** The chart of losses under the playhead. */

import { count, tick } from "../../shared/js/format.js";
import { beyond, lossAxis, lossTicks, peaksBeyond, shareOf } from "./loss_axis.js";

export const MARGINS = { left: 44, right: 12, top: 16, bottom: 16 }; // CSS pixels around the curves

const NAME_HEIGHT = 13;
const FAR = 20; // heights of the chart; coordinates far beyond it are drawn wrongly by some browsers

/** @import { Lane, Palette, Run } from "./types.js" */
/** @import { LossAxis } from "./loss_axis.js" */
/** @typedef {{ width: number, height: number, isLog: boolean, xOf: (step: number) => number }} Sizes */
/** @typedef {{ lane: Lane, values: Float32Array, color: string, dash: number[] }} Drawn */

/**
 * Draw axis and curves; what is beyond the axis leaves it at the top, with a mark and its highest loss.
 * @param {CanvasRenderingContext2D} context
 * @param {Run} run
 * @param {Palette} palette
 * @param {Sizes} sizes
 * @returns {(loss: number) => number} the height at which a loss is drawn, inside the axis
 */
export function drawCurves(context, run, palette, { width, height, isLog, xOf }) {
  const curves = curvesOf(run, palette);
  const axis = lossAxis(curves, isLog);
  const { left, right, top, bottom } = MARGINS;
  const inner = height - top - bottom;
  const yAt = (/** @type {number} */ share) => height - bottom - share * inner;
  const yOf = (/** @type {number} */ loss) => yAt(Math.min(Math.max(shareOf(axis, loss), 0), 1));
  context.font = `11px ${getComputedStyle(context.canvas).fontFamily}`;
  drawAxis(context, palette, lossTicks(axis), { yOf, width });
  drawSteps(context, run, xOf, height);

  context.save();
  context.beginPath();
  context.rect(left, top - 1, width - left - right + 1, inner + 2);
  context.clip();
  context.lineJoin = "round";
  const yAny = (/** @type {number} */ loss) => yAt(Math.min(Math.max(shareOf(axis, loss), -FAR), FAR));
  for (const curve of curves) drawCurve(context, curve, xOf, yAny, width - left - right);
  context.restore();

  for (const { lane, values, color } of curves) {
    if (lane.diverged_at !== null) cross(context, xOf(lane.n_steps), yOf(values[lane.n_steps]), color);
  }
  markBeyond(context, curves, axis, xOf);
  return yOf;
}

/** @param {Run} run @param {Palette} palette @returns {Drawn[]} */
function curvesOf(run, palette) {
  return run.lanes.flatMap((lane, index) => {
    const color = palette.lanes[index];
    const train = { lane, values: lane.trainLoss, color, dash: [] };
    return lane.testLoss ? [train, { lane, values: lane.testLoss, color, dash: [3, 3] }] : [train];
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Palette} palette
 * @param {number[]} ticks
 * @param {{ yOf: (loss: number) => number, width: number }} scale
 */
function drawAxis(context, palette, ticks, { yOf, width }) {
  context.fillStyle = palette.muted;
  context.strokeStyle = palette.rule;
  context.lineWidth = 1;
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const loss of ticks) {
    context.fillText(tick(loss, 2), MARGINS.left - 6, yOf(loss));
    context.beginPath();
    context.moveTo(MARGINS.left, Math.round(yOf(loss)) + 0.5);
    context.lineTo(width - MARGINS.right, Math.round(yOf(loss)) + 0.5);
    context.stroke();
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Run} run
 * @param {(step: number) => number} xOf
 * @param {number} height
 */
function drawSteps(context, run, xOf, height) {
  context.textBaseline = "alphabetic";
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    context.textAlign = share === 0 ? "left" : share === 1 ? "right" : "center";
    const step = Math.round(share * run.n_steps);
    context.fillText(count(step), xOf(step), height - 3);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Drawn} curve
 * @param {(step: number) => number} xOf
 * @param {(loss: number) => number} yOf
 * @param {number} pixels along the steps
 */
function drawCurve(context, { lane, values, color, dash }, xOf, yOf, pixels) {
  context.beginPath();
  // At most two points a pixel: the lowest and the highest of the steps that fall on it.
  const perPixel = Math.max(1, Math.floor(lane.n_steps / Math.max(pixels, 1)));
  for (let step = 0; step <= lane.n_steps; step += perPixel) {
    let [least, most] = [Infinity, -Infinity];
    for (let s = step; s < Math.min(step + perPixel, lane.n_steps + 1); s++) {
      least = Math.min(least, values[s]);
      most = Math.max(most, values[s]);
    }
    context.lineTo(xOf(step), yOf(most));
    if (least !== most) context.lineTo(xOf(step), yOf(least));
  }
  context.strokeStyle = color;
  context.lineWidth = 1.6;
  context.setLineDash(dash);
  context.stroke();
  context.setLineDash([]);
}

/**
 * An arrow where each curve is highest beyond the axis.
 * @param {CanvasRenderingContext2D} context
 * @param {Drawn[]} curves
 * @param {LossAxis} axis
 * @param {(step: number) => number} xOf
 */
function markBeyond(context, curves, axis, xOf) {
  for (const { curve, step } of peaksBeyond(curves, axis)) {
    const x = xOf(step);
    context.beginPath();
    context.moveTo(x - 4, MARGINS.top + 7);
    context.lineTo(x, MARGINS.top);
    context.lineTo(x + 4, MARGINS.top + 7);
    context.closePath();
    context.fillStyle = curve.color;
    context.fill();
  }
}

/**
 * Name each lane's curve at its end, moved apart where two would collide, and what is beyond the axis.
 * @param {CanvasRenderingContext2D} context
 * @param {Run} run
 * @param {Palette} palette
 * @param {{ width: number, height: number, isLog: boolean, yOf: (loss: number) => number }} place
 */
export function labelCurves(context, run, palette, { width, height, isLog, yOf }) {
  context.font = `11px ${getComputedStyle(context.canvas).fontFamily}`;
  const right = width - MARGINS.right - 4;
  const labels = run.lanes
    .map((lane, index) => ({ lane, index, y: yOf(lane.trainLoss[lane.n_steps]) - 5 }))
    .sort((a, b) => b.y - a.y);
  let ceiling = height - MARGINS.bottom - 2;
  context.textAlign = "right";
  context.lineWidth = 4;
  context.lineJoin = "round";
  for (const { lane, index, y } of labels) {
    const at = Math.max(Math.min(y, ceiling), MARGINS.top + 4);
    ceiling = at - NAME_HEIGHT;
    context.strokeStyle = palette.ground;
    context.strokeText(lane.label, right, at);
    context.fillStyle = palette.lanes[index];
    context.fillText(lane.label, right, at);
  }
  writeBeyond(context, curvesOf(run, palette), palette, { isLog, room: width - MARGINS.left - MARGINS.right });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Drawn[]} curves
 * @param {Palette} palette
 * @param {{ isLog: boolean, room: number }} place
 */
function writeBeyond(context, curves, palette, { isLog, room }) {
  const axis = lossAxis(curves, isLog);
  const long = beyond(curves, axis);
  const text = context.measureText(long).width <= room ? long : beyond(curves, axis, true);
  context.fillStyle = palette.text;
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  context.fillText(text, MARGINS.left, MARGINS.top - 5);
}

/**
 * Where a lane ended because its numbers were no longer finite.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {string} color
 */
function cross(context, x, y, color) {
  context.beginPath();
  for (const d of [-1, 1]) {
    context.moveTo(x - 4, y - 4 * d);
    context.lineTo(x + 4, y + 4 * d);
  }
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.stroke();
}
