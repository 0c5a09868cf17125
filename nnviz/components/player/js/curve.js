// @ts-check
/** Pictures of a network with one input: every node's output as a curve over x. */

import { rgb } from "../../shared/js/color.js";
import { tick } from "../../shared/js/format.js";
import { makePointsLayer } from "./points.js";

/** @import { Lane, Lens, Palette, Range, Run, SizedLayout, Through } from "./types.js" */
/** @import { NodeMap } from "./map.js" */

/** @typedef {{ context: CanvasRenderingContext2D, width: number, height: number,
 *   x: (v: number) => number, y: (v: number) => number }} Sheet a picture in CSS pixels */
/** @typedef {{ color: string, width: number, dash?: number[] }} Stroke */

const PADDING = 0.08; // share of the upright axis left free at each end
const POINT_SPACING = 1.5; // CSS pixels between points of a curve
const FONT = "10px";

/**
 * @param {Run} run with one input
 * @param {Lane} lane
 * @param {{ hidden: NodeMap[], outputs: NodeMap[] }} maps
 */
export function makeCurves(run, lane, { hidden, outputs }) {
  const points = outputs.map(({ frame }) => makePointsLayer(frame, true));
  const [low, high] = run.domain[0];
  /** @type {SizedLayout} */
  let layout;
  /** @type {Palette} */
  let palette;
  /** @type {Lens} */
  let lens;
  let font = "";
  let xs = { hidden: new Float64Array(0), output: new Float64Array(0) };

  const hiddenRange = () => (lens.isSum ? lane.contribution_range : lane.hidden_range);
  const outputRange = () => (lens.isSum ? lane.contribution_range : lane.output_range);
  const unitX = (/** @type {number} */ x) => (x - low) / (high - low);
  const spaced = (/** @type {number} */ width) => {
    const n = Math.max(40, Math.round(width / POINT_SPACING));
    return Float64Array.from({ length: n + 1 }, (_, i) => low + (i / n) * (high - low));
  };
  /**
   * Position from 0 to 1, clipped a little beyond the axis so that a steep curve stays a line.
   * @param {number} y
   * @param {Range} range
   */
  const unitY = (y, range) => {
    const pad = PADDING * (range.high - range.low);
    const unit = (y - range.low + pad) / (range.high - range.low + 2 * pad);
    return Math.min(Math.max(unit, -1), 2);
  };
  const place = (/** @type {number} */ k) => (/** @type {number} */ i) => [unitX(run.X[i]), unitY(run.target(i)[k], outputRange())];

  /**
   * Clear a picture and give it an axis; its context is then in CSS pixels.
   * @param {NodeMap} map
   * @param {Range} range
   * @returns {Sheet}
   */
  function begin(map, range) {
    const { context, canvas } = map;
    const [width, height] = [canvas.width / layout.ratio, canvas.height / layout.ratio];
    context.setTransform(layout.ratio, 0, 0, layout.ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.strokeStyle = palette.rule;
    context.lineWidth = 1;
    context.strokeRect(0.5, 0.5, width - 1, height - 1);
    return { context, width, height, x: (v) => unitX(v) * width, y: (v) => (1 - unitY(v, range)) * height };
  }

  /** @param {Sheet} sheet @param {Range} range */
  function axis({ context, width, height, y }, range) {
    context.beginPath();
    context.strokeStyle = palette.rule;
    context.moveTo(0, y(range.neutral));
    context.lineTo(width, y(range.neutral));
    context.stroke();
    if (layout.isEnlarged) return; // it has an axis with numbers beside it
    context.font = font;
    context.fillStyle = palette.muted;
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
    stop(0, palette.high, 0.45);
    stop(neutral, palette.high, 0.08);
    stop(neutral, palette.low, 0.08);
    stop(1, palette.low, 0.45);
    context.beginPath();
    context.moveTo(x(at[0]), neutral * height);
    for (let i = 0; i < at.length; i++) context.lineTo(x(at[i]), y(values[i]));
    context.lineTo(x(at[at.length - 1]), neutral * height);
    context.fillStyle = gradient;
    context.fill();
  }

  /** @param {NodeMap} map @param {number} m @param {number} step */
  function drawHidden(map, m, step) {
    const range = hiddenRange();
    const sheet = begin(map, range);
    const weight = lens.isSum ? lane.outputWeight(step, m, lens.k) : 1;
    const values = xs.hidden.map((x) => weight * lane.hiddenValue(step, m, [x]));
    tint(sheet, values, xs.hidden, range);
    axis(sheet, range);
    const slope = lane.hiddenWeight(step, 1, m);
    const zero = -lane.hiddenWeight(step, 0, m) / slope;
    if (zero >= low && zero <= high) {
      const { context, x, height } = sheet;
      context.beginPath();
      context.moveTo(x(zero), 0);
      context.lineTo(x(zero), height);
      context.strokeStyle = palette.line;
      context.lineWidth = 1;
      context.stroke();
    }
    line(sheet, values, xs.hidden, { color: lane.color, width: 1.8 });
  }

  /** @param {NodeMap} map @param {number} k @param {number} step */
  function drawOutput(map, k, step) {
    const range = outputRange();
    const sheet = begin(map, range);
    axis(sheet, range);
    const values = (/** @type {Through | null} */ through) => xs.output.map((x) => lane.outputScores(step, [x], through)[k]);
    if (lens.off.size > 0 && !lens.isSum) {
      line(sheet, values(null), xs.output, { color: palette.text, width: 1.2, dash: [4, 4] });
    }
    line(sheet, values(lens), xs.output, { color: lane.color, width: 2.4 });
  }

  return {
    remark: () => "",
    /** The canvas holds all lines of a curve's picture. */
    linesOf: () => [],
    /** What the upright axis of a node's picture spans, and where it has its padding. */
    uprightRange: (/** @type {boolean} */ isHidden) => (isHidden ? hiddenRange() : outputRange()),
    /** Where a sample is on an output's picture. */
    place,
    unitY: (/** @type {number} */ y, /** @type {number | null} */ k) => unitY(y, k === null ? hiddenRange() : outputRange()),
    /** @param {Palette} next @param {Lens} through */
    setPalette(next, through) {
      [palette, lens] = [next, through];
      const ends = [tick(low), "x", tick(high)];
      [...hidden, ...outputs].forEach((map) => map.showEnds(ends, "transparent"));
      font = `${FONT} ${getComputedStyle([...outputs, ...hidden][0].canvas).fontFamily}`;
    },
    /** @param {SizedLayout} next */
    setLayout(next) {
      layout = next;
      const resize = (/** @type {NodeMap} */ map, /** @type {number} */ width) => map.resize(
        Math.round(width * layout.ratio), Math.round((width / layout.aspect) * layout.ratio));
      hidden.forEach((map) => resize(map, layout.map));
      outputs.forEach((map) => resize(map, layout.output));
      xs = { hidden: spaced(layout.map), output: spaced(layout.output) };
    },
    /** @param {number} step */
    draw(step) {
      hidden.forEach((map) => drawHidden(map, map.index, step));
      outputs.forEach((map) => drawOutput(map, map.index, step));
    },
    drawPoints() {
      outputs.forEach((map, i) => {
        const box = { width: layout.output, height: layout.output / layout.aspect, ratio: layout.ratio };
        points[i].draw(run, palette, box, place(map.index));
      });
    },
  };
}
