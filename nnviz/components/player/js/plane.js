/** Pictures of a network with two inputs: maps of every node over the plane, with their lines. */

import { classTables, colorTable, cssClasses, paletteOfClass, probabilityTable } from "./colors.js";
import { contourLevels, lineInUnitSquare, makeTracer, tracePath } from "./contour.js";
import { tick } from "../../shared/js/format.js";
import { evaluateHidden, evaluateScores, makeGrid } from "./grid.js";
import { makeLayer } from "./layer.js";
import { hiddenSide, outputSide } from "./resolution.js";
import { GLYPHS, makePointsLayer, toUnit } from "./points.js";
import { fillSoftmax, makeSoftmax, marginOf } from "./softmax.js";


/**
 * @param {object} run from openRun
 * @param {object} lane one of run.lanes
 * @param {{hidden: object[], outputs: object[], classes: object | null}} maps
 * @param {{hidden: HTMLElement, outputs: HTMLElement}} groups the elements that hold the maps
 */
export function makePlane(run, lane, { hidden, outputs, classes }, groups) {
  const pointed = classes ? [classes, ...outputs] : outputs;
  const points = pointed.map(({ frame }) => makePointsLayer(frame));
  // One layer for the lines of a group of maps: a canvas for each map costs the browser more than
  // the lines. Within a group the maps' places depend on their sizes alone, whatever is written
  // around them.
  const hiddenLines = makeLayer(groups.hidden, "nv-lines");
  const outputLines = makeLayer(groups.outputs, "nv-lines");

  let layout = null; // { map, output, small, ratio } in CSS pixels
  let boxes = new Map(); // map -> [left, top, size] in its group
  let palette = null;
  let lens = null;
  let hiddenColors = null;
  let outputColors = null;
  const classColors = []; // one table for each class
  let regions = null;
  let hiddenGrid = null;
  let outputGrid = null;
  let ghostGrid = null; // of the whole network, beside one with units switched off
  let softmax = null;
  let tracer = null;
  let stride = 1; // cells between samples of the lines
  let traced = null;

  const isRegression = run.n_classes === 0;
  const outputRange = () =>
    (lens.isScore(lane.n_hidden) ? lane.contribution_range : lane.output_range);

  /** Sample what is traced: every cell at rest, every other one while it moves. */
  function thinned(valueAt) {
    const { size } = outputGrid;
    for (let r = 0, k = 0; r < size; r += stride) {
      for (let c = 0; c < size; c += stride, k++) traced[k] = valueAt(r * size + c);
    }
    return traced;
  }

  /** The border of class k, or the line where the score of output k is `at`. */
  function pathOf(scores, k, at = 0) {
    const z = scores[k];
    return tracePath(tracer, thinned(
      classes ? (cell) => marginOf(softmax, scores, k, cell) : (cell) => z[cell]), at);
  }

  /** The lines that divide classes or mark round values, as [path, width] of output k. */
  function outputPaths(scores, k) {
    if (classes) return [[pathOf(scores, k), 2]];
    if (!isRegression) return [[pathOf(scores, k), 2]];
    return contourLevels(outputRange()).map((at) => [pathOf(scores, k, at), at === 0 ? 2 : 1]);
  }

  function stroke(context, path, map, width) {
    const [left, top, size] = boxes.get(map);
    const cell = size / outputGrid.size;
    const scale = layout.ratio * cell * stride;
    context.setTransform(
      scale, 0, 0, -scale, layout.ratio * (left + 0.5 * cell), layout.ratio * (top + size - 0.5 * cell),
    );
    context.lineWidth = width / (cell * stride);
    context.stroke(path);
  }

  function begin(layer, group) {
    const context = layer.begin(group.clientWidth, group.clientHeight, layout.ratio);
    context.strokeStyle = palette.line;
    context.lineJoin = "bevel";
    return context;
  }

  function drawHiddenLines(step) {
    const context = begin(hiddenLines, groups.hidden);
    context.beginPath();
    hidden.forEach((map, m) => {
      const ends = zeroLine(step, m);
      if (!ends) return;
      const [left, top, size] = boxes.get(map);
      context.moveTo(left + ends[0] * size, top + (1 - ends[1]) * size);
      context.lineTo(left + ends[2] * size, top + (1 - ends[3]) * size);
    });
    context.lineWidth = 1.2;
    context.stroke();
  }

  function drawOutputLines(step, scores) {
    const context = begin(outputLines, groups.outputs);
    outputs.forEach((map, k) => {
      for (const [path, width] of outputPaths(scores, k)) {
        stroke(context, path, map, classes ? 1 : width);
        // The last class has no border of its own: all its neighbours have drawn theirs.
        if (classes && k < outputs.length - 1) stroke(context, path, classes, width);
      }
    });
    if (lens.off.size > 0 && !lens.isSum) drawGhost(context, step);
  }

  /** The boundary of the whole network, dashed, where some of its units are switched off. */
  function drawGhost(context, step) {
    ghostGrid ??= makeGrid(run.domain, outputGrid.size, lane.n_outputs);
    const scores = evaluateScores(ghostGrid, lane, step, null);
    if (classes) fillSoftmax(softmax, scores);
    context.strokeStyle = palette.text;
    const dash = 4 / ((stride * layout.output) / outputGrid.size);
    context.setLineDash([dash, dash]);
    outputs.forEach((map, k) => stroke(context, pathOf(scores, k), classes ?? map, 1.4));
    context.setLineDash([]);
  }

  /** Where z of hidden unit m is 0, in the unit square: [x1, y1, x2, y2] or null. */
  function zeroLine(step, m) {
    const [[x1, X1], [x2, X2]] = run.domain;
    const [w1, w2] = [lane.hiddenWeight(step, 1, m), lane.hiddenWeight(step, 2, m)];
    const bias = lane.hiddenWeight(step, 0, m) + w1 * x1 + w2 * x2;
    return lineInUnitSquare(bias, w1 * (X1 - x1), w2 * (X2 - x2));
  }

  return {
    /** What a reader must know of the outputs' pictures besides their ranges. */
    remark() {
      if (!isRegression) return "";
      const [first, second] = contourLevels(outputRange());
      return `lines every ${tick(second - first)}`;
    },
    /** Take the colours of a theme, and what a lens makes of them. */
    setPalette(next, through) {
      [palette, lens] = [next, through];
      const hiddenRange = lens.isSum ? lane.contribution_range : lane.hidden_range;
      hiddenColors = colorTable(hiddenRange, palette);
      hidden.forEach((map) => map.showRange(hiddenRange, palette));
      const range = outputRange();
      const isProbability = run.n_classes === 2 && !lens.isScore(lane.n_hidden);
      outputColors = isProbability ? probabilityTable(range, palette) : colorTable(range, palette);
      outputs.forEach((map) => map.showRange(range, palette));
      if (!classes) return;
      outputs.forEach((map, k) => {
        const hue = lens.isScore(lane.n_hidden) ? palette : paletteOfClass(palette, k);
        classColors[k] = colorTable(range, hue);
        map.showRange(range, hue);
      });
      regions = classTables(run.n_classes, palette);
      const words = GLYPHS.slice(0, run.n_classes).map((glyph, k) => `${glyph} ${k}`);
      classes.showEnds(words, cssClasses(run.n_classes, palette));
    },
    /** Take sizes in CSS pixels; while it moves, maps get fewer pixels of their own. */
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
        if (classes) softmax = makeSoftmax(lane.n_outputs, outputSize ** 2);
      }
      hidden.forEach((map) => map.resize(hiddenSize));
      pointed.forEach((map) => map.resize(outputSize));
      boxes = new Map([...hidden, ...pointed].map((map) => {
        const { frame } = map;
        return [map, [frame.offsetLeft, frame.offsetTop, frame.clientWidth]];
      }));
    },
    /** Draw all that depends on the step. */
    draw(step) {
      hidden.forEach((map, m) => {
        const weight = lens.isSum ? lane.outputWeight(step, m, lens.k) : 1;
        map.paint(evaluateHidden(hiddenGrid, lane, step, m, weight), hiddenColors);
      });
      const scores = evaluateScores(outputGrid, lane, step, lens);
      if (classes) fillSoftmax(softmax, scores);
      const isScore = lens.isScore(lane.n_hidden);
      outputs.forEach((map, k) => {
        const isShare = classes && !isScore;
        map.paint(isShare ? softmax.probabilities[k] : scores[k], classes ? classColors[k] : outputColors);
      });
      classes?.paintClasses(softmax.winner, softmax.confidence, regions);
      drawHiddenLines(step);
      drawOutputLines(step, scores);
    },
    drawPoints() {
      pointed.forEach((map, index) => {
        const width = map.frame.clientWidth;
        const numbers = isRegression ? { range: outputRange(), output: index } : null;
        points[index].draw(run, palette, { width, height: width, ratio: layout.ratio }, (i) => toUnit(run, i), numbers);
      });
    },
  };
}
