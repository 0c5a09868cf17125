// @ts-check
/** Pictures of a network with one input: every node's output as a curve over x. */

import { rgb } from "../../shared/js/color.js";
import { tick } from "../../shared/js/format.js";
import { makeCurveAxes } from "./curve_axes.js";
import { makeRasters } from "./raster.js";

/** @import { Canvases, Context, Lane, PaintedScene, Range, Run, Through } from "./types.js" */
/** @import { CurveAxes } from "./curve_axes.js" */
/** @import { Raster } from "./raster.js" */

/** @typedef {{ context: Context, width: number, height: number,
 *   x: (v: number) => number, y: (v: number) => number }} Sheet a picture in CSS pixels */
/** @typedef {{ color: string, width: number, dash?: number[] }} Stroke */

const POINT_SPACING = 1.5; // CSS pixels between points of a curve
const FONT_SIZE = "10px";

/**
 * @param {Run} run with one input
 * @param {Lane} lane
 * @param {Canvases} canvases
 */
export function makeCurves(run, lane, canvases) {
  const { all, hidden, outputs, pixels } = makeRasters(canvases.maps, true);
  const [low, high] = run.domain[0];
  /** @type {PaintedScene} */
  let scene;
  /** @type {CurveAxes} */
  let axes;
  /** @type {Map<Raster, Float64Array>} */
  const xs = new Map(); // where each picture's curve has its points

  const spaced = (/** @type {number} */ width) => {
    const n = Math.max(40, Math.round(width / POINT_SPACING));
    return Float64Array.from({ length: n + 1 }, (_, i) => low + (i / n) * (high - low));
  };
  const xsOf = (/** @type {Raster} */ map) => /** @type {Float64Array} */ (xs.get(map));

  /**
   * Clear a picture and give it an axis; its context is then in CSS pixels.
   * @param {Raster} map
   * @param {Range} range
   * @returns {Sheet}
   */
  function begin(map, range) {
    const { context, canvas } = map;
    const [width, height] = [canvas.width / scene.ratio, canvas.height / scene.ratio];
    context.setTransform(scene.ratio, 0, 0, scene.ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.strokeStyle = scene.palette.rule;
    context.lineWidth = 1;
    context.strokeRect(0.5, 0.5, width - 1, height - 1);
    return { context, width, height, x: (v) => axes.unitX(v) * width, y: (v) => (1 - axes.unitY(v, range)) * height };
  }

  /** @param {Sheet} sheet @param {Range} range */
  function axis({ context, width, height, y }, range) {
    context.beginPath();
    context.strokeStyle = scene.palette.rule;
    context.moveTo(0, y(range.neutral));
    context.lineTo(width, y(range.neutral));
    context.stroke();
    if (scene.isEnlarged) return; // it has an axis with numbers beside it
    context.font = `${FONT_SIZE} ${scene.font}`;
    context.fillStyle = scene.palette.muted;
    context.textBaseline = "top";
    context.fillText(tick(range.high), 3, 2);
    context.textBaseline = "bottom";
    context.fillText(tick(range.low), 3, height - 1);
  }

  /** @param {Sheet} sheet @param {Float64Array} values @param {Float64Array} at @param {Stroke} stroke */
  function line({ context, x, y }, values, at, { color, width, dash = [] }) {
    context.beginPath();
    for (let i = 0; i < at.length; i++) context.lineTo(x(at[i]), y(values[i]));
    context.strokeStyle = color;
    context.lineWidth = width;
    context.lineJoin = "round";
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
  }

  /**
   * Fill between the curve and the neutral value with the maps' two colours.
   * @param {Sheet} sheet
   * @param {Float64Array} values
   * @param {Float64Array} at
   * @param {Range} range
   */
  function tint(sheet, values, at, range) {
    const { context, height, x, y } = sheet;
    const neutral = y(range.neutral) / height;
    const gradient = context.createLinearGradient(0, 0, 0, height);
    const stop = (/** @type {number} */ share, /** @type {string} */ color, /** @type {number} */ alpha) =>
      gradient.addColorStop(Math.min(Math.max(share, 0), 1), `rgb(${rgb(color).join(" ")} / ${alpha})`);
    stop(0, scene.palette.high, 0.45);
    stop(neutral, scene.palette.high, 0.08);
    stop(neutral, scene.palette.low, 0.08);
    stop(1, scene.palette.low, 0.45);
    context.beginPath();
    context.moveTo(x(at[0]), neutral * height);
    for (let i = 0; i < at.length; i++) context.lineTo(x(at[i]), y(values[i]));
    context.lineTo(x(at[at.length - 1]), neutral * height);
    context.fillStyle = gradient;
    context.fill();
  }

  /** @param {Raster} map @param {number} step */
  function drawHidden(map, step) {
    const m = map.index;
    const range = axes.hiddenRange;
    const sheet = begin(map, range);
    const { lens } = scene;
    const weight = lens.isSum ? lane.outputWeight(step, m, lens.k) : 1;
    const at = xsOf(map);
    const values = at.map((x) => weight * lane.hiddenValue(step, m, [x]));
    tint(sheet, values, at, range);
    axis(sheet, range);
    const slope = lane.hiddenWeight(step, 1, m);
    const zero = -lane.hiddenWeight(step, 0, m) / slope;
    if (zero >= low && zero <= high) {
      const { context, x, height } = sheet;
      context.beginPath();
      context.moveTo(x(zero), 0);
      context.lineTo(x(zero), height);
      context.strokeStyle = scene.palette.line;
      context.lineWidth = 1;
      context.stroke();
    }
    line(sheet, values, at, { color: scene.color, width: 1.8 });
  }

  /** @param {Raster} map @param {number} step */
  function drawOutput(map, step) {
    const range = axes.outputRange;
    const sheet = begin(map, range);
    axis(sheet, range);
    const { lens, color, palette } = scene;
    const at = xsOf(map);
    const values = (/** @type {Through | null} */ through) => at.map((x) => lane.outputScores(step, [x], through)[map.index]);
    if (lens.off.size > 0 && !lens.isSum) line(sheet, values(null), at, { color: palette.text, width: 1.2, dash: [4, 4] });
    line(sheet, values(lens), at, { color, width: 2.4 });
  }

  return {
    pixels,
    atlas: null, // each picture is on its own canvas
    /** @param {PaintedScene} next */
    setScene(next) {
      scene = next;
      axes = makeCurveAxes(run, lane, scene.lens);
      for (const map of all) {
        const [, , width, height] = scene.places[map.node];
        map.resize(Math.round(width * scene.ratio), Math.round(height * scene.ratio));
        xs.set(map, spaced(width));
      }
    },
    /** @param {number} step */
    draw(step) {
      hidden.forEach((map) => drawHidden(map, step));
      outputs.forEach((map) => drawOutput(map, step));
    },
  };
}
