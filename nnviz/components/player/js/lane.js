// @ts-check
/** One lane: its network as a graph, from the inputs over the hidden nodes' pictures to the outputs', and the numbers. */

import { makeEndsOfAxes } from "./axes.js";
import { heightOf, makeSamples, remarkOf, showScales } from "./captions.js";
import { make, setText } from "../../shared/js/dom.js";
import { count, listed, number, signed } from "../../shared/js/format.js";
import { measured } from "./heads.js";
import { judgeUnits } from "./health.js";
import { makeEdgeHits } from "./edge_hits.js";
import { makeJoints } from "./joints.js";
import { makeMap } from "./map.js";
import { setPlace } from "./placing.js";
import { plannedScene } from "./scene.js";
import { makeStats } from "./stats.js";
import { outputTitle } from "./titles.js";
import { makeUnit } from "./unit.js";

/** @import { Lane, LanePlan, Lens, Palette, Run, SizedLayout, Verdict } from "./types.js" */
/** @import { NodeMap } from "./map.js" */
/** @import { Painting } from "./painting.js" */

const SMALL_MAP = 90; // CSS pixels; below, a verdict's word would hide the map

/** @typedef {ReturnType<typeof makeLane>} LaneView */

/**
 * @param {Run} run
 * @param {Lane} lane
 * @param {Lens} lens
 * @param {{ onSwitch: (m: number) => void, onOutput: (k: number) => void }} on a hidden unit is to be switched on or
 *   off; the weights that lead to an output are to be shown
 * @param {Painting} painting
 */
export function makeLane(run, lane, lens, { onSwitch, onOutput }, painting) {
  const isCurve = run.nInputs === 1;
  const units = Array.from({ length: lane.n_hidden }, (_, m) => makeUnit(lane, m, isCurve, () => onSwitch(m)));
  const hidden = units.map((unit) => unit.map);
  const outputs = Array.from({ length: lane.n_outputs }, (_, k) => makeOutput(run, lane, k, () => onOutput(k)));
  const classes = run.n_classes > 2 ? makeMap(lane, "class", make("b", {}, "most likely class ŷ")) : null;
  classes?.element.classList.add("nv-output");
  classes?.frame.append(...makeEndsOfAxes(run));
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
  const joints = makeJoints(run, lane);
  const hits = makeEdgeHits(run, lane, lens);
  const lines = isCurve ? null : make("canvas", { class: "nv-lines", "aria-hidden": "true" });
  const edges = make("canvas", { class: "nv-edges", "aria-hidden": "true" });
  const element = make(
    "section", { class: "nv-lane", "aria-label": `${lane.label} network` },
    edges, head, ...hits.elements, ...joints.elements, ...maps.map((map) => map.element), stats.element, ...(lines ? [lines] : []),
  );
  const painter = painting.show(lane.name, lane, { maps, lines, edges });
  const samples = makeSamples(run, lane, lens, classes ? [classes, ...outputs] : outputs);
  /** @type {Palette} */
  let palette;
  /** @type {LanePlan | null} */
  let planned = null;

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
      joints.setPalette(palette);
    },
    /** @param {SizedLayout} layout @param {boolean} isMoving */
    setLayout({ lanes, ratio }, isMoving) {
      const plan = lanes[run.lanes.indexOf(lane)];
      if (plan !== planned) place(plan);
      painter.setScene(plannedScene(element, plan, { palette, color: lane.color, lens, ratio, isMoving, isEnlarged: false }));
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
      hits.write(at);
      joints.write(at, lens, palette);
      showSum();
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
      if (lens.isSum) units.forEach((unit) => unit.writeTerm(x && lane.value(unit.map.node, x, step, lens), lane.clamp(step), lens));
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
      hits.describe();
    },
  };

  /** Put everything where the plan says. @param {LanePlan} plan */
  function place(plan) {
    planned = plan;
    setPlace(element, plan.box);
    setPlace(head, plan.head);
    setPlace(stats.element, plan.stats);
    maps.forEach((map) => map.place(plan, map === hidden[0] ? plan.scale : null));
    joints.place(plan);
    hits.place(plan);
    units.forEach((unit) => unit.setRoom(plan.flow === "up"));
    element.classList.toggle("nv-up", plan.flow === "up");
    element.classList.toggle("nv-plain", !plan.isUpright);
    element.classList.toggle("nv-small", plan.places.h1[2] < SMALL_MAP);
  }

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

  /** What the outputs show of the sum so far, and to which of them the weights that are written lead. */
  function showSum() {
    const isScore = lens.isScore(lane.n_hidden);
    outputs.forEach((map, k) => {
      map.setName(outputTitle(run, lane, k, isScore));
      if (!classes) setText(map.note, isScore ? sumSoFar(lane.n_hidden) : remarkOf(run, lane, lens));
      const isChosen = outputs.length > 1 && k === lens.k;
      map.element.classList.toggle("nv-chosen", isChosen);
      if (outputs.length > 1) map.name.setAttribute("aria-pressed", String(isChosen));
    });
  }

  /** @param {number} nHidden */
  function sumSoFar(nHidden) {
    if (lens.terms === 0) return "bias alone";
    return lens.terms === nHidden && lens.off.size === 0 ? "complete" : `${lens.terms} of ${nHidden} terms`;
  }

  return view;
}

/**
 * An output; one of several has a button for a name, which shows the weights that lead to it.
 * @param {Run} run
 * @param {Lane} lane
 * @param {number} k
 * @param {() => void} onChoose
 */
function makeOutput(run, lane, k, onChoose) {
  const isSmall = run.n_classes > 2;
  const text = make("b");
  const name = lane.n_outputs === 1 ? text : make("button", {
    type: "button", class: "nv-choose", title: "Show the weights that lead to this output", click: onChoose,
  }, text);
  const map = makeMap(lane, `o${k + 1}`, name);
  map.element.classList.add(isSmall ? "nv-small" : "nv-output");
  if (run.nInputs > 1 && !isSmall) map.frame.append(...makeEndsOfAxes(run));
  let written = "";
  return Object.assign(map, {
    name,
    /** @param {(Node | string)[]} parts */
    setName(parts) {
      const next = parts.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
      if (next !== written) text.replaceChildren(...parts);
      written = next;
    },
  });
}
