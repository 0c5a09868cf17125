// @ts-check
/** One activation: g and g′ in a small picture, with their values at the pointer. */

import { make, makeSvg, setAttributes } from "../../shared/js/dom.js";
import { number } from "../../shared/js/format.js";

const WIDTH = 240;
const HEIGHT = 120;
const LOWEST = -1.5; // of g and g′ in every picture
const HIGHEST = 2.5;
const TICKS = [-1, 1, 2];
const SIGN_ROOM = "\u2007"; // as wide as a digit, so that nothing moves when a minus comes

/** @typedef {"g" | "slope"} Which */

/**
 * @typedef {object} Panel an activation, from Python
 * @property {string} name
 * @property {string} label
 * @property {string} text its formula
 * @property {number[]} g
 * @property {number[]} slope
 * @property {[[number, number], [number, number]] | null} limits of (g, g′) at 0, left and right
 * @property {boolean} jumps
 */

/**
 * A number with its sign's room always taken.
 * @param {number} value
 * @param {number} digits
 */
export function steady(value, digits) {
  const text = number(value, digits);
  return text.startsWith("−") ? text : `${SIGN_ROOM}${text}`;
}

export class Picture {
  /** @param {Panel} panel @param {number[]} z */
  constructor(panel, z) {
    this.panel = panel;
    this.z = z;
    this.zero = z.indexOf(0);
    this.values = { g: make("b", { "data-value": "g" }), slope: make("b", { "data-value": "slope" }) };
    this.line = makeSvg("line", { class: "pointer", y1: 0, y2: HEIGHT });
    this.marks = {
      g: makeSvg("circle", { class: "mark g", r: 3.4 }),
      slope: makeSvg("circle", { class: "mark slope", r: 3.4 }),
    };
    this.svg = makeSvg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img",
      "aria-label": `${panel.label}: g and its derivative` },
      ...TICKS.map((tick) => this.ruleAt(tick, "grid")),
      this.ruleAt(0, "axis"),
      makeSvg("line", { class: "axis", x1: this.x(0), x2: this.x(0), y1: 0, y2: HEIGHT }),
      this.line, ...this.curve("slope"), ...this.curve("g"), this.marks.slope, this.marks.g);
    this.figure = make("figure", { "data-name": panel.name },
      make("figcaption", {}, make("strong", {}, panel.label),
        make("span", { class: "formula" }, panel.text)),
      make("div", { class: "plot" }, this.svg, ...this.labels()),
      make("div", { class: "values" },
        make("span", { class: "g" }, "g", this.values.g),
        make("span", { class: "slope" }, "g′", this.values.slope)));
  }

  /** @param {number} z */
  x(z) {
    const [first, last] = [this.z[0], this.z[this.z.length - 1]];
    return ((z - first) / (last - first)) * WIDTH;
  }

  /** @param {number} value */
  y(value) {
    return ((HIGHEST - value) / (HIGHEST - LOWEST)) * HEIGHT;
  }

  /** @param {number} value @param {string} kind */
  ruleAt(value, kind) {
    return makeSvg("line", { class: kind, x1: 0, x2: WIDTH, y1: this.y(value), y2: this.y(value) });
  }

  /** Numbers at the axes, as text of the page: text in the picture would shrink with it. */
  labels() {
    /** @param {number} z @param {number} value @param {number} shown */
    const at = (z, value, shown) => make("span", { class: "tick",
      style: `left:${(this.x(z) / WIDTH) * 100}%;top:${(this.y(value) / HEIGHT) * 100}%` },
      number(shown, 0));
    return [...TICKS.map((tick) => at(0, tick, tick)), at(-4, 0, -4), at(4, 0, 4)];
  }

  /**
   * One function: its line, not drawn through a jump, and the dots at the jump's two ends.
   * @param {Which} which
   */
  curve(which) {
    const values = this.panel[which];
    const at = values[this.zero];
    const [left, right] = this.panel.limits?.map((side) => side[which === "g" ? 0 : 1]) ?? [at, at];
    const points = values.map((value, i) => `${this.x(this.z[i]).toFixed(2)} ${this.y(value).toFixed(2)}`);
    const isBroken = right !== left;
    let path = `M${points.join("L")}`;
    if (isBroken) {
      const before = points.slice(0, this.zero).join("L");
      const after = points.slice(this.zero + 1).join("L");
      path = `M${before}L${this.x(0)} ${this.y(left)}M${this.x(0)} ${this.y(right)}L${after}`;
    }
    /** @type {SVGElement[]} */
    const parts = [makeSvg("path", { class: `curve ${which}`, d: path })];
    /** @param {number} value @param {string} kind */
    const dot = (value, kind) => parts.push(makeSvg("circle",
      { class: `end ${which} ${kind}`, cx: this.x(0), cy: this.y(value), r: 3 }));
    // Filled where the value at 0 is: the step is 1 there, the slope of ReLU 0.
    if (isBroken) for (const end of [left, right]) dot(end, end === at ? "filled" : "open");
    // The step has no derivative at 0, so its g′ has a hole there and nothing that fills it.
    else if (this.panel.jumps && which === "slope") dot(at, "open");
    return parts;
  }

  /**
   * Show the values at a z.
   * @param {number} index
   */
  show(index) {
    const x = this.x(this.z[index]);
    setAttributes(this.line, { x1: x, x2: x });
    this.showValue("g", index, x);
    this.showValue("slope", index, x);
  }

  /** @param {Which} which @param {number} index @param {number} x */
  showValue(which, index, x) {
    const value = this.panel[which][index];
    const isNone = which === "slope" && this.panel.jumps && index === this.zero;
    const isSeen = value >= LOWEST && value <= HIGHEST && !isNone;
    const mark = this.marks[which];
    setAttributes(mark, { cx: x, cy: this.y(value) });
    mark.style.display = isSeen ? "" : "none";
    this.values[which].textContent = isNone ? `${SIGN_ROOM}none` : steady(value, 3);
  }
}
