// @ts-check
/**
 * A pad to draw a curve on: heights at equal distances, set by a finger, a mouse or the keyboard.
 *
 * It reports to Python only when a stroke ends. Contract for tests: the root has
 * data-testid="nnviz-sketch" and data-heights (JSON); the pad is its only svg.
 */

import { make, makeSvg, setAttributes } from "../../shared/js/dom.js";
import { number } from "../../shared/js/format.js";

const WIDTH = 320;
const HEIGHT = 120;
const STEP = 0.05;
const FINE_STEP = 0.01;
const REPORT_AFTER = 400; // milliseconds without a key, so that held keys are one stroke

/** @typedef {{ i: number, height: number }} StrokePoint */

/** @param {number} value @param {number} low @param {number} high */
const between = (value, low, high) => Math.min(high, Math.max(low, value));

export class Pad {
  /** @param {import("../../shared/js/instances.js").Parent} parent */
  constructor(parent) {
    /** @type {(heights: number[]) => void} */
    this.report = () => {};
    /** @type {number[]} */
    this.heights = [];
    this.reported = ""; // what Python knows
    this.chosen = 0;
    /** @type {StrokePoint | null} */
    this.last = null; // of the stroke, while it lasts
    this.timer = 0;
    this.line = makeSvg("path", { class: "line" });
    this.dots = makeSvg("g");
    this.pad = makeSvg("svg", { viewBox: `-8 -8 ${WIDTH + 16} ${HEIGHT + 16}`, tabindex: 0,
      role: "slider", "aria-label": "Curve to approximate; left and right choose a point, " +
      "up and down move it", "data-own-keys": "ArrowUp ArrowDown ArrowLeft ArrowRight Home End", "aria-valuemin": 0, "aria-valuemax": 1 },
      makeSvg("rect", { class: "frame", x: 0, y: 0, width: WIDTH, height: HEIGHT }),
      ...[0.25, 0.5, 0.75].map((y) => makeSvg("line",
        { class: "grid", x1: 0, x2: WIDTH, y1: HEIGHT * y, y2: HEIGHT * y })),
      this.line, this.dots);
    this.pad.onpointerdown = (event) => this.start(event);
    this.pad.onpointermove = (event) => this.draw(event);
    this.pad.onpointerup = this.pad.onpointercancel = () => this.end();
    this.pad.onkeydown = (event) => this.press(event);
    this.pad.onblur = () => this.commit();
    this.root = make("div", { class: "sketch", "data-testid": "nnviz-sketch" }, this.pad);
    parent.append(this.root);
  }

  /**
   * Take heights from Python, unless a stroke is going on or they are what Python knows.
   * @param {number[]} heights
   */
  take(heights) {
    const known = JSON.stringify(heights);
    if (this.last || this.timer || known === this.reported) return;
    this.reported = known;
    this.heights = [...heights];
    this.paint();
  }

  get count() {
    return this.heights.length;
  }

  /** @param {PointerEvent} event @returns {StrokePoint} */
  point(event) {
    const to = this.pad.getScreenCTM()?.inverse();
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(to);
    return {
      i: between(Math.round((at.x / WIDTH) * (this.count - 1)), 0, this.count - 1),
      height: between(1 - at.y / HEIGHT, 0, 1),
    };
  }

  /** @param {PointerEvent} event */
  start(event) {
    if (event.button > 0) return;
    this.root.classList.remove("by-keys");
    this.pad.setPointerCapture(event.pointerId);
    this.last = this.point(event);
    this.set(this.last.i, this.last.height);
    this.paint();
  }

  /**
   * Follow the pointer; points that a fast stroke jumps over lie on the line between.
   * @param {PointerEvent} event
   */
  draw(event) {
    if (!this.last) return;
    const now = this.point(event);
    const { i: from, height } = this.last;
    const n = Math.abs(now.i - from);
    for (let k = 0; k <= n; k += 1) {
      const share = n ? k / n : 1;
      this.set(from + Math.sign(now.i - from) * k, height + share * (now.height - height));
    }
    this.last = now;
    this.paint();
  }

  end() {
    if (!this.last) return;
    this.last = null;
    this.commit();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const step = event.shiftKey ? FINE_STEP : STEP;
    /** @type {Record<string, number>} */
    const moves = { ArrowUp: step, ArrowDown: -step };
    /** @type {Record<string, number>} */
    const goals = { ArrowLeft: this.chosen - 1, ArrowRight: this.chosen + 1, Home: 0,
                    End: this.count - 1 };
    if (event.key in moves) {
      this.set(this.chosen, between(this.heights[this.chosen] + moves[event.key], 0, 1));
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.commit(), REPORT_AFTER);
    } else if (event.key in goals) {
      this.chosen = between(goals[event.key], 0, this.count - 1);
    } else return;
    event.preventDefault();
    this.root.classList.add("by-keys");
    this.paint();
  }

  /** @param {number} i @param {number} height */
  set(i, height) {
    this.chosen = i;
    this.heights[i] = Math.round(height * 1000) / 1000;
  }

  /** Report the heights, if Python does not know them. */
  commit() {
    window.clearTimeout(this.timer);
    this.timer = 0;
    const now = JSON.stringify(this.heights);
    if (now === this.reported) return;
    this.reported = now;
    this.report([...this.heights]);
  }

  paint() {
    /** @param {number} i */
    const x = (i) => (i / (this.count - 1)) * WIDTH;
    /** @param {number} height */
    const y = (height) => (1 - height) * HEIGHT;
    this.line.setAttribute("d", `M${this.heights.map((h, i) => `${x(i)} ${y(h)}`).join("L")}`);
    while (this.dots.childElementCount < this.count) this.dots.append(makeSvg("circle"));
    [...this.dots.children].forEach((dot, i) => {
      const isChosen = i === this.chosen;
      setAttributes(dot, { cx: x(i), cy: y(this.heights[i]), r: isChosen ? 4 : 2.5 });
      dot.classList.toggle("chosen", isChosen);
    });
    const height = number(this.heights[this.chosen]);
    this.pad.setAttribute("aria-valuenow", height);
    this.pad.setAttribute("aria-valuetext", `point ${this.chosen + 1} of ${this.count} at ` +
      `x = ${number(this.chosen / (this.count - 1))}: ${height}`);
    this.root.dataset.heights = JSON.stringify(this.heights);
  }

  destroy() {
    window.clearTimeout(this.timer);
    this.root.remove();
  }
}
