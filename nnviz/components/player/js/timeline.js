/** The timeline: loss curves of every lane under a scrubber, with the playhead over them. */

import { make, setText } from "../../shared/js/dom.js";
import { count, number } from "../../shared/js/format.js";
import { makeLayer } from "./layer.js";

const LEFT = 44; // pixels for the loss axis
const RIGHT = 12;
const TOP = 8;
const BOTTOM = 16;

/**
 * @param {object} run
 * @param {(step: number) => void} onScrub while the playhead is dragged
 * @param {() => void} onCommit when it is let go
 */
export function makeTimeline(run, onScrub, onCommit) {
  const element = make("div", {
    class: "nv-scrub", role: "slider", tabindex: "0", "aria-label": "Training step",
    "aria-valuemin": "0", "aria-valuemax": String(run.n_steps),
  });
  const chart = makeLayer(element, "nv-chart");
  // The playhead veils the steps to come: one element, moved without layout.
  const playhead = make("div", { class: "nv-playhead" });
  const tip = make("div", { class: "nv-tip", hidden: true });
  element.append(playhead);
  const names = makeLayer(element, "nv-chart");
  element.append(tip);

  let width = 0;
  let height = 0;
  let isLog = false;
  let dragging = false;
  let shownX = 0; // where the playhead stands, in pixels

  const xOf = (step) => LEFT + (step / Math.max(run.n_steps, 1)) * (width - LEFT - RIGHT);
  const stepAt = (event) => {
    const x = event.clientX - element.getBoundingClientRect().left;
    const share = (x - LEFT) / Math.max(width - LEFT - RIGHT, 1);
    return Math.round(Math.min(Math.max(share, 0), 1) * run.n_steps);
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
    element,
    get isLog() { return isLog; },
    setLog(next) { isLog = next; },
    /** Draw the curves, which stay until size, colours or scale change. */
    draw(palette, ratio) {
      width = element.clientWidth;
      height = element.clientHeight;
      const yOf = drawCurves(chart.begin(width, height, ratio), run, palette, {
        width, height, isLog, xOf,
      });
      labelCurves(names.begin(width, height, ratio), run, palette, {
        right: width - RIGHT, lowest: height - BOTTOM, yOf,
      });
    },
    /** Move the playhead to a step. */
    setStep(step) {
      shownX = xOf(step);
      playhead.style.transform = `translateX(${shownX}px)`;
    },
    /** The same while it plays, but for moves too small to see, which cost as much as others. */
    follow(step) {
      if (Math.abs(xOf(step) - shownX) >= 2) this.setStep(step);
    },
    describe(step, text) {
      element.setAttribute("aria-valuenow", String(step));
      element.setAttribute("aria-valuetext", text);
    },
  };
}

/** Draw axis and curves; @returns {(loss: number) => number} the height at which a loss is drawn */
function drawCurves(context, run, palette, { width, height, isLog, xOf }) {
  const curves = run.lanes.flatMap((lane, index) => [
    { lane, values: lane.trainLoss, color: palette.lanes[index], dash: [] },
    { lane, values: lane.testLoss, color: palette.lanes[index], dash: [3, 3] },
  ]).filter(({ values }) => values);
  const { low, high } = lossRange(curves, isLog);
  const scale = isLog ? Math.log : (v) => v;
  const span = scale(high) - scale(low);
  const yOf = (v) => {
    const share = (scale(Math.min(Math.max(v, low), high)) - scale(low)) / span;
    return height - BOTTOM - share * (height - TOP - BOTTOM);
  };
  const font = getComputedStyle(context.canvas).fontFamily;
  context.font = `11px ${font}`;
  context.fillStyle = palette.muted;
  context.strokeStyle = palette.rule;
  context.lineWidth = 1;
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const v of lossTicks(low, high, isLog)) {
    context.fillText(tickText(v), LEFT - 6, yOf(v));
    context.beginPath();
    context.moveTo(LEFT, Math.round(yOf(v)) + 0.5);
    context.lineTo(width - RIGHT, Math.round(yOf(v)) + 0.5);
    context.stroke();
  }
  context.textBaseline = "alphabetic";
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    context.textAlign = share === 0 ? "left" : share === 1 ? "right" : "center";
    const step = Math.round(share * run.n_steps);
    context.fillText(count(step), xOf(step), height - 3);
  }
  context.lineJoin = "round";
  for (const { lane, values, color, dash } of curves) {
    context.beginPath();
    // At most two points a pixel: the lowest and the highest of the steps that fall on it.
    const perPixel = Math.max(1, Math.floor(lane.n_steps / Math.max(width - LEFT - RIGHT, 1)));
    for (let step = 0; step <= lane.n_steps; step += perPixel) {
      let [least, most] = [Infinity, -Infinity];
      for (let s = step; s < Math.min(step + perPixel, lane.n_steps + 1); s++) {
        least = Math.min(least, values[s]);
        most = Math.max(most, values[s]);
      }
      context.lineTo(xOf(step), yOf(most));
      if (least !== most) context.lineTo(xOf(step), yOf(least));
    }
    context.strokeStyle = color;
    context.lineWidth = 1.6;
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
    if (lane.diverged_at !== null) cross(context, xOf(lane.n_steps), yOf(values[lane.n_steps]), color);
  }
  return yOf;
}

/** Name each lane's curve at its end, moved apart where two would collide. */
function labelCurves(context, run, palette, { right, lowest, yOf }) {
  const lineHeight = 13;
  context.font = `11px ${getComputedStyle(context.canvas).fontFamily}`;
  const labels = run.lanes
    .map((lane, index) => ({ lane, index, y: yOf(lane.trainLoss[lane.n_steps]) - 5 }))
    .sort((a, b) => b.y - a.y);
  let ceiling = lowest - 2;
  context.textAlign = "right";
  context.lineWidth = 4;
  context.lineJoin = "round";
  for (const { lane, index, y } of labels) {
    const at = Math.max(Math.min(y, ceiling), TOP + 4);
    ceiling = at - lineHeight;
    context.strokeStyle = palette.ground;
    context.strokeText(lane.label, right - 4, at);
    context.fillStyle = palette.lanes[index];
    context.fillText(lane.label, right - 4, at);
  }
}

function cross(context, x, y, color) {
  context.beginPath();
  for (const d of [-1, 1]) {
    context.moveTo(x - 4, y - 4 * d);
    context.lineTo(x + 4, y + 4 * d);
  }
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.stroke();
}

/**
 * The losses that the axis spans. A bad start, a spike or an explosion must not press all else flat:
 * the top is at most four times the 90th percentile.
 */
function lossRange(curves, isLog) {
  const all = curves.flatMap(({ values }) => Array.from(values)).sort((a, b) => a - b);
  const usual = 4 * all[Math.floor(0.9 * (all.length - 1))];
  const high = Math.min(all[all.length - 1], usual) || 1;
  if (!isLog) return { low: 0, high };
  const low = Math.max(all[0], high * 1e-6);
  return low < high ? { low, high } : { low: high / 10, high };
}

function lossTicks(low, high, isLog) {
  if (isLog) {
    const powers = [];
    for (let p = Math.ceil(Math.log10(low)); p <= Math.log10(high); p++) powers.push(10 ** p);
    return powers.length >= 2 ? powers : [low, high];
  }
  const rough = high / 2.5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough);
  const ticks = [];
  for (let v = low; v <= high * 1.001; v += step) ticks.push(v);
  return ticks;
}

function tickText(value) {
  const exponent = Math.floor(Math.log10(Math.abs(value) || 1));
  return exponent > 4 || exponent < -3 ? value.toExponential(0).replace("e+", "e") : String(Number(value.toPrecision(2)));
}
