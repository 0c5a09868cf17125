// @ts-check
/**
 * Where everything of one lane is that flows to the right: inputs, hidden maps, the sum, the outputs.
 * All numbers are CSS pixels in the lane's box. In a hall (projector mode) text is as high as a twentieth of the window, so
 * the pictures get what is left: the head stands over the output alone, and edges have shorter bends.
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
 * @property {boolean} isHall whether it is planned for the projector mode
 */

/** @typedef {Record<string, Place>} Places */

export const ONE_COLUMN = 8; // hidden units; more are in two
// Of an output map to a hidden one, where both can grow; of a bend of the edges to the lane; and of an input to the lane.
const SHARES = { plain: { output: 2.12, bend: 0.066, input: 0.048 }, hall: { output: 2.4, bend: 0.042, input: 0.046 } };
const LARGEST_HIDDEN = 220; // CSS pixels high
const LEAST_SHARE = 1.5; // of an output map to a hidden one
const LEAST_OUTPUT_MAP = 90;
export const LINKED = 1.4; // width over height of a sum with a link after it

/** Heights of lines of text, and other fixed sizes. */
export const SIZES = { head: 28, line: 15, axis: 16, bar: 20, stats: 48, pill: 22, one: 20, gap: 6, caption: 38, strip: 18 };

const HALL = { head: 40, caption: 35, strip: 5 }; // a head of two lines; no axis beside the output
const LEAST_BESIDE = 80; // height of a hidden map that has its colour scale beside it, under its name
const LEAST_ROW = 46; // from hidden map to hidden map

/** What stands under and over an output's picture. */
const AROUND_OUTPUT = SIZES.line + SIZES.axis + SIZES.bar;

/** Where graph and outputs begin under the lane's top, and the widths that differ. @param {boolean} isHall */
const frameOf = (isHall) => (isHall
  ? { graphTop: 0, outputTop: HALL.head, caption: HALL.caption, strip: HALL.strip }
  : { graphTop: SIZES.head, outputTop: SIZES.head, caption: SIZES.caption, strip: SIZES.strip });

/** The least height at which a lane can be read. @param {LaneShape} of */
export function leastHeight({ n, K, nInputs, isMany, aspect, isHall }) {
  const { bar, stats, line, one } = SIZES;
  const { graphTop, outputTop } = frameOf(isHall);
  const rows = n > ONE_COLUMN ? Math.ceil(n / 2) + 0.5 : n;
  const large = isMany ? 1 : K;
  const outputs = large * (LEAST_OUTPUT_MAP / aspect + AROUND_OUTPUT) + stats;
  const small = isMany ? K * (34 + line + 4) + one + 2 * line : 0;
  const inputs = nInputs * (30 / aspect + line + 6) + one;
  return Math.max(graphTop + Math.max(rows * LEAST_ROW + bar, small, inputs), outputTop + outputs);
}

/**
 * @param {[number, number]} size width and height that there are
 * @param {LaneShape} of
 * @returns {LanePlan} with a height of its own, at most that
 */
export function planRight([W, H], of) {
  const { n, K, isMany, aspect, isHall } = of;
  const T = SIZES;
  const { graphTop, outputTop, caption, strip } = frameOf(isHall);
  const shares = isHall ? SHARES.hall : SHARES.plain;
  const columns = n > ONE_COLUMN ? 2 : 1;
  const rows = Math.ceil(n / columns);
  const units = rows + (columns - 1) / 2; // of the pitch
  const graph = H - graphTop;
  const input = bounded(shares.input * W, isHall ? 22 : 26, 60);
  const bend = bounded(shares.bend * W, isHall ? 20 : 24, 110);
  const joint = isMany ? 2 * T.pill + 2 * T.gap : of.hasLink ? LINKED * T.pill : T.pill;
  const smallTop = isMany ? (graph - T.one - 2 * T.line - (K - 1) * 4) / K - T.line : 0;
  const small = isMany ? Math.floor(bounded(Math.min(smallTop, 0.15 * W), 32, 150)) : 0;
  const fixed = input + bend + columns * caption + bend * 0.7 + joint + strip + (isMany ? small + 18 : 0);
  const room = W - fixed;
  const nLarge = isMany ? 1 : K;
  const highest = ((H - outputTop - T.stats) / nLarge - AROUND_OUTPUT) * aspect;
  const allowed = Math.min(LARGEST_HIDDEN * aspect, highest / LEAST_SHARE, room / (columns + shares.output));
  const isScaleBeside = isHall && !isMany && columns === 1 && Math.min(graph / units, allowed / aspect) >= LEAST_BESIDE;
  const under = isScaleBeside ? 0 : T.bar;
  const pitch = (graph - under) / units;
  const tallest = (columns === 2 ? 0.62 * pitch : pitch - (isHall ? 2 : 5)) * aspect;
  const hidden = Math.floor(Math.max(24, Math.min(tallest, allowed)));
  const output = Math.floor(Math.max(60, Math.min(highest, room - columns * hidden)));

  // What is not needed is left out of the height, or shared out between the columns.
  const needed = Math.max(
    graphTop + units * (hidden / aspect) * (columns === 2 ? 1.9 : 1.35) + under,
    outputTop + nLarge * (output / aspect + AROUND_OUTPUT) + T.stats,
    leastHeight(of),
    graphTop + (isMany ? K * (small + T.line + 4) + T.one + 2 * T.line : 0),
  );
  const tall = Math.round(Math.min(H, needed));
  const spare = Math.max(0, room - columns * hidden - output);
  const inner = tall - graphTop - under;
  const middle = graphTop + inner / 2;

  /** @type {Places} */
  const places = {};
  /** @type {Record<string, Caption>} */
  const captions = {};
  const extra = Math.min(spare / 2.6, 0.12 * W);
  const inputLeft = Math.max(0, (spare - 2.6 * extra) / 2);
  const hiddenLeft = inputLeft + input + bend + extra;
  placeInputs(places, captions, of, { left: inputLeft, size: input, middle, height: inner });

  const apart = inner / units;
  const columnWidth = hidden + caption;
  for (let m = 0; m < n; m++) {
    const column = m % columns;
    const y = graphTop + apart * (Math.floor(m / columns) + 0.5 + 0.5 * column);
    const left = hiddenLeft + column * columnWidth;
    places[`h${m + 1}`] = boxAt(left, y - hidden / aspect / 2, hidden, hidden / aspect);
    const beside = left + hidden + 5;
    captions[`h${m + 1}`] = {
      name: boxAt(beside, y - 4 - T.line, caption - 5, T.line), note: boxAt(beside, y + 4, caption - 5, T.line), bar: null,
    };
  }
  const hiddenRight = hiddenLeft + columns * columnWidth;
  const jointLeft = hiddenRight + 0.7 * bend + 1.6 * extra;
  const outputLeft = jointLeft + joint + (isMany ? small + 18 : 0) + strip;
  placeOutputs(places, captions, of, { left: outputLeft, size: output, middle, top: outputTop, bottom: tall });
  placeJoint(places, captions, of, { left: jointLeft, small, middle, top: graphTop, bottom: tall });
  const lowest = Math.max(...Object.entries(places).filter(([node]) => node[0] === "o" || node === "class")
    .filter(([node]) => !isMany || node === "class").map(([, [, top, , height]]) => top + height));
  const stats = boxAt(outputLeft, Math.min(tall - T.stats, lowest + T.axis + T.bar), Math.max(output, Math.min(W - outputLeft, 170)), T.stats);
  const scale = isScaleBeside
    ? scaleBeside(places[`h${n}`], captions, [jointLeft, outputLeft])
    : boxAt(hiddenLeft, graphTop + inner + 3, Math.max(hidden, Math.min(110, jointLeft - 26 - hiddenLeft)), T.bar - 3);
  return {
    flow: "right", box: [0, 0, W, tall], places, captions, stats, scale,
    head: isHall ? boxAt(outputLeft, 0, W - outputLeft, HALL.head) : boxAt(0, 0, W, T.head - 4),
    isUpright: !isHall,
    ...routeEdges(places, of, { flow: "right", lead: caption, apart, hidden: hidden / aspect }),
  };
}

/**
 * The hidden maps' scale, right of the last map and under its name, as wide as nothing else is there.
 * @param {Place} last
 * @param {Record<string, Caption>} captions
 * @param {[number, number]} lefts of the sum and of the output
 */
function scaleBeside([left, top, width, height], captions, [jointLeft, outputLeft]) {
  const high = SIZES.bar - 3;
  const [from, y] = [left + width + 5, top + height - high];
  const biases = Object.entries(captions).filter(([node]) => node.startsWith("bias")).map(([, { name }]) => name[1] + name[3]);
  const isFree = biases.every((end) => end < y);
  return boxAt(from, y, (isFree ? outputLeft - 6 : jointLeft - 8) - from, high);
}

/**
 * Inputs and 1, one under the other.
 * @param {Places} places
 * @param {Record<string, Caption>} captions
 * @param {LaneShape} of
 * @param {{ left: number, size: number, middle: number, height: number }} room
 */
function placeInputs(places, captions, { nInputs, aspect }, { left, size, middle, height }) {
  const { line, one } = SIZES;
  const nodes = nInputs + 1;
  const high = size / aspect;
  const apart = Math.min(height / nodes, Math.max(high + line + 10, 0.3 * height));
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
 * @param {{ left: number, size: number, middle: number, top: number, bottom: number }} room
 */
function placeOutputs(places, captions, { K, isMany, aspect }, { left, size, middle, top, bottom }) {
  const { line, axis, bar, stats } = SIZES;
  const names = isMany ? ["class"] : Array.from({ length: K }, (_, k) => `o${k + 1}`);
  const block = size / aspect + AROUND_OUTPUT;
  const all = names.length * block;
  // The pictures' middle is the middle of the hidden ones, if what belongs to them fits.
  const wanted = middle - all / 2 + (AROUND_OUTPUT - 2 * line) / 2;
  const first = bounded(wanted, top, Math.max(top, bottom - stats - all));
  names.forEach((node, k) => {
    const y = first + k * block + line;
    places[node] = boxAt(left, y, size, size / aspect);
    const half = Math.min(0.5 * size, 84);
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
 * @param {{ left: number, small: number, middle: number, top: number, bottom: number }} room
 */
function placeJoint(places, captions, { K, isMany, hasLink }, { left, small, middle, top, bottom }) {
  const { line, pill, one, gap } = SIZES;
  if (!isMany) {
    for (let k = 1; k <= K; k++) {
      const [, oTop, , oHeight] = places[`o${k}`];
      const y = oTop + oHeight / 2;
      const width = hasLink ? LINKED * pill : pill;
      places[`sum${k}`] = boxAt(left, y - pill / 2, width, pill);
      const oneSize = 0.85 * one;
      const [x, below] = [left + (hasLink ? 0.2 : 0) * pill, y + 0.95 * pill + 6];
      places[`bias${k}`] = boxAt(x, below, oneSize, oneSize);
      captions[`bias${k}`] = { name: boxAt(x + oneSize / 2 - 16, below + oneSize, 32, line), note: null, bar: null };
    }
    return;
  }
  const under = one + 2 * line;
  const block = Math.min((bottom - top - under + 4) / K, 1.5 * small + line);
  const first = bounded(middle - (K * block) / 2, top, bottom - under - K * block);
  for (let k = 0; k < K; k++) {
    const y = first + k * block + line;
    places[`o${k + 1}`] = boxAt(left + 2 * pill + 2 * gap, y, small, small);
    captions[`o${k + 1}`] = { name: boxAt(left + 2 * pill + 2 * gap - 4, y - line, small + 8, line), note: null, bar: null };
    const side = Math.min(pill, small);
    places[`sum${k + 1}`] = boxAt(left + (pill - side) / 2, y + small / 2 - side / 2, side, side);
  }
  places.softmax = boxAt(left + pill + gap, first + line, pill, (K - 1) * block + small);
  const bias = boxAt(left + 0.08 * pill, first + K * block + 4, 0.85 * one, 0.85 * one);
  places.bias1 = bias;
  captions.bias1 = { name: boxAt(bias[0] + bias[2] + 3, bias[1] + (bias[3] - line) / 2, 40, line), note: null, bar: null };
}

/**
 * In whole pixels, so that canvases are sharp.
 * @param {number} left @param {number} top @param {number} width @param {number} height
 * @returns {Place}
 */
export const boxAt = (left, top, width, height) => [Math.round(left), Math.round(top), Math.round(width), Math.round(height)];

/** @param {number} v @param {number} low @param {number} high */
export const bounded = (v, low, high) => Math.min(Math.max(v, low), Math.max(low, high));
