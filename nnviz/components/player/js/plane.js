// @ts-check
/** Pictures of a network with two inputs: maps of every node over the plane, with their lines. */

import { makeAtlas } from "./atlas.js";
import { classTables, colorTable, paletteOfClass, probabilityTable } from "./colors.js";
import { makeTracer, tracePath, zeroLine } from "./contour.js";
import { evaluateHidden, evaluateScores, makeGrid } from "./grid.js";
import { hiddenRangeOf, lensState, outputRangeOf } from "./lens.js";
import { levelLines, placeOnLine } from "./level_lines.js";
import { makeRasters, makeSheet } from "./raster.js";
import { hiddenSide, outputSide } from "./resolution.js";
import { fillSoftmax, makeSoftmax, marginOf } from "./softmax.js";

/** @import { Canvases, Context, Lane, PaintedScene, Run } from "./types.js" */
/** @import { ColorTable } from "./colors.js" */
/** @import { Tracer } from "./contour.js" */
/** @import { Grid } from "./grid.js" */
/** @import { LevelLine } from "./level_lines.js" */
/** @import { Raster } from "./raster.js" */
/** @import { Softmax } from "./softmax.js" */

/** @typedef {Float64Array[]} Scores z_O on a grid, of each output */

/**
 * @param {Run} run
 * @param {Lane} lane
 * @param {Canvases} canvases of some or all of the lane's nodes
 */
export function makePlane(run, lane, canvases) {
  const { all, hidden, outputs, classes, pixels } = makeRasters(canvases.maps, canvases.edges !== null);
  const large = classes ? [classes, ...outputs] : outputs;
  const mapOf = new Map(outputs.map((map) => [map.index, map])); // by output
  const isMany = run.n_classes > 2;
  // One layer for the lines of all maps: a canvas for each costs the browser more than the lines.
  const lines = canvases.lines && makeSheet(canvases.lines);
  // While the maps move they are one picture, too, on the canvas of the edges.
  const atlas = canvases.edges && makeAtlas();
  let isOver = false; // whether the lane has diverged: its pictures are then faded, each by itself
  let framesGathered = 0;

  /** @type {PaintedScene} */
  let scene;
  let colored = ""; // what the colour tables were made from
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
   * The lines that divide classes or mark round values, as [path, line] of output k.
   * @param {Scores} scores
   * @param {number} k
   * @returns {[Path2D, LevelLine][]}
   */
  function outputPaths(scores, k) {
    return levelLines(run, lane, scene.lens, scores[k]).map((line) => [pathOf(scores, k, line.at), line]);
  }

  /** @param {Context} context @param {Path2D} path @param {Raster} map @param {number} width */
  function stroke(context, path, map, width) {
    const [left, top, size] = scene.places[map.node];
    const cell = size / outputGrid.size;
    const scale = scene.ratio * cell * stride;
    context.setTransform(
      scale, 0, 0, -scale, scene.ratio * (left + 0.5 * cell), scene.ratio * (top + size - 0.5 * cell),
    );
    context.lineWidth = width / (cell * stride);
    context.stroke(path);
  }

  /**
   * Write the value of a line on it.
   * @param {Context} context
   * @param {Raster} map
   * @param {string} text
   * @param {[number, number] | null} cell
   */
  function writeOn(context, map, text, cell) {
    if (!cell) return;
    const [left, top, size] = scene.places[map.node];
    const [x, y] = cell.map((at) => (at + 0.5) * (size / outputGrid.size));
    context.setTransform(scene.ratio, 0, 0, scene.ratio, scene.ratio * (left + x), scene.ratio * (top + size - y));
    context.font = "11px sans-serif";
    context.lineWidth = 3;
    context.strokeStyle = scene.palette.ground;
    context.strokeText(text, 4, -4);
    context.fillStyle = context.strokeStyle = scene.palette.line;
    context.fillText(text, 4, -4);
  }

  /** @param {Context} context @param {number} step */
  function drawHiddenLines(context, step) {
    context.beginPath();
    hidden.forEach((map) => {
      const ends = zeroLine(run.domain, lane, step, map.index);
      if (!ends) return;
      const [left, top, size] = scene.places[map.node];
      context.moveTo(left + ends[0] * size, top + (1 - ends[1]) * size);
      context.lineTo(left + ends[2] * size, top + (1 - ends[3]) * size);
    });
    context.lineWidth = 1.2;
    context.stroke();
  }

  /** @param {Context} context @param {number} step @param {Scores} scores */
  function drawOutputLines(context, step, scores) {
    for (let k = 0; k < lane.n_outputs; k++) {
      const map = mapOf.get(k);
      // The last class has no border of its own: all its neighbours have drawn theirs.
      const isBorder = classes && k < lane.n_outputs - 1;
      if (!map && !isBorder) continue;
      for (const [path, { at, width, text }] of outputPaths(scores, k)) {
        if (map && text) writeOn(context, map, text, placeOnLine(scores[k], outputGrid.size, at));
        if (map) stroke(context, path, map, isMany && classes ? 1 : width);
        if (isBorder) stroke(context, path, classes, width);
      }
    }
    if (scene.lens.off.size > 0 && !scene.lens.isSum) drawGhost(context, step);
  }

  /**
   * The boundary of the whole network, dashed, where some of its units are switched off.
   * @param {Context} context
   * @param {number} step
   */
  function drawGhost(context, step) {
    ghostGrid ??= makeGrid(run.domain, outputGrid.size, lane.n_outputs);
    const scores = evaluateScores(ghostGrid, lane, step, null);
    if (isMany) fillSoftmax(softmax, scores);
    context.strokeStyle = scene.palette.text;
    for (let k = 0; k < lane.n_outputs; k++) {
      const map = classes ?? mapOf.get(k);
      if (!map) continue;
      const dash = (4 * outputGrid.size) / (stride * scene.places[map.node][2]);
      context.setLineDash([dash, dash]);
      stroke(context, pathOf(scores, k), map, 1.4);
    }
    context.setLineDash([]);
  }

  /** Tables from values to pixels: they take milliseconds, so only when they change. */
  function setColors() {
    const { palette, lens } = scene;
    const key = JSON.stringify([palette, lensState(lens)]);
    if (key === colored) return;
    colored = key;
    hiddenColors = colorTable(hiddenRangeOf(lane, lens), palette);
    const isScore = lens.isScore(lane.n_hidden);
    const range = outputRangeOf(lane, lens);
    outputColors = run.n_classes === 2 && !isScore ? probabilityTable(range, palette) : colorTable(range, palette);
    if (!isMany) return;
    outputs.forEach(({ index }) => {
      classColors[index] = colorTable(range, isScore ? palette : paletteOfClass(palette, index));
    });
    regions = classTables(run.n_classes, palette);
  }

  /** Paint the maps together while they move, else each on its own canvas. */
  function gather() {
    const to = scene.isMoving && !isOver ? atlas : null;
    if (!to) framesGathered = 0;
    all.forEach((map) => map.moveTo(to));
    to?.lay(all.map(({ node, size }) => ({ node, ...size })));
  }

  /** Pixels of the maps: as many as the display shows of them at rest, fewer while they move. */
  function setPixels() {
    const widest = (/** @type {Raster[]} */ maps) => Math.max(0, ...maps.map(({ node }) => scene.places[node][2]));
    const sizes = { map: widest(hidden), output: widest(large), ratio: scene.ratio, isEnlarged: scene.isEnlarged };
    const hiddenSize = hiddenSide(run, sizes, scene.isMoving);
    const outputSize = outputSide(run, sizes, scene.isMoving);
    const thinning = scene.isMoving ? 2 : 1;
    if (hidden.length > 0 && hiddenGrid?.size !== hiddenSize) hiddenGrid = makeGrid(run.domain, hiddenSize);
    if (large.length > 0 && (outputGrid?.size !== outputSize || stride !== thinning)) {
      outputGrid = makeGrid(run.domain, outputSize, lane.n_outputs);
      ghostGrid = null;
      stride = thinning;
      const cells = Math.ceil(outputSize / stride);
      tracer = makeTracer(cells);
      traced = new Float64Array(cells ** 2);
      if (isMany) softmax = makeSoftmax(lane.n_outputs, outputSize ** 2);
    }
    hidden.forEach((map) => map.resize(hiddenSize));
    large.forEach((map) => map.resize(outputSize));
  }

  return {
    pixels,
    /** @param {PaintedScene} next */
    setScene(next) {
      scene = next;
      setColors();
      gather();
      setPixels();
      gather(); // with their new sizes
    },
    /** What shows the maps instead of their own canvases; it has their last moving pictures while they rest. */
    get atlas() { return atlas?.isUsed && !isOver ? atlas : null; },
    /** Draw all that depends on the step. @param {number} step */
    draw(step) {
      const { lens } = scene;
      const wasOver = isOver;
      isOver = lane.diverged_at !== null && step >= lane.n_steps;
      if (isOver !== wasOver) gather();
      // Their own canvases cover what is painted together until that has been shown.
      if (scene.isMoving && !isOver && ++framesGathered === 2) all.forEach((map) => map.hide());
      const context = lines?.begin(scene.width, scene.height, scene.ratio);
      if (context) {
        context.strokeStyle = scene.palette.line;
        context.lineJoin = "bevel";
      }
      hidden.forEach((map) => {
        const weight = lens.isSum ? lane.outputWeight(step, map.index, lens.k) : 1;
        map.paint(evaluateHidden(hiddenGrid, lane, step, map.index, weight), hiddenColors);
      });
      if (context) drawHiddenLines(context, step);
      if (large.length === 0) return;
      const scores = evaluateScores(outputGrid, lane, step, lens);
      if (isMany) fillSoftmax(softmax, scores);
      const isShare = isMany && !lens.isScore(lane.n_hidden);
      outputs.forEach((map) => {
        const k = map.index;
        map.paint(isShare ? softmax.probabilities[k] : scores[k], isMany ? classColors[k] : outputColors);
      });
      classes?.paintClasses(softmax.winner, softmax.confidence, regions);
      if (context) drawOutputLines(context, step, scores);
    },
  };
}
