// @ts-check
/**
 * Where everything of one lane is that flows to the right: inputs, hidden maps, the sum, the outputs.
 * All numbers are CSS pixels in the lane's box; `F` is the scale of text.
 */

import { routeEdges } from "./edge_paths.js";

/** @import { Caption, LanePlan, Place } from "./types.js" */

/**
 * What a lane's plan depends on besides its size.
 * @typedef {object} LaneShape
 * @property {number} n hidden units
 * @property {number} K outputs
 * @property {number} nInputs
 * @property {boolean} isMany whether outputs are classes of several, with a map of the most likely one
 * @property {boolean} hasLink whether something follows the sum of an output
 * @property {number} aspect width over height of a picture
 * @property {number} F scale of text
 */

/** @typedef {Record<string, Place>} Places */

export const ONE_COLUMN = 8; // hidden units; more are in two
// Of an output map to a hidden one, where both can grow; and of a bend of the edges to the lane. Large letters leave
// less for bends.
const RATIOS = { plain: { output: 2.12, bend: 0.066 }, large: { output: 2.39, bend: 0.028 } };
const LARGE_TEXT = 1.3;
const LARGEST_HIDDEN = 220; // CSS pixels high
const LEAST_SHARE = 1.5; // of an output map to a hidden one
const LEAST_OUTPUT_MAP = 90;
export const LINKED = 1.4; // width over height of a sum with a link after it

/** Heights of lines of text, and other fixed sizes. @param {number} F */
export const textSizes = (F) => ({
  head: 28 * F, line: 15 * F, axis: 16 * F, bar: 20 * F, stats: 48 * F, pill: 22 * F, one: 20 * F, gap: 6 * F,
  caption: 8 + 30 * F, strip: 6 + 12 * F,
});

/** What stands under and over an output's picture. @param {number} F */
const aroundOutput = (F) => {
  const { line, axis, bar } = textSizes(F);
  return line + axis + bar;
};

/** The least height at which a lane can be read. @param {LaneShape} of */
export function leastHeight({ n, K, nInputs, isMany, aspect, F }) {
  const { head, bar, stats, line, one } = textSizes(F);
  const rows = n > ONE_COLUMN ? Math.ceil(n / 2) + 0.5 : n;
  const hidden = rows * (n > ONE_COLUMN ? 46 * Math.max(F, 0.8) : Math.max(38 + 8 * F, 40 * F)) + bar;
  const large = isMany ? 1 : K;
  const outputs = large * (LEAST_OUTPUT_MAP / aspect + aroundOutput(F)) + stats;
  const small = isMany ? K * (34 + line + 4) + one + 2 * line : 0;
  const inputs = nInputs * (30 / aspect + line + 6) + one;
  return head + Math.max(hidden, outputs, small, inputs);
}

/**
 * @param {[number, number]} size width and height that there are
 * @param {LaneShape} of
 * @returns {LanePlan} with a height of its own, at most that
 */
export function planRight([W, H], of) {
  const { n, K, isMany, aspect, F } = of;
  const T = textSizes(F);
  const columns = n > ONE_COLUMN ? 2 : 1;
  const rows = Math.ceil(n / columns);
  const units = rows + (columns - 1) / 2; // of the pitch
  const graph = H - T.head;
  const pitch = (graph - T.bar) / units;

  const ratio = F > LARGE_TEXT ? RATIOS.large : RATIOS.plain;
  const input = bounded(0.048 * W, 26, 60 * F);
  const bend = bounded(ratio.bend * W, 24, 110);
  const joint = isMany ? 2 * T.pill + 2 * T.gap : of.hasLink ? LINKED * T.pill : T.pill;
  const smallTop = isMany ? (graph - T.one - 2 * T.line - (K - 1) * 4) / K - T.line : 0;
  const small = isMany ? Math.floor(bounded(Math.min(smallTop, 0.15 * W), 32, 150)) : 0;
  const fixed = input + bend + columns * T.caption + bend * 0.7 + joint + T.strip + (isMany ? small + 18 * F : 0);
  const room = W - fixed;
  const tallest = (columns === 2 ? 0.62 * pitch : pitch - 4 - F) * aspect;
  const nLarge = isMany ? 1 : K;
  const highest = ((graph - T.stats) / nLarge - aroundOutput(F)) * aspect;
  const largest = Math.min(tallest, LARGEST_HIDDEN * Math.max(1, F / 1.5) * aspect, highest / LEAST_SHARE);
  const hidden = Math.floor(Math.max(24, Math.min(largest, room / (columns + ratio.output))));
  const output = Math.floor(Math.max(60, Math.min(highest, room - columns * hidden)));

  // What is not needed is left out of the height, or shared out between the columns.
  const needed = Math.max(
    units * (hidden / aspect) * (columns === 2 ? 1.9 : 1.35) + T.bar,
    nLarge * (output / aspect + aroundOutput(F)) + T.stats,
    leastHeight(of) - T.head,
    isMany ? K * (small + T.line + 4) + T.one + 2 * T.line : 0,
  );
  const used = Math.round(Math.min(graph, needed));
  const spare = Math.max(0, room - columns * hidden - output);
  const inner = used - T.bar;
  const middle = T.head + inner / 2;

  /** @type {Places} */
  const places = {};
  /** @type {Record<string, Caption>} */
  const captions = {};
  const extra = Math.min(spare / 2.6, 0.12 * W);
  const inputLeft = Math.max(0, (spare - 2.6 * extra) / 2);
  const hiddenLeft = inputLeft + input + bend + extra;
  placeInputs(places, captions, of, { left: inputLeft, size: input, middle, height: inner });

  const apart = inner / units;
  const columnWidth = hidden + T.caption;
  for (let m = 0; m < n; m++) {
    const column = m % columns;
    const y = T.head + apart * (Math.floor(m / columns) + 0.5 + 0.5 * column);
    const left = hiddenLeft + column * columnWidth;
    places[`h${m + 1}`] = boxAt(left, y - hidden / aspect / 2, hidden, hidden / aspect);
    const beside = left + hidden + 5 * F;
    captions[`h${m + 1}`] = {
      name: boxAt(beside, y - 4 * F - T.line, T.caption - 5 * F, T.line), note: boxAt(beside, y + 4 * F, T.caption - 5 * F, T.line), bar: null,
    };
  }
  const hiddenRight = hiddenLeft + columns * columnWidth;
  const jointLeft = hiddenRight + 0.7 * bend + 1.6 * extra;
  const outputLeft = jointLeft + joint + (isMany ? small + 18 * F : 0) + T.strip;
  placeOutputs(places, captions, of, { left: outputLeft, size: output, middle, height: used, top: T.head });
  placeJoint(places, captions, of, { left: jointLeft, small, middle, height: used, top: T.head });
  const [statsTop, statsHeight] = [T.head + used - T.stats, T.stats];
  const lowest = Math.max(...Object.entries(places).filter(([node]) => node[0] === "o" || node === "class")
    .filter(([node]) => !isMany || node === "class").map(([, [, top, , height]]) => top + height));
  const stats = boxAt(outputLeft, Math.min(statsTop, lowest + T.axis + T.bar), Math.max(output, Math.min(W - outputLeft, 170 * F)), statsHeight);
  return {
    flow: "right", box: [0, 0, W, T.head + used], head: boxAt(0, 0, W, T.head - 4 * F), places, captions, stats,
    scale: boxAt(hiddenLeft, T.head + inner + 3 * F, Math.max(hidden, Math.min(110 * F, jointLeft - 26 * F - hiddenLeft)), T.bar - 3 * F),
    isUpright: true,
    ...routeEdges(places, of, { flow: "right", lead: T.caption, apart, hidden: hidden / aspect }),
  };
}

/**
 * Inputs and 1, one under the other.
 * @param {Places} places
 * @param {Record<string, Caption>} captions
 * @param {LaneShape} of
 * @param {{ left: number, size: number, middle: number, height: number }} room
 */
function placeInputs(places, captions, { nInputs, aspect, F }, { left, size, middle, height }) {
  const { line, one } = textSizes(F);
  const nodes = nInputs + 1;
  const high = size / aspect;
  const apart = Math.min(height / nodes, Math.max(high + line + 10 * F, 0.3 * height));
  for (let i = 0; i < nInputs; i++) {
    const y = middle + (i - (nodes - 1) / 2) * apart + line / 2;
    const node = nInputs === 1 ? "x" : `x${i + 1}`;
    places[node] = boxAt(left, y - high / 2, size, high);
    captions[node] = { name: boxAt(left, y - high / 2 - line, size, line), note: null, bar: null };
  }
  const y = middle + (nInputs - (nodes - 1) / 2) * apart + line / 2;
  places.one = boxAt(left + size - one, y - one / 2, one, one);
}

/**
 * The large output maps, one under the other.
 * @param {Places} places
 * @param {Record<string, Caption>} captions
 * @param {LaneShape} of
 * @param {{ left: number, size: number, middle: number, height: number, top: number }} room
 */
function placeOutputs(places, captions, { K, isMany, aspect, F }, { left, size, middle, height, top }) {
  const { line, axis, bar, stats } = textSizes(F);
  const names = isMany ? ["class"] : Array.from({ length: K }, (_, k) => `o${k + 1}`);
  const block = size / aspect + aroundOutput(F);
  const all = names.length * block;
  // The pictures' middle is the middle of the hidden ones, if what belongs to them fits.
  const wanted = middle - all / 2 + (aroundOutput(F) - 2 * line) / 2;
  const first = bounded(wanted, top, Math.max(top, top + height - stats - all));
  names.forEach((node, k) => {
    const y = first + k * block + line;
    places[node] = boxAt(left, y, size, size / aspect);
    const half = Math.min(0.5 * size, 84 * F);
    captions[node] = {
      name: boxAt(left, y - line, size - half, line), note: boxAt(left + size - half, y - line, half, line),
      bar: boxAt(left, y + size / aspect + axis, size, bar),
    };
  });
}

/**
 * Sums, what follows them, the biases, and the small maps of classes.
 * @param {Places} places
 * @param {Record<string, Caption>} captions
 * @param {LaneShape} of
 * @param {{ left: number, small: number, middle: number, height: number, top: number }} room
 */
function placeJoint(places, captions, { K, isMany, hasLink, F }, { left, small, middle, height, top }) {
  const { line, pill, one, gap } = textSizes(F);
  if (!isMany) {
    for (let k = 1; k <= K; k++) {
      const [, oTop, , oHeight] = places[`o${k}`];
      const y = oTop + oHeight / 2;
      const width = hasLink ? LINKED * pill : pill;
      places[`sum${k}`] = boxAt(left, y - pill / 2, width, pill);
      const oneSize = 0.85 * one;
      const [x, below] = [left + (hasLink ? 0.2 : 0) * pill, y + 0.95 * pill + 6 * F];
      places[`bias${k}`] = boxAt(x, below, oneSize, oneSize);
      captions[`bias${k}`] = { name: boxAt(x + oneSize / 2 - 16 * F, below + oneSize, 32 * F, line), note: null, bar: null };
    }
    return;
  }
  const under = one + 2 * line;
  const block = Math.min((height - under + 4) / K, 1.5 * small + line);
  const first = bounded(middle - (K * block) / 2, top, top + height - under - K * block);
  for (let k = 0; k < K; k++) {
    const y = first + k * block + line;
    places[`o${k + 1}`] = boxAt(left + 2 * pill + 2 * gap, y, small, small);
    captions[`o${k + 1}`] = { name: boxAt(left + 2 * pill + 2 * gap - 4 * F, y - line, small + 8 * F, line), note: null, bar: null };
    const side = Math.min(pill, small);
    places[`sum${k + 1}`] = boxAt(left + (pill - side) / 2, y + small / 2 - side / 2, side, side);
  }
  places.softmax = boxAt(left + pill + gap, first + line, pill, (K - 1) * block + small);
  const bias = boxAt(left + 0.08 * pill, first + K * block + 4 * F, 0.85 * one, 0.85 * one);
  places.bias1 = bias;
  captions.bias1 = { name: boxAt(bias[0] + bias[2] + 3, bias[1] + (bias[3] - line) / 2, 40 * F, line), note: null, bar: null };
}

/**
 * In whole pixels, so that canvases are sharp.
 * @param {number} left @param {number} top @param {number} width @param {number} height
 * @returns {Place}
 */
export const boxAt = (left, top, width, height) => [Math.round(left), Math.round(top), Math.round(width), Math.round(height)];

/** @param {number} v @param {number} low @param {number} high */
export const bounded = (v, low, high) => Math.min(Math.max(v, low), Math.max(low, high));
