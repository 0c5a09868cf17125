// @ts-check
/**
 * The data points: a shape for each class, filled for training and hollow for test; for numbers
 * filled with the target's colour. They have a canvas of their own, drawn only when they change.
 */

import { colorAt, positionOf } from "./colors.js";
import { makeSvg } from "../../shared/js/dom.js";
import { makeLayer } from "./layer.js";

/** @import { Palette, Range, Run } from "./types.js" */

/** @typedef {(i: number) => number[]} Place of each sample, from 0 to 1 */

/** @typedef {Pick<CanvasRenderingContext2D, "moveTo" | "lineTo" | "closePath" | "rect" | "arc">} PathSink */

const HALO = 1.25; // around a point on a large picture
const SAVED_RADIUS = 3.6; // in a picture that is saved

/**
 * A path around the origin for each class; r is about the radius of a disc.
 * @type {((context: PathSink, r: number) => void)[]}
 */
const SHAPES = [
  (context, r) => context.rect(-0.9 * r, -0.9 * r, 1.8 * r, 1.8 * r),
  (context, r) => context.arc(0, 0, r, 0, 2 * Math.PI),
  (context, r) => polygon(context, [[0, -1.25 * r], [1.15 * r, 0.85 * r], [-1.15 * r, 0.85 * r]]),
  (context, r) => polygon(context, [[0, -1.35 * r], [1.35 * r, 0], [0, 1.35 * r], [-1.35 * r, 0]]),
  (context, r) => {
    const [a, b] = [0.45 * r, 1.25 * r];
    polygon(context, [
      [-a, -b], [a, -b], [a, -a], [b, -a], [b, a], [a, a], [a, b], [-a, b], [-a, a], [-b, a],
      [-b, -a], [-a, -a],
    ]);
  },
];

/** The shapes as characters, for legends. */
export const GLYPHS = ["■", "●", "▲", "◆", "✚"];

/** @param {PathSink} context @param {[number, number][]} corners */
function polygon(context, corners) {
  corners.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.closePath();
}

/**
 * @param {HTMLElement} frame an output map's frame, which the layer covers
 * @param {boolean} isBelow whether what is drawn in the frame lies over the points
 */
export function makePointsLayer(frame, isBelow = false) {
  const layer = makeLayer(frame, "nv-points");
  if (isBelow) frame.prepend(layer.canvas);
  return {
    /**
     * @param {Run} run
     * @param {Palette} palette
     * @param {{width: number, height: number, ratio: number}} box in CSS pixels
     * @param {Place} place
     * @param {{range: Range, output: number} | null} numbers how targets become colours
     */
    draw(run, palette, { width, height, ratio }, place, numbers = null) {
      const context = layer.begin(width, height, ratio);
      const radius = width < 130 ? 1.5 : Math.max(1.9, Math.min(3.2, width / 80));
      // Class 1 is drawn after class 0 would cover it evenly: draw in the order of the sample.
      for (let i = 0; i < run.nSamples; i++) {
        const [x, y] = place(i);
        context.save();
        context.translate(x * width, (1 - y) * height);
        if (numbers) {
          const color = targetColor(run.target(i)[numbers.output], numbers.range, palette);
          markNumber(context, radius, run.split[i], color, palette);
        } else {
          markClass(context, radius, run.split[i], run.n_classes ? run.y[i] : null, palette);
        }
        context.restore();
      }
    },
  };
}

/** @param {number} value @param {Range} range @param {Palette} palette */
function targetColor(value, range, palette) {
  return `rgb(${colorAt(positionOf(value, range), palette).join(" ")})`;
}

/**
 * A shape on a rim of the ground's colour; a test sample is hollow. Without a class, a disc.
 * @param {CanvasRenderingContext2D} context
 * @param {number} radius
 * @param {number} isTest
 * @param {number | null} label
 * @param {Palette} palette
 */
function markClass(context, radius, isTest, label, palette) {
  const color = label === null ? palette.text : palette.classes[label];
  const path = (/** @type {number} */ r) => {
    context.beginPath();
    SHAPES[label ?? 1](context, r);
  };
  path(radius + Math.min(HALO, 0.5 * radius));
  context.fillStyle = palette.ground;
  context.fill();
  path(isTest ? radius - 0.2 : radius);
  if (isTest) {
    context.lineWidth = 1.1;
    context.strokeStyle = color;
    context.stroke();
  } else {
    context.fillStyle = color;
    context.fill();
  }
}

/**
 * A disc in its target's colour on a dark rim; a test sample has a dot, since it is never hollow.
 * @param {CanvasRenderingContext2D} context
 * @param {number} radius
 * @param {number} isTest
 * @param {string} color
 * @param {Palette} palette
 */
function markNumber(context, radius, isTest, color, palette) {
  const disc = (/** @type {number} */ r, /** @type {string} */ fill) => {
    context.beginPath();
    SHAPES[1](context, r);
    context.fillStyle = fill;
    context.fill();
  };
  disc(radius + 0.8, palette.text);
  disc(radius, color);
  if (isTest) disc(0.4 * radius, palette.text);
}

/**
 * What draws a path, as the text of an SVG path.
 * @param {(path: any) => void} draw on what has a context's methods for paths
 */
function pathText(draw) {
  /** @type {string[]} */
  const parts = [];
  const text = (/** @type {number[]} */ ...at) => at.map((v) => v.toFixed(2)).join(" ");
  /** @type {PathSink} */
  const sink = {
    moveTo: (x, y) => parts.push(`M${text(x, y)}`),
    lineTo: (x, y) => parts.push(`L${text(x, y)}`),
    closePath: () => parts.push("Z"),
    rect: (x, y, w, h) => parts.push(`M${text(x, y)}h${text(w)}v${text(h)}h${text(-w)}Z`),
    arc: (_x, _y, r) => parts.push(`M${text(r, 0)}A${text(r, r)} 0 1 1 ${text(-r, 0)}A${text(r, r)} 0 1 1 ${text(r, 0)}`),
  };
  draw(sink);
  return parts.join("");
}

/**
 * The points as SVG paths around their places, for a picture that is saved: the same shapes and colours.
 * @param {Run} run
 * @param {Palette} palette
 * @param {Range | null} range how targets become colours; null for classes, and where height shows them
 * @param {number} output whose targets they are, from 0
 * @returns {Record<string, string | number>[][]} attributes of the paths of each sample
 */
export function pointShapes(run, palette, range, output = 0) {
  const radius = SAVED_RADIUS;
  const disc = (/** @type {number} */ r, /** @type {string} */ fill) =>
    ({ d: pathText((path) => SHAPES[1](path, r)), fill });
  return Array.from({ length: run.nSamples }, (_, i) => {
    const isTest = run.split[i];
    if (range && !run.n_classes) {
      const color = targetColor(run.target(i)[output], range, palette);
      const dot = isTest ? [disc(0.4 * radius, palette.text)] : [];
      return [disc(radius + 0.8, palette.text), disc(radius, color), ...dot];
    }
    const label = run.n_classes ? run.y[i] : null;
    const shape = (/** @type {number} */ r) => pathText((path) => SHAPES[label ?? 1](path, r));
    const color = label === null ? palette.text : palette.classes[label];
    const rim = { d: shape(radius + HALO), fill: palette.ground };
    if (!isTest) return [rim, { d: shape(radius), fill: color }];
    return [rim, { d: shape(radius - 0.2), fill: "none", stroke: color, "stroke-width": 1.2 }];
  });
}

/**
 * A sample's mark for the legend: of a class, or null for one of a number.
 * @param {Run} run
 * @param {Palette} palette
 * @param {number | null} label
 * @param {boolean} isTest
 */
export function legendMark(run, palette, label, isTest) {
  const r = 4;
  const isNumber = label === null && run.nInputs > 1;
  const d = pathText((path) => SHAPES[label ?? 1](path, r));
  const color = label === null ? palette.text : palette.classes[label];
  const isHollow = isTest && !isNumber;
  return makeSvg("svg", { viewBox: "-6 -6 12 12", class: "nv-key nv-mark", "aria-hidden": "true" },
    makeSvg("path", { d, fill: isHollow ? "none" : isNumber ? palette.ground : color, stroke: color, "stroke-width": isHollow || isNumber ? 1.3 : 0 }),
    ...(isTest && isNumber ? [makeSvg("circle", { r: 1.6, fill: palette.text })] : []));
}

/**
 * Position of sample i in the domain, from 0 to 1 along each input.
 * @param {Run} run
 * @param {number} i
 */
export function toUnit(run, i) {
  return run.domain.map(([low, high], axis) => (run.X[run.nInputs * i + axis] - low) / (high - low));
}

/**
 * The sample nearest to a position from 0 to 1.
 * @param {Pick<Run, "nSamples">} run
 * @param {number[]} at
 * @param {Place} place
 * @returns {{index: number, distance: number}} distance in the same units
 */
export function nearestSample(run, [x, y], place) {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < run.nSamples; i++) {
    const [u, v] = place(i);
    const distance = (u - x) ** 2 + (v - y) ** 2;
    if (distance < least) [best, least] = [i, distance];
  }
  return { index: best, distance: Math.sqrt(least) };
}
