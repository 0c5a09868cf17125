// @ts-check
/** Axes around an enlarged picture: ticks, their numbers and the names of what they measure. */

import { make, symbol } from "../../shared/js/dom.js";
import { tick } from "../../shared/js/format.js";
import { contourLevels } from "./contour.js";

/** @import { Run } from "./types.js" */
/** @typedef {{ name: string, ticks: { at: number, text: string }[] }} Axis `at` from 0 to 1 */

const ABOUT_TICKS = 5; // ticks

/**
 * @param {string} name
 * @param {[number, number]} range
 * @param {(value: number) => number} unitOf place of a value, from 0 to 1
 * @returns {Axis}
 */
export function axisOf(name, [low, high], unitOf = (value) => (value - low) / (high - low)) {
  const ticks = contourLevels({ low, high }, ABOUT_TICKS).map((/** @type {number} */ value) =>
    ({ at: unitOf(value), text: tick(value) }));
  return { name, ticks };
}

/** The name of an input: x₁ is written x1, or x if there is one. @param {Run} run @param {number} i */
export const inputName = (run, i) => run.feature_names[i];

/**
 * An element that covers a picture and reaches beyond it to the left and below.
 * @param {Axis} x
 * @param {Axis} y
 */
export function makeAxes(x, y) {
  const percentOf = (/** @type {number} */ share) => `${(100 * share).toFixed(3)}%`;
  const below = x.ticks.map(({ at, text }) => make("span", { class: "nv-tick-x", style: `left: ${percentOf(at)}` }, text));
  const beside = y.ticks.map(({ at, text }) => make("span", { class: "nv-tick-y", style: `top: ${percentOf(1 - at)}` }, text));
  return make("div", { class: "nv-axes", "aria-hidden": "true" }, ...below, ...beside,
    make("span", { class: "nv-name-x" }, x.name), make("span", { class: "nv-name-y" }, y.name));
}

/**
 * The ends and names of both axes, at the edges of a small picture. @param {Run} run
 * @returns {[HTMLElement, HTMLElement]}
 */
export function makeEndsOfAxes(run) {
  const [along, upright] = run.domain.map(([low, high], i) => {
    const name = inputName(run, i) === `x${i + 1}` ? symbol("x", i + 1) : inputName(run, i);
    return make("div", { class: i === 0 ? "nv-along" : "nv-upright-axis", "aria-hidden": "true" },
      make("span", {}, tick(low)), make("span", {}, name), make("span", {}, tick(high)));
  });
  return [along, upright];
}
