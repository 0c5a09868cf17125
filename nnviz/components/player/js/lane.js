// @ts-check
/** One lane: a row with the hidden nodes' pictures, those of the outputs, and the numbers. */

import { heightOf, makeSamples, remarkOf, showScales } from "./captions.js";
import { colorAt, positionOf } from "./colors.js";
import { make, setText } from "../../shared/js/dom.js";
import { count, listed, number, signed } from "../../shared/js/format.js";
import { measured } from "./heads.js";
import { judgeUnits } from "./health.js";
import { makeMap } from "./map.js";
import { sceneOf } from "./scene.js";
import { makeStats } from "./stats.js";
import { outputTitle } from "./titles.js";
import { makeUnit } from "./unit.js";

/** @import { Lane, Lens, Palette, Run, SizedLayout, Verdict } from "./types.js" */
/** @import { NodeMap } from "./map.js" */
/** @import { Painting } from "./painting.js" */

/** @typedef {ReturnType<typeof makeLane>} LaneView */

/**
 * @param {Run} run
 * @param {Lane} lane
 * @param {Lens} lens
 * @param {(m: number) => void} onSwitch a hidden unit is to be switched on or off
 * @param {Painting} painting
 */
export function makeLane(run, lane, lens, onSwitch, painting) {
  const isCurve = run.nInputs === 1;
  const units = Array.from({ length: lane.n_hidden }, (_, m) => makeUnit(lane, m, isCurve, () => onSwitch(m)));
  const hidden = units.map((unit) => unit.map);
  const outputs = Array.from({ length: lane.n_outputs }, (_, k) => makeOutput(run, lane, k));
  const classes = run.n_classes > 2 ? makeMap(lane, "class", make("b", {}, "most likely class ŷ")) : null;
  if (classes) classes.element.classList.add("nv-output");
  const maps = [...hidden, ...outputs, ...(classes ? [classes] : [])];
  const stats = makeStats(run, lane);
  const trouble = make("span", { class: "nv-trouble", role: "status" });
  const switched = make("span", { class: "nv-switched" });
  const head = make(
    "header", { class: "nv-head" },
    make("h3", {}, lane.label),
    make("span", { class: "nv-formula" }, lane.formula),
    make("span", { class: "nv-muted" }, `${lane.n_parameters} parameters`),
    switched, trouble,
  );
  const swatch = make("span", { class: "nv-swatch" });
  const bias = make("span");
  const biasTerm = make("div", { class: "nv-bias" }, swatch, bias);
  const sum = make("div", { class: "nv-sum", title: run.head.linkName }, run.head.arrow, biasTerm);
  const outputBox = make(
    "div", { class: `nv-outputs${classes ? " nv-many" : ""}` },
    ...(classes ? [make("div", { class: "nv-small" }, ...outputs.map((map) => map.element)), classes.element]
      : outputs.map((map) => map.element)),
  );
  const hiddenBox = make("div", { class: "nv-hidden" }, ...hidden.map((map) => map.element));
  const lines = isCurve ? null : make("canvas", { class: "nv-lines", "aria-hidden": "true" });
  const edges = make("canvas", { class: "nv-edges", "aria-hidden": "true" });
  const element = make(
    "section", { class: "nv-lane", "aria-label": `${lane.label} network` },
    edges, head, hiddenBox, sum, outputBox, stats.element, ...(lines ? [lines] : []),
  );
  const painter = painting.show(lane.name, lane, { maps, lines, edges });
  const samples = makeSamples(run, lane, lens, classes ? [classes, ...outputs] : outputs);
  /** @type {Palette} */
  let palette;

  const view = {
    element, lane, maps, lens,
    /**
     * Take colours of a theme; again after the lens has changed.
     * @param {Palette} next
     */
    setPalette(next) {
      palette = next;
      lane.color = palette.lanes[run.lanes.indexOf(lane)];
      element.style.setProperty("--nv-lane-color", lane.color);
      showScales(run, lane, lens, palette, { hidden, outputs, classes });
    },
    /** @param {SizedLayout} layout @param {boolean} isMoving */
    setLayout({ ratio }, isMoving) {
      painter.setScene(sceneOf(element, maps, { palette, color: lane.color, lens, ratio, isMoving, isEnlarged: false }));
    },
    drawPoints: (/** @type {number} */ ratio) => samples.draw(palette, ratio),
    place: samples.place,
    /** @param {number[] | null} unit @param {number[] | null} x @param {number} step */
    showPointer(unit, x, step) {
      maps.forEach((map) => map.showPointer(unit && x && isCurve
        ? [unit[0], heightOf(run, lane, lens, map.node, lane.value(map.node, x, step, lens))] : unit));
    },
    /** @param {number | null} sample */
    showChosen(sample) {
      maps.forEach((map) => {
        const isHidden = isCurve && !isOutput(map);
        map.showChosen(sample === null || isHidden ? null : view.place(map, sample));
      });
    },
    /** @param {number} step */
    writeNumbers(step) {
      const at = lane.clamp(step);
      units.forEach((unit) => unit.write(at, lens));
      showVerdicts(judgeUnits(run, lane, at));
      stats.write(measured(run, lane, at, lens));
      const names = [...lens.off].sort((a, b) => a - b).map((m) => `u${m + 1}`);
      setText(switched, names.length > 0
        ? `without ${listed(names)}; the whole has ${run.head.score} ${run.head.scoreText(lane.trainScore[at])}` : "");
      const diverged = lane.diverged_at !== null && step >= lane.n_steps;
      setText(trouble, diverged ? `stopped at step ${count(lane.n_steps)}: ${lane.divergence}` : "");
      element.classList.toggle("nv-diverged", diverged);
      showSum(at);
    },
    /**
     * Values at a point of the feature space, or none; on outputs beside a sample that is near.
     * @param {number} step
     * @param {number[] | null} x
     * @param {number | null} near
     */
    writeValues(step, x, near = null) {
      maps.forEach((map) => {
        if (x === null) map.showValue(null);
        else if (map === classes) showClass(step, x);
        else map.showValue(lane.value(map.node, x, step, lens), residual(map, step, near));
      });
    },
    /** @param {number} step */
    describe(step) {
      const at = lane.clamp(step);
      const say = (/** @type {NodeMap} */ map, /** @type {string} */ text) => map.canvas.setAttribute("aria-label", `${lane.label}, ${text} at step ${at}`);
      units.forEach((unit) => say(unit.map, unit.describe(at, lens)));
      const score = `${run.head.score} ${run.head.scoreText(measured(run, lane, at, lens).train.score)}`;
      outputs.forEach((map, k) => say(map,
        `output ${run.head.outputName(k)} over ${isCurve ? "x" : "the feature space"}, ${score}`));
      if (classes) say(classes, `most likely class over the feature space, ${score}`);
    },
  };

  /** @param {NodeMap} map */
  function isOutput(map) {
    return outputs.some((output) => output === map);
  }

  /** @param {(Verdict | null)[]} verdicts */
  function showVerdicts(verdicts) {
    units.forEach((unit, m) => unit.showVerdict(verdicts[m]));
  }

  /** @param {number} step @param {number[]} x */
  function showClass(step, x) {
    if (!classes) return;
    const scores = lane.outputScores(step, x, lens);
    const k = scores.indexOf(Math.max(...scores));
    const share = run.head.link(scores)[k];
    classes.chip.hidden = false;
    setText(classes.chip, `class ${k}, P ${number(share, 2)}`);
  }

  /**
   * Target and residual y − ŷ of the sample under the pointer.
   * @param {NodeMap} map
   * @param {number} step
   * @param {number | null} near
   */
  function residual(map, step, near) {
    if (near === null || run.n_classes || !isOutput(map)) return "";
    const k = map.index;
    const y = run.target(near)[k];
    const predicted = lane.outputScores(step, run.sample(near), lens.withoutSum)[k];
    return `\ny ${number(y, 2)}, residual ${signed(y - predicted, 2)}`;
  }

  /**
   * The bias as a term of the sum, and what the outputs show of it so far.
   * @param {number} step
   */
  function showSum(step) {
    biasTerm.hidden = !lens.isSum;
    const isScore = lens.isScore(lane.n_hidden);
    outputs.forEach((map, k) => {
      map.name.replaceChildren(...outputTitle(run, lane, k, isScore));
      if (!classes) setText(map.note, isScore ? sumSoFar(lane.n_hidden) : remarkOf(run, lane, lens));
      map.element.classList.toggle("nv-chosen", lens.isSum && outputs.length > 1 && k === lens.k);
    });
    if (!lens.isSum) return;
    const value = lane.outputWeight(step, -1, lens.k);
    const range = lane.contribution_range;
    swatch.style.background = `rgb(${colorAt(positionOf(value, range), palette).join(" ")})`;
    setText(bias, `bias ${signed(value)}`);
  }

  /** @param {number} nHidden */
  function sumSoFar(nHidden) {
    if (lens.terms === 0) return "bias alone";
    return lens.terms === nHidden && lens.off.size === 0 ? "complete" : `${lens.terms} of ${nHidden} terms`;
  }

  return view;
}

/** @param {Run} run @param {Lane} lane @param {number} k */
function makeOutput(run, lane, k) {
  const name = make("b", {}, ...outputTitle(run, lane, k, false));
  const map = makeMap(lane, `o${k + 1}`, name);
  if (run.n_classes <= 2) map.element.classList.add("nv-output");
  return Object.assign(map, { name });
}
