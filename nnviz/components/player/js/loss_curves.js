// @ts-check
/** The chart of losses under the playhead. */

import { count, number, tick } from "../../shared/js/format.js";
import { leastTestStep, lossAxis, lossTicks, peaksBeyond, shareOf } from "./loss_axis.js";

const MARGINS = { left: 44, right: 12, top: 16, bottom: 16 }; // CSS pixels around the curves
const LOW = 60; // CSS pixels; in a chart lower than that the steps are not written
const NAME_HEIGHT = 13;
const TEST_DASH = [3, 3];
const FAR = 20; // heights of the chart; coordinates far beyond it are drawn wrongly by some browsers

/** @import { Lane, Palette, Run } from "./types.js" */
/** @typedef {{ width: number, height: number, isLog: boolean, xOf: (step: number) => number }} Sizes */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Margins in CSS pixels */
/** @typedef {{ lane: Lane, values: Float32Array, color: string, dash: number[] }} Drawn */

/** What is kept free around the curves of a chart. @param {number} height @returns {Margins} */
export const marginsOf = (height) => (height < LOW ? { ...MARGINS, top: 12, bottom: 3 } : MARGINS);

/**
 * Draw axis and curves; what is beyond the axis leaves it at the top, with a mark and its highest loss.
 * @param {CanvasRenderingContext2D} context
 * @param {Run} run
 * @param {Palette} palette
 * @param {Sizes} sizes
 * @returns {(loss: number) => number} the height at which a loss is drawn, inside the axis
 */
export function drawCurves(context, run, palette, { width, height, isLog, xOf }) {
  const curves = curvesOf(run);
  const axis = lossAxis(curves, isLog);
  const margins = marginsOf(height);
  const { left, right, top, bottom } = margins;
  const inner = height - top - bottom;
  const yAt = (/** @type {number} */ share) => height - bottom - share * inner;
  const yOf = (/** @type {number} */ loss) => yAt(Math.min(Math.max(shareOf(axis, loss), 0), 1));
  context.font = `11px ${getComputedStyle(context.canvas).fontFamily}`;
  drawAxis(context, palette, lossTicks(axis), { yOf, width });
  if (height >= LOW) drawSteps(context, run, xOf, height);

  if (run.limit && shareOf(axis, run.limit.loss) >= 0) drawLimit(context, palette, yOf(run.limit.loss), [left, width - right]);
  context.save();
  context.beginPath();
  context.rect(left, top - 1, width - left - right + 1, inner + 2);
  context.clip();
  context.lineJoin = "round";
  if (run.n_planned > run.n_steps) drawToCome(context, palette, [xOf(run.n_steps), width - right], [top, height - bottom]);
  const yAny = (/** @type {number} */ loss) => yAt(Math.min(Math.max(shareOf(axis, loss), -FAR), FAR));
  for (const curve of curves) drawCurve(context, curve, xOf, yAny, width - left - right);
  context.restore();

  for (const { lane, values, color } of curves) {
    const least = values === lane.testLoss ? leastTestStep(lane) : null;
    if (least !== null) ring(context, xOf(least), yOf(values[least]), color, palette.ground);
    if (lane.diverged_at !== null) cross(context, xOf(lane.n_steps), yOf(values[lane.n_steps]), color);
  }
  return yOf;
}

/** @param {Run} run @returns {Drawn[]} */
export function curvesOf(run) {
  return run.lanes.flatMap((lane) => {
    const { color } = lane;
    const train = { lane, values: lane.trainLoss, color, dash: [] };
    return lane.testLoss ? [train, { lane, values: lane.testLoss, color, dash: TEST_DASH }] : [train];
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
    const step = Math.round(share * run.n_planned);
    context.fillText(count(step), xOf(step), height - 3);
  }
}

/**
 * The steps that are still being trained.
 * @param {CanvasRenderingContext2D} context
 * @param {Palette} palette
 * @param {[number, number]} across
 * @param {[number, number]} down
 */
function drawToCome(context, palette, [left, right], [top, bottom]) {
  context.fillStyle = String(palette.panel);
  context.fillRect(left, top, right - left, bottom - top);
  context.fillStyle = String(palette.muted);
  context.textBaseline = "middle";
  context.textAlign = "center";
  const words = "training …";
  if (right - left > context.measureText(words).width + 8) context.fillText(words, (left + right) / 2, (top + bottom) / 2);
}

/**
 * The loss that no classifier is below on new samples, on average.
 * @param {CanvasRenderingContext2D} context
 * @param {Palette} palette
 * @param {number} y
 * @param {[number, number]} ends
 */
function drawLimit(context, palette, y, [from, to]) {
  context.beginPath();
  context.moveTo(from, y);
  context.lineTo(to, y);
  context.strokeStyle = palette.muted;
  context.lineWidth = 1;
  context.setLineDash([1, 3]);
  context.stroke();
  context.setLineDash([]);
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
 * Name each lane's curve at its end, moved apart where two would collide; write the value of what leaves the axis where
 * it does; and say which lines are of test samples.
 * @param {CanvasRenderingContext2D} context
 * @param {Run} run
 * @param {Palette} palette
 * @param {Sizes & { yOf: (loss: number) => number }} place
 */
export function labelCurves(context, run, palette, { width, height, isLog, xOf, yOf }) {
  const { right: margin, top, bottom } = marginsOf(height);
  context.font = `11px ${getComputedStyle(context.canvas).fontFamily}`;
  const right = width - margin - 4;
  const labels = run.lanes
    .map((lane) => ({ lane, y: yOf(lane.trainLoss[lane.n_steps]) - 5 }))
    .sort((a, b) => b.y - a.y);
  // From below upwards; what would be above the chart pushes all down again.
  let ceiling = height - bottom - 2;
  const tops = labels.map(({ y }) => (ceiling = Math.min(y, ceiling - NAME_HEIGHT)));
  const excess = Math.max(0, top + 4 - Math.min(...tops));
  context.lineWidth = 4;
  context.lineJoin = "round";
  labels.forEach(({ lane }, i) => write(context, palette, lane.label, [right, tops[i] + excess], lane.color, "right"));

  const curves = curvesOf(run);
  const axis = lossAxis(curves, isLog);
  if (run.limit && shareOf(axis, run.limit.loss) >= 0) {
    const y = yOf(run.limit.loss);
    const hasRoomBelow = y + 13 < height - bottom;
    write(context, palette, `limit ${number(run.limit.loss, 2)}`, [MARGINS.left + 4, y + (hasRoomBelow ? 12 : -3)], palette.muted, "left");
  }
  const free = right - writeKey(context, run, palette, right, top - 4);
  writeBeyond(context, palette, peaksBeyond(curves, axis), { xOf, y: top - 3, free, isNamed: run.lanes.length > 1 });
}

/**
 * A text over whatever is there.
 * @param {CanvasRenderingContext2D} context
 * @param {Palette} palette
 * @param {string} text
 * @param {[number, number]} at
 * @param {string} color
 * @param {CanvasTextAlign} align
 */
function write(context, palette, text, [x, y], color, align) {
  context.textAlign = align;
  context.textBaseline = "alphabetic";
  context.strokeStyle = palette.ground;
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}

/**
 * Which line is of training samples and which of test samples, at the right end; returns its width.
 * @param {CanvasRenderingContext2D} context
 * @param {Run} run
 * @param {Palette} palette
 * @param {number} right
 * @param {number} y
 */
function writeKey(context, run, palette, right, y) {
  if (!run.lanes.some(({ testLoss }) => testLoss)) return 0;
  let x = right;
  for (const [name, dash] of /** @type {[string, number[]][]} */ ([["○ least", []], ["test", TEST_DASH], ["training", [0]]])) {
    write(context, palette, name, [x, y], palette.muted, "right");
    x -= context.measureText(name).width + 4;
    if (dash.length > 0) {
      context.beginPath();
      context.moveTo(x - 18, y - 4);
      context.lineTo(x, y - 4);
      context.save();
      context.setLineDash(dash[0] ? dash : []);
      context.lineWidth = 1.6;
      context.strokeStyle = palette.muted;
      context.stroke();
      context.restore();
      x -= 22;
    }
    x -= 8;
  }
  return right - x;
}

/**
 * The highest value of each lane that leaves the axis, above where it does.
 * @param {CanvasRenderingContext2D} context
 * @param {Palette} palette
 * @param {{ curve: Drawn, step: number, loss: number }[]} peaks
 * @param {{ xOf: (step: number) => number, y: number, free: number, isNamed: boolean }} place `free` ends the room
 */
function writeBeyond(context, palette, peaks, { xOf, y, free, isNamed }) {
  /** @type {Map<Lane, { curve: Drawn, step: number, loss: number }>} */
  const highest = new Map();
  for (const peak of peaks) {
    const { lane } = peak.curve;
    if (peak.loss > (highest.get(lane)?.loss ?? 0)) highest.set(lane, peak);
  }
  let end = MARGINS.left - 8;
  for (const { curve, step, loss } of [...highest.values()].sort((a, b) => a.step - b.step)) {
    const text = `${isNamed ? `${curve.lane.label} ` : ""}${tick(loss, 2)} ↑`;
    const { width } = context.measureText(text);
    const x = Math.max(end + 8, Math.min(xOf(step) - 4, free - width));
    const isFree = x + width <= free;
    write(context, palette, isFree ? text : "↑", [isFree ? x : end + 2, y], curve.color, "left");
    end = isFree ? x + width : end + 10;
  }
}

/**
 * Where the test loss is least.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {string} color
 * @param {string} ground
 */
function ring(context, x, y, color, ground) {
  context.beginPath();
  context.arc(x, y, 3.5, 0, 2 * Math.PI);
  context.fillStyle = ground;
  context.fill();
  context.strokeStyle = color;
  context.lineWidth = 1.6;
  context.stroke();
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
