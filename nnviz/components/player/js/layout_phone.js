// @ts-check
/** Where everything of one lane is on a phone: it flows upwards, with the output on top. */

import { routeEdges } from "./edge_paths.js";
import { LINKED, SIZES, boxAt } from "./layout_lane.js";

/** @import { Caption, LanePlan } from "./types.js" */
/** @import { LaneShape, Places } from "./layout_lane.js" */

const LEAST_PITCH = 40; // CSS pixels from map to map
const CORRIDOR = 11; // CSS pixels between maps of a row that edges pass through
const LARGEST_MAP = 64;
const LEAST_TWIN = 140;

/**
 * @param {[number, number]} size width and height that there are; the height may not do
 * @param {LaneShape} of
 * @returns {LanePlan}
 */
export function planUp([W, H], of) {
  const full = plan(W, of, W);
  const excess = full.box[3] - H;
  return excess > 0 ? plan(W, of, Math.max(Math.min(Math.max(LEAST_TWIN, 0.6 * W), W), W - excess * of.aspect)) : full;
}

/**
 * @param {number} W
 * @param {LaneShape} of
 * @param {number} largest width of the output's picture
 * @returns {LanePlan}
 */
function plan(W, of, largest) {
  const { n, K, nInputs, isMany, hasLink, aspect } = of;
  const T = SIZES;
  const nLarge = isMany ? 1 : K;
  const output = Math.min(largest, (W - (nLarge - 1) * T.gap) / nLarge);
  /** @type {Places} */
  const places = {};
  /** @type {Record<string, Caption>} */
  const captions = {};
  const slot = (/** @type {number} */ i, /** @type {number} */ count) => (W * (i + 0.5)) / count;

  const head = 42;
  const stats = boxAt(0, head, W, T.stats);
  let y = head + T.stats + T.line + T.bar;
  const names = isMany ? ["class"] : Array.from({ length: K }, (_, k) => `o${k + 1}`);
  names.forEach((node, k) => {
    const left = slot(k, nLarge) - output / 2;
    places[node] = boxAt(left, y, output, output / aspect);
    const note = output < 200 ? 0 : 100; // "lines every 0.5" beside a name
    captions[node] = {
      name: boxAt(left, y - T.bar - T.line, output - note, T.line),
      note: note ? boxAt(left + output - note, y - T.bar - T.line, note, T.line) : null,
      bar: boxAt(left, y - T.bar, output, T.bar),
    };
  });
  y += output / aspect + T.axis + 8;
  if (isMany) {
    const small = Math.min(W / K - 6, 84);
    y += T.line;
    for (let k = 0; k < K; k++) {
      places[`o${k + 1}`] = boxAt(slot(k, K) - small / 2, y, small, small);
      captions[`o${k + 1}`] = { name: boxAt(slot(k, K) - small / 2, y - T.line, 0.5 * small - 3, T.line), note: null, bar: null };
    }
    y += small + 10;
    places.softmax = boxAt(slot(0, K) - small / 2, y, slot(K - 1, K) - slot(0, K) + small, T.pill);
    y += T.pill + 8;
  }
  for (let k = 0; k < K; k++) {
    const width = hasLink && !isMany ? LINKED * T.pill : Math.min(T.pill, W / K - 8);
    places[`sum${k + 1}`] = boxAt(slot(k, K) - width / 2, y, width, T.pill);
    const one = 0.85 * T.one;
    if (isMany) continue;
    const left = slot(k, K) + width / 2 + 10;
    places[`bias${k + 1}`] = boxAt(left, y + (T.pill - one) / 2, one, one);
    if (K === 1) captions.bias1 = { name: boxAt(left + one + 3, y + (T.pill - T.line) / 2, 40, T.line), note: null, bar: null };
  }
  y += T.pill;
  if (isMany) {
    y += 16;
    places.bias1 = boxAt(W - 0.85 * T.one, y, 0.85 * T.one, 0.85 * T.one);
  }
  y += 24;

  const each = Math.max(1, Math.min(n, Math.floor(W / LEAST_PITCH)));
  const nRows = Math.ceil(n / each);
  const pitch = Math.min(W / (each + (nRows > 1 ? 0.5 : 0)), LARGEST_MAP * aspect + 10);
  const hidden = Math.floor(pitch - (nRows > 1 ? CORRIDOR : 6));
  const high = hidden / aspect;
  const first = (W - pitch * (each + (nRows > 1 ? 0.5 : 0))) / 2;
  for (let m = 0; m < n; m++) {
    const row = Math.floor(m / each); // from above
    const across = first + pitch * ((m % each) + 0.5 + 0.5 * (row % 2));
    const top = y + T.line + row * (high + T.line + 10);
    const left = across - hidden / 2;
    places[`h${m + 1}`] = boxAt(left, top, hidden, high);
    const half = hidden / 2 - 3;
    captions[`h${m + 1}`] = {
      name: boxAt(left, top - T.line, half, T.line), note: nRows === 1 ? boxAt(across + 3, top - T.line, half + 3, T.line) : null, bar: null,
    };
  }
  y += nRows * (high + T.line + 10) - 10 + (n > 8 ? 52 : 36);

  const nodes = nInputs === 1 ? ["x", "one"] : ["x1", "x2", "one"];
  nodes.forEach((node, i) => {
    const across = slot(i, nodes.length);
    const size = node === "one" ? T.one : 30;
    places[node] = boxAt(across - size / 2, y + (30 - size) / 2, size, node === "one" ? size : size / aspect);
    if (node !== "one") captions[node] = { name: boxAt(across + size / 2 + 3, y + 6, 18, T.line), note: null, bar: null };
  });
  y += 30 + 6;
  const scale = boxAt(0, y, Math.min(W, 120), T.bar - 3);
  y += T.bar;
  return {
    flow: "up", box: boxAt(0, 0, W, y), head: boxAt(0, 0, W, head), places, captions, stats, scale,
    isUpright: false,
    ...routeEdges(places, of, {
      flow: "up", lead: T.line, apart: pitch, hidden, rowOf: (m) => nRows - 1 - Math.floor(m / each),
    }),
  };
}
