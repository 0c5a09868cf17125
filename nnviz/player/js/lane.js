/** One lane: a row with the hidden nodes' maps, the output map and the numbers at the playhead. */

import { colorTable, probabilityTable } from "./colors.js";
import { lineInUnitSquare, makeTracer } from "./contour.js";
import { make, setText, symbol } from "./dom.js";
import { count, number, percent, signed } from "./format.js";
import { evaluateHidden, evaluateOutput, makeGrid } from "./grid.js";
import { makeLayer } from "./layer.js";
import { makeMap, nodeName } from "./map.js";
import { makePointsLayer, toUnit } from "./points.js";

const LEAST_HIDDEN = 60; // pixels a side, whatever the size on screen
const LEAST_OUTPUT = 150;

/**
 * @param {object} run from openRun
 * @param {object} lane one of run.lanes
 */
export function makeLane(run, lane) {
  const hidden = Array.from({ length: lane.n_hidden }, (_, m) =>
    makeMap(lane.name, `h${m + 1}`, nodeName(m + 1)));
  const outputName = make("b", {}, symbol("u", "O"), ` = P(y = 1 | x)`);
  const output = makeMap(lane.name, "o1", outputName);
  output.element.classList.add("nv-output");
  const points = makePointsLayer(output.frame);
  const stats = makeStats(lane);
  const head = make(
    "header", { class: "nv-head" },
    make("h3", {}, lane.label),
    make("span", { class: "nv-formula" }, lane.formula),
    make("span", { class: "nv-muted" }, `${lane.n_parameters} parameters`),
    make("span", { class: "nv-trouble", role: "status" }),
  );
  const trouble = head.lastChild;
  const element = make(
    "section", { class: "nv-lane", "aria-label": `${lane.label} network` },
    head,
    make("div", { class: "nv-hidden" }, ...hidden.map((map) => map.element)),
    make("div", { class: "nv-sum", "aria-hidden": "true", title: "weighted sum, then sigmoid" }, "Σ → σ"),
    output.element,
    stats.element,
  );
  // One layer for the lines of all maps: a canvas for each costs the browser more than the lines.
  const lines = makeLayer(element, "nv-lines");
  const maps = [...hidden, output];

  let layout = null; // { map, output, ratio } in CSS pixels
  let boxes = []; // [left, top, size] of each map in the lane
  let palette = null;
  let hiddenColors = null;
  let outputColors = null;
  let hiddenGrid = null;
  let outputGrid = null;
  let tracer = null;

  const view = {
    element, lane, maps,
    /** Take colours of a theme. */
    setPalette(next) {
      palette = next;
      element.style.setProperty("--nv-lane-color", palette.lanes[run.lanes.indexOf(lane)]);
      hiddenColors = colorTable(lane.hidden_range, palette);
      outputColors = probabilityTable(lane.output_range, palette);
      hidden.forEach((map) => map.showRange(lane.hidden_range, palette));
      output.showRange(lane.output_range, palette);
    },
    /** Take sizes in CSS pixels, and how many pixels of their own the maps get. */
    setLayout(next, resolution) {
      layout = next;
      const hiddenSize = resolution(layout.map * layout.ratio, LEAST_HIDDEN);
      const outputSize = resolution(layout.output * layout.ratio, LEAST_OUTPUT);
      if (hiddenGrid?.size !== hiddenSize) hiddenGrid = makeGrid(run.domain, hiddenSize);
      if (outputGrid?.size !== outputSize) {
        outputGrid = makeGrid(run.domain, outputSize);
        tracer = makeTracer(outputSize);
      }
      hidden.forEach((map) => map.resize(hiddenSize));
      output.resize(outputSize);
      boxes = maps.map(({ frame }) => [frame.offsetLeft, frame.offsetTop, frame.clientWidth]);
    },
    /** Draw all that depends on the step, but for numbers. */
    draw(step) {
      hidden.forEach((map, m) => {
        map.paint(evaluateHidden(hiddenGrid, lane, step, m), hiddenColors);
      });
      const scores = evaluateOutput(outputGrid, lane, step);
      output.paint(scores, outputColors);
      drawLines(step, scores);
    },
    showPointer(unit) {
      maps.forEach((map) => map.showPointer(unit));
    },
    showChosen(sample) {
      const unit = sample === null ? null : toUnit(run, sample);
      maps.forEach((map) => map.showChosen(unit));
    },
    drawPoints() {
      points.draw(run, palette, layout.output, layout.ratio);
    },
    writeNumbers(step) {
      const at = lane.clamp(step);
      hidden.forEach((map, m) => setText(map.note, `w ${signed(lane.outputWeight(at, m))}`));
      stats.write(at);
      const diverged = lane.diverged_at !== null && step >= lane.n_steps;
      setText(trouble, diverged ? `stopped at step ${count(lane.n_steps)}: ${lane.divergence}` : "");
      element.classList.toggle("nv-diverged", diverged);
    },
    /** Values at a point of the feature space, or none. */
    writeValues(step, x) {
      maps.forEach((map) => map.showValue(x ? lane.value(map.node, x, step) : null));
    },
    describe(step) {
      const at = lane.clamp(step);
      const say = (map, text) => map.canvas.setAttribute("aria-label", text);
      hidden.forEach((map, m) => say(map,
        `${lane.label}, output of hidden unit ${m + 1} over the feature space at step ${at}, ` +
        `output weight ${signed(lane.outputWeight(at, m))}`));
      say(output, `${lane.label}, probability of class 1 over the feature space at step ${at}, ` +
        `accuracy ${percent(lane.trainScore[at])}`);
    },
  };

  /** The lines z = 0 of the hidden units, and the decision boundary z_O = 0. */
  function drawLines(step, scores) {
    const context = lines.begin(element.clientWidth, element.clientHeight, layout.ratio);
    context.strokeStyle = palette.line;
    context.lineJoin = "bevel";
    context.beginPath();
    hidden.forEach((_, m) => {
      const ends = zeroLine(step, m);
      if (!ends) return;
      const [left, top, size] = boxes[m];
      context.moveTo(left + ends[0] * size, top + (1 - ends[1]) * size);
      context.lineTo(left + ends[2] * size, top + (1 - ends[3]) * size);
    });
    context.lineWidth = 1.2;
    context.stroke();

    const [left, top, size] = boxes[hidden.length];
    const perCell = size / outputGrid.size;
    const x = (c) => left + (c + 0.5) * perCell;
    const y = (r) => top + size - (r + 0.5) * perCell;
    context.beginPath();
    tracer.trace(
      scores,
      (c, r) => context.moveTo(x(c), y(r)),
      (c, r) => context.lineTo(x(c), y(r)),
    );
    context.lineWidth = 2;
    context.stroke();
  }

  /** Where z of hidden unit m is 0, in the unit square: [x1, y1, x2, y2] or null. */
  function zeroLine(step, m) {
    const [[x1, X1], [x2, X2]] = run.domain;
    const [w1, w2] = [lane.hiddenWeight(step, 1, m), lane.hiddenWeight(step, 2, m)];
    const bias = lane.hiddenWeight(step, 0, m) + w1 * x1 + w2 * x2;
    return lineInUnitSquare(bias, w1 * (X1 - x1), w2 * (X2 - x2));
  }

  return view;
}

/** Loss and accuracy at the playhead, training over test. */
function makeStats(lane) {
  const cells = ["trainLoss", "testLoss", "trainScore", "testScore"].map(() => make("span"));
  const [loss, testLoss, score, testScore] = cells;
  loss.className = "nv-big";
  score.className = "nv-big";
  const element = make(
    "div", { class: "nv-stats" },
    make("div", {}, make("span", { class: "nv-muted" }, "loss"), loss, testLoss),
    make("div", {}, make("span", { class: "nv-muted" }, "accuracy"), score, testScore),
  );
  testLoss.className = "nv-muted";
  testScore.className = "nv-muted";
  return {
    element,
    write(step) {
      setText(loss, number(lane.trainLoss[step], 3));
      setText(score, percent(lane.trainScore[step]));
      if (lane.testLoss) setText(testLoss, `test ${number(lane.testLoss[step], 3)}`);
      if (lane.testScore) setText(testScore, `test ${percent(lane.testScore[step])}`);
    },
  };
}
