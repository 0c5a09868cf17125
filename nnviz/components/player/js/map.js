/** One node's picture: a canvas with the node's values, its name above it and its range below. */

import { cssGradient, paintClasses, paintValues } from "./colors.js";
import { make, makeSvg, setText } from "../../shared/js/dom.js";
import { number, scaleEnds } from "../../shared/js/format.js";

const CROSS = "M-9 0H-3M3 0H9M0 -9V-3M0 3V9";

/**
 * @param {string} lane name of the lane, for tools
 * @param {string} node "h1" …, "o1" … or "class"
 * @param {Node} name what stands over the picture
 * @param {boolean} isClear whether what lies under the canvas shines through
 */
export function makeMap(lane, node, name, isClear = false) {
  const canvas = make("canvas", {
    class: "nv-map", "data-testid": "node-map", "data-lane": lane, "data-node": node, role: "img",
  });
  const chip = make("output", { class: "nv-chip", "aria-hidden": "true", hidden: true });
  // Marks that follow the pointer, not the step.
  const cross = makeSvg("path", { class: "nv-cross", d: CROSS });
  const ring = makeSvg("circle", { class: "nv-ring", r: "6" });
  const marks = makeSvg("svg", { class: "nv-marks", "aria-hidden": "true" }, ring, cross);
  const frame = make("div", { class: "nv-frame" }, canvas, marks, chip);
  const note = make("span", { class: "nv-note" });
  const bar = make("div", { class: "nv-bar" });
  const ends = make("div", { class: "nv-ends" });
  const element = make(
    "figure", { class: "nv-node" },
    make("figcaption", {}, name, note),
    frame, bar, ends,
  );
  const context = canvas.getContext("2d", { alpha: isClear });
  let image = null;
  let pixels = null;
  return {
    node, element, canvas, context, frame, note, chip,
    /** Give the canvas so many pixels; its content is then gone. */
    resize(width, height = width) {
      if (canvas.width === width && canvas.height === height && image) return;
      canvas.width = width;
      canvas.height = height;
      image = context.createImageData(width, height);
      pixels = new Uint32Array(image.data.buffer);
    },
    paint(values, table) {
      paintValues(pixels, values, canvas.width, table);
      context.putImageData(image, 0, 0);
    },
    paintClasses(winner, confidence, tables) {
      paintClasses(pixels, winner, confidence, canvas.width, tables);
      context.putImageData(image, 0, 0);
    },
    /** Show what the colours span. */
    showRange(range, palette) {
      this.showEnds(scaleEnds(range), cssGradient(range, palette));
    },
    /** Write words below, evenly spaced, under a bar of a CSS background. */
    showEnds(words, background) {
      bar.style.background = background;
      while (ends.childElementCount > words.length) ends.lastChild.remove();
      while (ends.childElementCount < words.length) ends.append(make("span"));
      words.forEach((word, i) => setText(ends.children[i], word));
    },
    showPointer: (unit) => place(cross, unit, frame),
    showChosen: (unit) => place(ring, unit, frame),
    /** Show a value at the pointer, and what else there is to say there. */
    showValue(value, more = "") {
      chip.hidden = value === null;
      if (value !== null) setText(chip, `${number(value, 3)}${more}`);
    },
  };
}

/** Move a mark to a point from 0 to 1; null hides it. */
function place(mark, unit, frame) {
  mark.style.display = unit ? "" : "none";
  if (!unit) return;
  const [x, y] = [unit[0] * frame.clientWidth, (1 - unit[1]) * frame.clientHeight];
  mark.style.transform = `translate(${x}px, ${y}px)`;
}
