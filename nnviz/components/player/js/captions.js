// @ts-check
/** What is written around pictures and does not depend on the step: scales, what lines mean, samples. */

import { classStops, cssClasses, paletteOfClass } from "./colors.js";
import { contourLevels } from "./contour.js";
import { makeCurveAxes } from "./curve_axes.js";
import { tick } from "../../shared/js/format.js";
import { hiddenRangeOf, outputRangeOf } from "./lens.js";
import { GLYPHS, makePointsLayer, toUnit } from "./points.js";

/** @import { Lane, Lens, Palette, Run } from "./types.js" */
/** @import { NodeMap } from "./map.js" */

/** @typedef {{ hidden: NodeMap[], outputs: NodeMap[], classes: NodeMap | null }} Maps */

/**
 * Write under every picture what its colours span, or its axis.
 * @param {Run} run
 * @param {Lane} lane
 * @param {Lens} lens
 * @param {Palette} palette
 * @param {Maps} maps
 */
export function showScales(run, lane, lens, palette, { hidden, outputs, classes }) {
  if (run.nInputs === 1) {
    const [low, high] = run.domain[0];
    [...hidden, ...outputs].forEach((map) => map.showEnds([tick(low), "x", tick(high)], "transparent"));
    return;
  }
  hidden.forEach((map) => map.showRange(hiddenRangeOf(lane, lens), palette));
  const isOneClass = run.n_classes > 2 && !lens.isScore(lane.n_hidden);
  outputs.forEach((map) =>
    map.showRange(outputRangeOf(lane, lens), isOneClass ? paletteOfClass(palette, map.index) : palette));
  if (!classes) return;
  const words = GLYPHS.slice(0, run.n_classes).map((glyph, k) => `${glyph} ${k}`);
  classes.showEnds(words, cssClasses(run.n_classes, palette), classStops(run.n_classes, palette));
}

/**
 * What a reader must know of the outputs' pictures besides their ranges.
 * @param {Run} run
 * @param {Lane} lane
 * @param {Lens} lens
 */
export function remarkOf(run, lane, lens) {
  if (run.n_classes || run.nInputs === 1) return "";
  const [first, second] = contourLevels(outputRangeOf(lane, lens));
  return `lines every ${tick(second - first)}`;
}

/**
 * The samples on some pictures, each on a canvas of its own that is drawn only when something changes.
 * @param {Run} run
 * @param {Lane} lane
 * @param {Lens} lens
 * @param {NodeMap[]} maps
 */
export function makeSamples(run, lane, lens, maps) {
  const isCurve = run.nInputs === 1;
  const axes = isCurve ? makeCurveAxes(run, lane, lens) : null;
  const layers = maps.map(({ frame }) => makePointsLayer(frame, isCurve));
  return {
    /** Where sample i is on a picture, from 0 to 1: a hidden unit has no height for a target. */
    place(/** @type {NodeMap} */ map, /** @type {number} */ i) {
      if (!axes) return toUnit(run, i);
      return map.node[0] === "o" ? axes.place(map.index, i) : [toUnit(run, i)[0], 0.5];
    },
    /** @param {Palette} palette @param {number} ratio pixels for each CSS pixel */
    draw(palette, ratio) {
      maps.forEach((map, index) => {
        const isNumbers = run.n_classes === 0 && !isCurve;
        const numbers = isNumbers ? { range: outputRangeOf(lane, lens), output: map.index } : null;
        const box = { width: map.frame.clientWidth, height: map.frame.clientHeight, ratio };
        layers[index].draw(run, palette, box, (i) => this.place(map, i), numbers);
      });
    },
  };
}

/**
 * Where a value is on the upright axis of a curve's picture, from 0 to 1.
 * @param {Run} run
 * @param {Lane} lane
 * @param {Lens} lens
 * @param {string} node
 * @param {number} value
 */
export function heightOf(run, lane, lens, node, value) {
  const axes = makeCurveAxes(run, lane, lens);
  return axes.unitY(value, node[0] === "h" ? axes.hiddenRange : axes.outputRange);
}
