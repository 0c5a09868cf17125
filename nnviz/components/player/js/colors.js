// @ts-check
/** Colour scales: blue, ground, orange, with the neutral value painted as the ground. */

import { rgb } from "../../shared/js/color.js";

/** @import { Range } from "./types.js" */

/** @typedef {Omit<Range, "clipped">} Scale */

/** @typedef {{ low: string, ground: string, high: string }} Ramp colours of the ends and of the middle */

/** @typedef {{ colors: Uint32Array, low: number, scale: number }} ColorTable */

const ENTRIES = 2048; // four for each of the 512 levels that two ramps of 256 can show
const LINK_ENTRIES = 4096; // σ is steep where it matters, so its table is finer
const LINK_REACH = 10; // σ(±10) is within 5e-5 of 0 and 1, a fortieth of a level

/**
 * Colour at a position from −1 (low end) over 0 (ground) to 1 (high end).
 * @param {number} position
 * @param {Ramp} palette
 * @returns {number[]} three whole numbers from 0 to 255
 */
export function colorAt(position, palette) {
  const from = rgb(palette.ground);
  const to = rgb(position < 0 ? palette.low : palette.high);
  const share = Math.min(Math.abs(position), 1);
  return from.map((g, i) => Math.round(g + share * (to[i] - g)));
}

/**
 * Position of a value on the scale of a range.
 * @param {number} value
 * @param {Scale} range
 */
export function positionOf(value, { low, high, neutral }) {
  return (value - neutral) / Math.max(high - neutral, neutral - low);
}

/**
 * A look-up table from values to pixels: `colors[clamp((v − low)·scale)]`.
 * @param {Scale} range
 * @param {Ramp} palette
 * @returns {ColorTable}
 */
export function colorTable(range, palette) {
  return tabulate(range.low, range.high, (value) => positionOf(value, range), palette, ENTRIES);
}

/**
 * The same from a score z to the colour of the probability σ(z) on the range 0 to 1.
 * @param {Scale} range
 * @param {Ramp} palette
 * @returns {ColorTable}
 */
export function probabilityTable(range, palette) {
  const position = (/** @type {number} */ z) => positionOf(1 / (1 + Math.exp(-z)), range);
  return tabulate(-LINK_REACH, LINK_REACH, position, palette, LINK_ENTRIES);
}

/**
 * @param {number} low
 * @param {number} high
 * @param {(value: number) => number} position
 * @param {Ramp} palette
 * @param {number} entries
 * @returns {ColorTable}
 */
function tabulate(low, high, position, palette, entries) {
  const colors = new Uint32Array(entries + 1);
  for (let i = 0; i <= entries; i++) {
    const [r, g, b] = colorAt(position(low + (i / entries) * (high - low)), palette);
    colors[i] = ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0; // RGBA bytes, little-endian
  }
  return { colors, low, scale: entries / (high - low) };
}

/**
 * Write the colour of every value into `pixels`, flipping rows: row 0 is below.
 * @param {Uint32Array} pixels
 * @param {Float64Array} values
 * @param {number} cols
 * @param {ColorTable} table
 */
export function paintValues(pixels, values, cols, { colors, low, scale }) {
  const rows = values.length / cols;
  const offset = 0.5 - low * scale; // nearest entry
  const last = colors.length - 1;
  for (let r = 0, k = 0; r < rows; r++) {
    let p = (rows - 1 - r) * cols;
    for (let c = 0; c < cols; c++, k++, p++) {
      const v = values[k] * scale + offset;
      pixels[p] = colors[v > last ? last : v > 0 ? v | 0 : 0];
    }
  }
}

/**
 * Tables from the confidence of each class to pixels: from the ground, at 1/K, to the class's hue.
 * @param {number} nClasses
 * @param {{ ground: string, regions: string[] }} palette
 * @returns {Uint32Array[]} one of `ENTRIES` + 1 pixels for each class
 */
export function classTables(nClasses, palette) {
  return palette.regions.slice(0, nClasses).map((region) => {
    const scale = { low: region, ground: palette.ground, high: region };
    return tabulate(0, 1, (share) => share, scale, ENTRIES).colors;
  });
}

/**
 * Write the hue of the most likely class, faded by its confidence; row 0 is below.
 * @param {Uint32Array} pixels
 * @param {Uint8Array} winner
 * @param {Float64Array} confidence
 * @param {number} cols
 * @param {Uint32Array[]} tables
 */
export function paintClasses(pixels, winner, confidence, cols, tables) {
  const rows = winner.length / cols;
  const least = 1 / tables.length;
  const scale = ENTRIES / (1 - least);
  for (let r = 0, k = 0; r < rows; r++) {
    let p = (rows - 1 - r) * cols;
    for (let c = 0; c < cols; c++, k++, p++) {
      const v = (confidence[k] - least) * scale + 0.5;
      pixels[p] = tables[winner[k]][v > 0 ? (v < ENTRIES ? v | 0 : ENTRIES) : 0];
    }
  }
}

/**
 * The scale of P(y = k | x): from grey, "not k", over the ground to the hue that class k has on the
 * map of classes. The same as `Palette.of_class` in nnviz/palette.py.
 * @template {{ muted: string, regions: string[] }} P
 * @param {P} palette
 * @param {number} k
 */
export const paletteOfClass = (palette, k) => ({ ...palette, low: palette.muted, high: palette.regions[k] });

/**
 * A ramp from the ground to its hue for each class, as [place from 0 to 1, colour].
 * @param {number} nClasses
 * @param {{ ground: string, regions: string[] }} palette
 * @returns {[number, string][]}
 */
export function classStops(nClasses, palette) {
  return palette.regions.slice(0, nClasses).flatMap((region, k) => /** @type {[number, string][]} */ (
    [[k / nClasses, palette.ground], [(k + 1) / nClasses, region]]));
}

/**
 * The same as a CSS gradient.
 * @param {number} nClasses
 * @param {{ ground: string, regions: string[] }} palette
 */
export function cssClasses(nClasses, palette) {
  const stops = classStops(nClasses, palette).map(([place, color]) => `${color} ${(100 * place).toFixed(2)}%`);
  return `linear-gradient(to right, ${stops.join(", ")})`;
}

/**
 * CSS gradient of the scale from `low` to `high`, for a colour bar.
 * @param {Scale} range
 * @param {Ramp} palette
 */
export function cssGradient(range, palette) {
  const stops = [range.low, range.neutral, range.high].filter((v, i, all) => all.indexOf(v) === i);
  const css = stops.map((value) => {
    const share = (100 * (value - range.low)) / (range.high - range.low);
    return `rgb(${colorAt(positionOf(value, range), palette).join(" ")}) ${share.toFixed(2)}%`;
  });
  return `linear-gradient(to right, ${css.join(", ")})`;
}
