// @ts-check
/** One line that says what colours, marks and lines mean; it is always on screen. */

import { make, makeSvg } from "../../shared/js/dom.js";
import { legendMark } from "./points.js";

/** @import { Palette, Run } from "./types.js" */

export function makeLegend() {
  const element = make("div", { class: "nv-legend", "data-testid": "nnviz-legend", role: "note", "aria-label": "Legend" });
  return {
    element,
    /**
     * @param {Run} run
     * @param {Palette} palette
     * @param {boolean} hasLevels whether level lines of P(y = 1 | x) are drawn
     */
    show(run, palette, hasLevels) {
      element.replaceChildren(...itemsOf(run, palette, hasLevels));
    },
  };
}

/** @param {Run} run @param {Palette} palette @param {boolean} hasLevels */
function itemsOf(run, palette, hasLevels) {
  const isCurve = run.nInputs === 1;
  const hasTest = run.split.some((part) => part === 1);
  const item = (/** @type {(Node | string)[]} */ ...parts) => make("span", {}, ...parts);
  const bar = make("i", {
    class: "nv-ramp", style: `background: linear-gradient(to right, ${palette.low}, ${palette.ground}, ${palette.high})`,
  });
  const items = [item("low ", bar, " high")];
  if (run.n_classes) {
    for (let k = 0; k < run.n_classes; k++) items.push(item(legendMark(run, palette, k, false), ` ${run.n_classes > 2 ? `class ${k}` : `y = ${k}`}`));
    if (hasTest) items.push(item(legendMark(run, palette, 0, true), " hollow: test"));
  } else {
    items.push(item(legendMark(run, palette, null, false), isCurve ? " sample" : " target"));
    if (hasTest) items.push(item(legendMark(run, palette, null, true), isCurve ? " hollow: test" : " dot: test"));
  }
  items.push(item(stroke(palette.line, 1.2), " z = 0"));
  if (run.n_classes) items.push(item(stroke(palette.line, 2.6), " boundary"));
  if (hasLevels) items.push(item(stroke(palette.line, 0.8), " equal P(y = 1), if no boundary"));
  items.push(item(stroke(palette.high, 4), " large weight ", stroke(palette.low, 3, "5 3"), " negative"));
  items[items.length - 1].title = "Widths of edges show the weights for inputs scaled to −1 … 1 over the picture";
  return items;
}

/** @param {string} color @param {number} width @param {string} [dash] */
function stroke(color, width, dash = "none") {
  return makeSvg("svg", { viewBox: "0 0 20 10", class: "nv-key", "aria-hidden": "true" },
    makeSvg("path", { d: "M0 5H20", stroke: color, "stroke-width": width, "stroke-dasharray": dash }));
}
