/** One node's map: a square canvas whose pixels are the node's values, and nothing else. */

import { cssGradient, paintValues } from "./colors.js";
import { make, makeSvg, setText, symbol } from "./dom.js";
import { number, tick } from "./format.js";

const CROSS = "M-9 0H-3M3 0H9M0 -9V-3M0 3V9";

/**
 * @param {string} lane name of the lane, for tools
 * @param {string} node "h1" … or "o1"
 * @param {Node} name what stands over the map
 */
export function makeMap(lane, node, name) {
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
  const low = make("span");
  const high = make("span");
  const element = make(
    "figure", { class: "nv-node" },
    make("figcaption", {}, name, note),
    frame, bar,
    make("div", { class: "nv-ends" }, low, high),
  );
  const context = canvas.getContext("2d", { alpha: false });
  let image = null;
  let pixels = null;
  return {
    node, element, canvas, frame, note, chip,
    /** Give the canvas `size` pixels a side; its content is then gone. */
    resize(size) {
      if (canvas.width === size && image) return;
      canvas.width = size;
      canvas.height = size;
      image = context.createImageData(size, size);
      pixels = new Uint32Array(image.data.buffer);
    },
    paint(values, table) {
      paintValues(pixels, values, canvas.width, table);
      context.putImageData(image, 0, 0);
    },
    showRange(range, palette) {
      bar.style.background = cssGradient(range, palette);
      setText(low, `${range.clipped && range.low < range.neutral ? "≤ " : ""}${tick(range.low)}`);
      setText(high, `${range.clipped ? "≥ " : ""}${tick(range.high)}`);
    },
    showPointer: (unit) => place(cross, unit, frame),
    showChosen: (unit) => place(ring, unit, frame),
    showValue(value) {
      chip.hidden = value === null;
      if (value !== null) setText(chip, number(value, 3));
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

/** The name u with its index, over a map. */
export function nodeName(index) {
  return make("b", {}, symbol("u", index));
}
