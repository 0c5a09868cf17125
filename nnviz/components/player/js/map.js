// @ts-check
/** One node's picture in the page: a canvas that a painter fills, its name above it, its range below. */

import { colorAt, cssGradient, positionOf } from "./colors.js";
import { icon } from "../../shared/js/icons.js";
import { make, makeSvg, setText } from "../../shared/js/dom.js";
import { number, scaleEnds } from "../../shared/js/format.js";
import { setPlace } from "./placing.js";

/** @import { LanePlan, Place, Range } from "./types.js" */
/** @import { Ramp } from "./colors.js" */

/** @typedef {ReturnType<typeof makeMap>} NodeMap */
/** @typedef {[number, string][]} Stops places along a bar, from 0 to 1, and their colours */
/** @typedef {{ range: Range | null, words: string[], stops: Stops }} ScaleShown */
/** @typedef {number[] | null} UnitPoint from 0 to 1; null hides a mark */

const CROSS = "M-9 0H-3M3 0H9M0 -9V-3M0 3V9";

/**
 * @param {{name: string, label: string}} lane
 * @param {string} node "h1" …, "o1" … or "class"
 * @param {HTMLElement} name what is written over the picture
 */
export function makeMap(lane, node, name) {
  const canvas = make("canvas", {
    class: "nv-map", "data-testid": "node-map", "data-lane": lane.name, "data-node": node, role: "img",
  });
  const chip = make("output", { class: "nv-chip", "aria-hidden": "true", hidden: true });
  // Marks that follow the pointer, not the step.
  const cross = makeSvg("path", { class: "nv-cross", d: CROSS });
  const ring = makeSvg("circle", { class: "nv-ring", r: "6" });
  const marks = makeSvg("svg", { class: "nv-marks", "aria-hidden": "true" }, ring, cross);
  const enlarge = make("button", {
    type: "button", class: "nv-enlarge", "aria-label": `Enlarge ${wordsOf(node)} of ${lane.label}`,
    title: "Enlarge this picture", "data-action": "enlarge",
  }, icon("enlarge"));
  const frame = make("div", { class: "nv-frame" }, canvas, marks, chip, enlarge);
  const note = make("span", { class: "nv-note" });
  const bar = make("div", { class: "nv-bar" });
  const ends = make("div", { class: "nv-ends" });
  const title = make("div", { class: "nv-name" }, name);
  const scaleBox = make("div", { class: "nv-scale" }, bar, ends);
  const element = make("figure", { class: "nv-node" }, make("figcaption", {}, title, note), frame, scaleBox);
  frame.addEventListener("click", () => enlarge.focus({ preventScroll: true }));
  return {
    node,
    /** Of the hidden unit or output, from 0. */
    index: Number(node.slice(1)) - 1,
    element, canvas, frame, note, chip, enlarge,
    /** What the colours mean: their range, words under the bar, and [place, colour] along it. */
    scale: /** @type {ScaleShown} */ ({ range: null, words: [], stops: [] }),
    /**
     * Put the picture and what is written about it where a plan says.
     * @param {LanePlan} plan
     * @param {Place | null} shared place of a colour bar that stands for other maps, too
     */
    place({ places, captions }, shared) {
      setPlace(frame, places[node]);
      setPlace(title, captions[node].name);
      setPlace(note, captions[node].note);
      setPlace(scaleBox, shared ?? captions[node].bar);
    },
    /**
     * Show what the colours span.
     * @param {Range} range
     * @param {Ramp} palette
     */
    showRange(range, palette) {
      const inOrder = [range.low, range.neutral, range.high].filter((v, i, all) => all.indexOf(v) === i);
      this.showEnds(scaleEnds(range), cssGradient(range, palette));
      this.scale.range = range;
      this.scale.stops = inOrder.map((value) => [
        (value - range.low) / (range.high - range.low), `rgb(${colorAt(positionOf(value, range), palette).join(" ")})`]);
    },
    /**
     * Write words below, evenly spaced, under a bar of a CSS background.
     * @param {string[]} words
     * @param {string} background
     * @param {Stops} stops
     */
    showEnds(words, background, stops = []) {
      this.scale = { range: null, words, stops };
      bar.style.background = background;
      while (ends.childElementCount > words.length) ends.lastChild?.remove();
      while (ends.childElementCount < words.length) ends.append(make("span"));
      words.forEach((word, i) => setText(ends.children[i], word));
    },
    showPointer: (/** @type {UnitPoint} */ unit) => place(cross, unit, frame),
    showChosen: (/** @type {UnitPoint} */ unit) => place(ring, unit, frame),
    /**
     * Show a value at the pointer, and what else there is to say there.
     * @param {number | null} value
     */
    showValue(value, more = "") {
      chip.hidden = value === null;
      if (value !== null) setText(chip, `${number(value, 3)}${more}`);
    },
  };
}

/**
 * A node in words.
 * @param {string} node
 */
function wordsOf(node) {
  if (node === "class") return "the most likely class";
  return `${node[0] === "h" ? "hidden unit" : "output"} ${node.slice(1)}`;
}

/**
 * Move a mark to a point.
 * @param {SVGElement} mark
 * @param {UnitPoint} unit
 * @param {HTMLElement} frame
 */
function place(mark, unit, frame) {
  mark.style.display = unit ? "" : "none";
  if (!unit) return;
  const [x, y] = [unit[0] * frame.clientWidth, (1 - unit[1]) * frame.clientHeight];
  mark.style.transform = `translate(${x}px, ${y}px)`;
}
