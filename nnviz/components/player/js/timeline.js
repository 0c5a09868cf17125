// @ts-check
/** The timeline: loss curves of every lane under a scrubber, with the playhead over them. */

import { make, setText } from "../../shared/js/dom.js";
import { count, number } from "../../shared/js/format.js";
import { makeLayer } from "./layer.js";
import { readsBetterInLog } from "./loss_axis.js";
import { curvesOf, drawCurves, labelCurves, marginsOf } from "./loss_curves.js";

/** @import { Palette, PlayheadScene, Run } from "./types.js" */

/**
 * @param {Run} run
 * @param {(step: number) => void} onScrub while the playhead is dragged
 * @param {() => void} onCommit when it is let go
 */
export function makeTimeline(run, onScrub, onCommit) {
  const element = make("div", {
    class: "nv-scrub", role: "slider", tabindex: "0", "aria-label": "Training step",
    "aria-valuemin": "0", "aria-valuemax": String(run.n_steps),
  });
  const chart = makeLayer(element, "nv-chart");
  // The stage draws the playhead, which veils the steps to come, between the curves and their names.
  const playhead = make("canvas", { class: "nv-chart", "aria-hidden": "true" });
  const tip = make("div", { class: "nv-tip", hidden: true });
  element.append(playhead);
  const names = makeLayer(element, "nv-chart");
  element.append(tip);

  let width = 0;
  let height = 0;
  const isBetterInLog = readsBetterInLog(curvesOf(run));
  /** What the reader chose; null leaves the choice to the losses. @type {boolean | null} */
  let chosen = null;
  const isLog = () => chosen ?? isBetterInLog;
  let dragging = false;

  const room = () => width - marginsOf(height).left - marginsOf(height).right;
  const xOf = (/** @type {number} */ step) => marginsOf(height).left + (step / Math.max(run.n_planned, 1)) * room();
  const stepAt = (/** @type {PointerEvent} */ event) => {
    const rect = element.getBoundingClientRect();
    const x = (event.clientX - rect.left) * (width / Math.max(rect.width, 1)); // the projector mode enlarges
    const share = (x - marginsOf(height).left) / Math.max(room(), 1);
    return Math.min(Math.round(Math.min(Math.max(share, 0), 1) * run.n_planned), run.n_steps);
  };

  element.onpointerdown = (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    dragging = true;
    onScrub(stepAt(event));
  };
  element.onpointermove = (event) => {
    const step = stepAt(event);
    if (dragging) onScrub(step);
    showTip(step);
  };
  const release = () => {
    if (!dragging) return;
    dragging = false;
    onCommit();
  };
  element.onpointerup = release;
  element.onpointercancel = release;
  element.onpointerleave = () => { tip.hidden = true; };

  /** @param {number} step */
  function showTip(step) {
    tip.hidden = false;
    const lines = run.lanes.map((lane) => {
      const at = lane.clamp(step);
      const test = lane.testLoss ? `, test ${number(lane.testLoss[at], 3)}` : "";
      return `${lane.label} ${number(lane.trainLoss[at], 3)}${test}`;
    });
    setText(tip, `step ${count(step)}\n${lines.join("\n")}`);
    const left = Math.min(Math.max(xOf(step) - tip.offsetWidth / 2, 0), width - tip.offsetWidth);
    tip.style.transform = `translateX(${left}px)`;
  }

  return {
    element, playhead,
    get isLog() { return isLog(); },
    get chosenLog() { return chosen; },
    /** @param {boolean | null} next null for what shows more */
    setLog(next) { chosen = next; },
    /**
     * Draw the curves, which stay until size, colours or scale change.
     * @param {Palette} palette
     * @param {number} ratio pixels for each CSS pixel
     */
    draw(palette, ratio) {
      width = element.clientWidth;
      height = element.clientHeight;
      const place = { width, height, isLog: isLog(), xOf };
      const yOf = drawCurves(chart.begin(width, height, ratio), run, palette, place);
      labelCurves(names.begin(width, height, ratio), run, palette, { ...place, yOf });
    },
    /** What the playhead's canvas depends on. @param {Palette} palette @param {number} ratio @returns {PlayheadScene} */
    playheadScene(palette, ratio) {
      const { left, right, bottom } = marginsOf(height);
      return { width, height, left, right, bottom, ratio, nSteps: run.n_planned, ground: palette.ground, accent: String(palette.accent) };
    },
    /** @param {number} step @param {string} text */
    describe(step, text) {
      element.setAttribute("aria-valuenow", String(step));
      element.setAttribute("aria-valuetext", text);
    },
  };
}
