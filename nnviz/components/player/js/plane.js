// @ts-check
/** Pictures of a network with two inputs: maps of every node over the plane, with their lines. */

import { classStops, classTables, colorTable, cssClasses, paletteOfClass, probabilityTable } from "./colors.js";
import { contourLevels, makeTracer, tracePath, zeroLine } from "./contour.js";
import { tick } from "../../shared/js/format.js";
import { evaluateHidden, evaluateScores, makeGrid } from "./grid.js";
import { makeLayer } from "./layer.js";
import { hiddenSide, outputSide } from "./resolution.js";
import { GLYPHS, makePointsLayer, toUnit } from "./points.js";
import { fillSoftmax, makeSoftmax, marginOf } from "./softmax.js";

/** @import { Lane, Lens, Palette, Run, SizedLayout } from "./types.js" */
/** @import { ColorTable } from "./colors.js" */
/** @import { Tracer } from "./contour.js" */
/** @import { Grid } from "./grid.js" */
/** @import { NodeMap } from "./map.js" */
/** @import { Softmax } from "./softmax.js" */

/** @typedef {Float64Array[]} Scores z_O on a grid, of each output */
/** @typedef {{ points: number[][], width: number, isDashed: boolean }} Chain a line, from 0 to 1 */

/**
 * @param {Run} run
 * @param {Lane} lane
 * @param {{ hidden: NodeMap[], outputs: NodeMap[], classes: NodeMap | null, pointed?: NodeMap[] }} maps some
 *   or all of the lane's, and those that show the samples; by default all but hidden ones
 * @param {{hidden: HTMLElement, outputs: HTMLElement}} groups the elements that hold the maps
 */
export function makePlane(run, lane, { hidden, outputs, classes, pointed: withPoints }, groups) {
  const large = classes ? [classes, ...outputs] : outputs;
  const pointed = withPoints ?? large;
  const mapOf = new Map(outputs.map((map) => [map.index, map])); // by output
  const isMany = run.n_classes > 2;
  const points = pointed.map(({ frame }) => makePointsLayer(frame));
  // One layer for the lines of a group of maps: a canvas for each map costs the browser more than
  // the lines. Within a group the maps' places depend on their sizes alone, whatever is written
  // around them.
  const hiddenLines = makeLayer(groups.hidden, "nv-lines");
  const outputLines = makeLayer(groups.outputs, "nv-lines");

  /** @type {SizedLayout} */
  let layout;
  /** @type {Map<NodeMap, [number, number, number]>} */
  let boxes = new Map(); // left, top and size in its group
  /** @type {Palette} */
  let palette;
  /** @type {Lens} */
  let lens;
  /** @type {ColorTable} */
  let hiddenColors;
  /** @type {ColorTable} */
  let outputColors;
  /** @type {ColorTable[]} */
  const classColors = []; // one table for each class
  /** @type {Uint32Array[]} */
  let regions;
  /** @type {Grid} */
  let hiddenGrid;
  /** @type {Grid} */
  let outputGrid;
  /** @type {Grid | null} */
  let ghostGrid = null; // of the whole network, beside one with units switched off
  /** @type {Softmax} */
  let softmax;
  /** @type {Tracer} */
  let tracer;
  let stride = 1; // cells between samples of the lines
  /** @type {Float64Array} */
  let traced;

  const isRegression = run.n_classes === 0;
  const outputRange = () =>
    (lens.isScore(lane.n_hidden) ? lane.contribution_range : lane.output_range);

  /**
   * Sample what is traced: every cell at rest, every other one while it moves.
   * @param {(cell: number) => number} valueAt
   */
  function thinned(valueAt) {
    const { size } = outputGrid;
    for (let r = 0, k = 0; r < size; r += stride) {
      for (let c = 0; c < size; c += stride, k++) traced[k] = valueAt(r * size + c);
    }
    return traced;
  }

  /** @param {NodeMap} map @returns {[number, number, number]} */
  const boxOf = (map) => /** @type {[number, number, number]} */ (boxes.get(map));

  /**
   * The border of class k, or the line where the score of output k is `at`.
   * @param {Scores} scores
   * @param {number} k
   */
  function pathOf(scores, k, at = 0) {
    const z = scores[k];
    return tracePath(tracer, thinned(
      isMany ? (cell) => marginOf(softmax, scores, k, cell) : (cell) => z[cell]), at);
  }

  /**
   * The same lines as chains of points from 0 to 1.
   * @param {Scores} scores
   * @param {number} k
   * @param {number} at
   */
  function chainsOf(scores, k, at) {
    /** @type {number[][][]} */
    const chains = [];
    const unit = (/** @type {number} */ cell) => (cell * stride + 0.5) / outputGrid.size;
    const sampled = thinned(isMany ? (cell) => marginOf(softmax, scores, k, cell) : (cell) => scores[k][cell]);
    tracer.trace(
      sampled, (c, r) => chains.push([[unit(c), unit(r)]]), (c, r) => chains[chains.length - 1].push([unit(c), unit(r)]), at);
    return chains;
  }

  /**
   * The lines that divide classes or mark round values, as [path, width] of output k.
   * @param {Scores} scores
   * @param {number} k
   * @returns {[Path2D, number][]}
   */
  function outputPaths(scores, k) {
    if (!isRegression) return [[pathOf(scores, k), 2]];
    return contourLevels(outputRange()).map((at) => [pathOf(scores, k, at), at === 0 ? 2 : 1]);
  }

  /** @param {CanvasRenderingContext2D} context @param {Path2D} path @param {NodeMap} map @param {number} width */
  function stroke(context, path, map, width) {
    const [left, top, size] = boxOf(map);
    const cell = size / outputGrid.size;
    const scale = layout.ratio * cell * stride;
    context.setTransform(
      scale, 0, 0, -scale, layout.ratio * (left + 0.5 * cell), layout.ratio * (top + size - 0.5 * cell),
    );
    context.lineWidth = width / (cell * stride);
    context.stroke(path);
  }

  /** @param {ReturnType<typeof makeLayer>} layer @param {HTMLElement} group */
  function begin(layer, group) {
    const context = layer.begin(group.clientWidth, group.clientHeight, layout.ratio);
    context.strokeStyle = palette.line;
    context.lineJoin = "bevel";
    return context;
  }

  /** @param {number} step */
  function drawHiddenLines(step) {
    const context = begin(hiddenLines, groups.hidden);
    context.beginPath();
    hidden.forEach((map) => {
      const ends = zeroLine(run.domain, lane, step, map.index);
      if (!ends) return;
      const [left, top, size] = boxOf(map);
      context.moveTo(left + ends[0] * size, top + (1 - ends[1]) * size);
      context.lineTo(left + ends[2] * size, top + (1 - ends[3]) * size);
    });
    context.lineWidth = 1.2;
    context.stroke();
  }

  /** @param {number} step @param {Scores} scores */
  function drawOutputLines(step, scores) {
    const context = begin(outputLines, groups.outputs);
    for (let k = 0; k < lane.n_outputs; k++) {
      const map = mapOf.get(k);
      // The last class has no border of its own: all its neighbours have drawn theirs.
      const isBorder = classes && k < lane.n_outputs - 1;
      if (!map && !isBorder) continue;
      for (const [path, width] of outputPaths(scores, k)) {
        if (map) stroke(context, path, map, isMany && classes ? 1 : width);
        if (isBorder) stroke(context, path, classes, width);
      }
    }
    if (lens.off.size > 0 && !lens.isSum) drawGhost(context, step);
  }

  /**
   * The boundary of the whole network, dashed, where some of its units are switched off.
   * @param {CanvasRenderingContext2D} context
   * @param {number} step
   */
  function drawGhost(context, step) {
    ghostGrid ??= makeGrid(run.domain, outputGrid.size, lane.n_outputs);
    const scores = evaluateScores(ghostGrid, lane, step, null);
    if (isMany) fillSoftmax(softmax, scores);
    context.strokeStyle = palette.text;
    const dash = 4 / ((stride * layout.output) / outputGrid.size);
    context.setLineDash([dash, dash]);
    for (let k = 0; k < lane.n_outputs; k++) {
      const map = classes ?? mapOf.get(k);
      if (map) stroke(context, pathOf(scores, k), map, 1.4);
    }
    context.setLineDash([]);
  }

  return {
    /** What a reader must know of the outputs' pictures besides their ranges. */
    remark() {
      if (!isRegression) return "";
      const [first, second] = contourLevels(outputRange());
      return `lines every ${tick(second - first)}`;
    },
    /**
     * Take the colours of a theme, and what a lens makes of them.
     * @param {Palette} next
     * @param {Lens} through
     */
    setPalette(next, through) {
      [palette, lens] = [next, through];
      const hiddenRange = lens.isSum ? lane.contribution_range : lane.hidden_range;
      hiddenColors = colorTable(hiddenRange, palette);
      hidden.forEach((map) => map.showRange(hiddenRange, palette));
      const range = outputRange();
      const isProbability = run.n_classes === 2 && !lens.isScore(lane.n_hidden);
      outputColors = isProbability ? probabilityTable(range, palette) : colorTable(range, palette);
      outputs.forEach((map) => map.showRange(range, palette));
      if (!isMany) return;
      outputs.forEach((map) => {
        const hue = lens.isScore(lane.n_hidden) ? palette : paletteOfClass(palette, map.index);
        classColors[map.index] = colorTable(range, hue);
        map.showRange(range, hue);
      });
      if (!classes) return;
      regions = classTables(run.n_classes, palette);
      const words = GLYPHS.slice(0, run.n_classes).map((glyph, k) => `${glyph} ${k}`);
      classes.showEnds(words, cssClasses(run.n_classes, palette), classStops(run.n_classes, palette));
    },
    /**
     * Take sizes in CSS pixels; while it moves, maps get fewer pixels of their own.
     * @param {SizedLayout} next
     * @param {boolean} isMoving
     */
    setLayout(next, isMoving) {
      layout = next;
      const hiddenSize = hiddenSide(run, layout, isMoving);
      const outputSize = outputSide(run, layout, isMoving);
      const thinning = isMoving ? 2 : 1;
      if (hiddenGrid?.size !== hiddenSize) hiddenGrid = makeGrid(run.domain, hiddenSize);
      if (outputGrid?.size !== outputSize || stride !== thinning) {
        outputGrid = makeGrid(run.domain, outputSize, lane.n_outputs);
        ghostGrid = null;
        stride = thinning;
        const lines = Math.ceil(outputSize / stride);
        tracer = makeTracer(lines);
        traced = new Float64Array(lines ** 2);
        if (isMany) softmax = makeSoftmax(lane.n_outputs, outputSize ** 2);
      }
      hidden.forEach((map) => map.resize(hiddenSize));
      large.forEach((map) => map.resize(outputSize));
      boxes = new Map([...hidden, ...large].map((map) => {
        const { frame } = map;
        return [map, [frame.offsetLeft, frame.offsetTop, frame.clientWidth]];
      }));
    },
    /** Draw all that depends on the step. @param {number} step */
    draw(step) {
      hidden.forEach((map) => {
        const weight = lens.isSum ? lane.outputWeight(step, map.index, lens.k) : 1;
        map.paint(evaluateHidden(hiddenGrid, lane, step, map.index, weight), hiddenColors);
      });
      if (hidden.length > 0) drawHiddenLines(step);
      if (large.length === 0) return;
      const scores = evaluateScores(outputGrid, lane, step, lens);
      if (isMany) fillSoftmax(softmax, scores);
      const isShare = isMany && !lens.isScore(lane.n_hidden);
      outputs.forEach((map) => {
        const k = map.index;
        map.paint(isShare ? softmax.probabilities[k] : scores[k], isMany ? classColors[k] : outputColors);
      });
      classes?.paintClasses(softmax.winner, softmax.confidence, regions);
      drawOutputLines(step, scores);
    },
    /**
     * The lines of the one map that was given, for a picture of it: chains of points from 0 to 1.
     * @param {NodeMap} map
     * @param {number} step
     * @returns {Chain[]}
     */
    linesOf(map, step) {
      if (hidden.includes(map)) {
        const ends = zeroLine(run.domain, lane, step, map.index);
        return ends ? [{ points: [ends.slice(0, 2), ends.slice(2)], width: 1.2, isDashed: false }] : [];
      }
      /** @type {Chain[]} */
      const lines = [];
      const collect = (/** @type {Scores} */ scores, /** @type {boolean} */ isDashed) => {
        if (isMany) fillSoftmax(softmax, scores);
        const outputsShown = map === classes ? [...scores.keys()].slice(0, -1) : [map.index];
        for (const k of outputsShown) {
          const levels = isRegression && !isDashed ? contourLevels(outputRange()) : [0];
          for (const at of levels) {
            const width = isRegression && at !== 0 ? 1 : 2;
            lines.push(...chainsOf(scores, k, at).map((chain) => ({ points: chain, width, isDashed })));
          }
        }
      };
      collect(evaluateScores(outputGrid, lane, step, lens), false);
      if (lens.off.size > 0 && !lens.isSum) collect(evaluateScores(outputGrid, lane, step, null), true);
      return lines;
    },
    drawPoints() {
      pointed.forEach((map, index) => {
        const width = map.frame.clientWidth;
        const numbers = isRegression ? { range: outputRange(), output: map.index } : null;
        points[index].draw(run, palette, { width, height: width, ratio: layout.ratio }, (i) => toUnit(run, i), numbers);
      });
    },
  };
}
