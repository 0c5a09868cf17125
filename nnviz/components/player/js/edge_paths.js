// @ts-check
/**
 * The ways of a lane's edges: cubic curves from node to node that run through no map. Ways are computed
 * along the flow (t, from inputs to outputs) and across it (s), whatever the flow's direction on screen.
 */

/** @import { Edge, Flow, Place } from "./types.js" */
/** @import { LaneShape, Places } from "./layout_lane.js" */

/** @typedef {{ t0: number, t1: number, s0: number, s1: number, t: number, s: number }} Sides of a node, and its middle */
/** @typedef {{ t0: number, t1: number, s: number }} Corridor a way through a row of maps, straight from t0 to t1 at s */

const CLEAR = 2; // CSS pixels between an edge and a map that it passes
const WIDEST = 7; // CSS pixels of the widest edge

/** @param {Place} place @param {Flow} flow @returns {Sides} */
function sidesOf([left, top, width, height], flow) {
  const [t0, t1, s0, s1] = flow === "right"
    ? [left, left + width, top, top + height] : [-(top + height), -top, left, left + width];
  return { t0, t1, s0, s1, t: (t0 + t1) / 2, s: (s0 + s1) / 2 };
}

/**
 * A way in screen coordinates: the start, then for each cubic its two controls and its end.
 * @param {Flow} flow
 * @param {[number, number]} start t and s
 * @param {Corridor[]} corridors on the way
 * @param {[number, number]} end
 */
function wayOf(flow, start, corridors, end) {
  /** @type {number[]} */
  const way = [];
  const put = (/** @type {number} */ t, /** @type {number} */ s) => way.push(...(flow === "right" ? [t, s] : [s, -t]));
  let [t, s] = start;
  put(t, s);
  const go = (/** @type {number} */ nextT, /** @type {number} */ nextS) => {
    if (nextT === t && nextS === s) return;
    const middle = nextS === s ? [t + (nextT - t) / 3, t + (2 * (nextT - t)) / 3] : [(t + nextT) / 2, (t + nextT) / 2];
    put(middle[0], s);
    put(middle[1], nextS);
    put(nextT, nextS);
    [t, s] = [nextT, nextS];
  };
  for (const { t0, t1, s: at } of corridors) {
    go(t0, at);
    go(t1, at);
  }
  go(...end);
  return way;
}

/** Place i of n around 0. @param {number} i @param {number} n @param {number} apart */
const spread = (i, n, apart) => (i - (n - 1) / 2) * apart;

/**
 * @param {Places} places
 * @param {LaneShape} of
 * @param {{ flow: Flow, lead: number, apart: number, hidden: number, rowOf?: (m: number) => number }} sizes how far
 *   an edge runs straight from a hidden map; from map to map across the flow; a map's side across it; the row
 *   of a hidden map, counted from the inputs
 * @returns {{ edges: Edge[], widest: number }}
 */
export function routeEdges(places, of, { flow, lead, apart, hidden, rowOf = (m) => (of.n > 8 ? m % 2 : 0) }) {
  const { n, K, nInputs, isMany } = of;
  const inputs = nInputs === 1 ? ["one", "x"] : ["one", "x1", "x2"]; // in the order of the weights
  const inOrder = nInputs === 1 ? ["x", "one"] : ["x1", "x2", "one"]; // across the flow
  const sides = (/** @type {string} */ node) => sidesOf(places[node], flow);
  const units = Array.from({ length: n }, (_, m) => ({ m, row: rowOf(m), ...sides(`h${m + 1}`) }));
  const nRows = Math.max(...units.map(({ row }) => row)) + 1;
  const corridor = nRows > 1 ? apart - hidden : Infinity;
  const widest = Math.max(1.5, Math.min(WIDEST, 0.09 * hidden + 1.5, (corridor - 2 * CLEAR) / (nInputs + 1) - 1));
  const rows = Array.from({ length: nRows }, (_, row) => units.filter((unit) => unit.row === row));

  /**
   * Ways through other rows, where there are any between the node and its edge's other end.
   * @param {number} s where the edge goes, across the flow
   * @param {number} row of the node
   * @param {boolean} isIn whether the edge comes from the inputs
   * @param {number} off from the middle of a corridor
   */
  function corridors(s, row, isIn, off) {
    return rows.filter((_, other) => (isIn ? other < row : other > row)).map((passed) => {
      const isFree = (/** @type {number} */ at) => passed.every(({ s0, s1 }) => at < s0 || at > s1);
      const at = [s, s - apart / 2, s + apart / 2].find(isFree) ?? s;
      return { t0: passed[0].t0 - CLEAR, t1: passed[0].t1 + (flow === "up" || !isIn ? lead : CLEAR), s: at + off };
    });
  }

  /** @type {Edge[]} */
  const edges = [];
  const perInput = units.slice().sort((a, b) => a.s - b.s).map(({ m }) => m);
  for (const { m, row, s, t0 } of units) {
    inputs.forEach((from, i) => {
      const start = sides(from);
      const order = inOrder.indexOf(from);
      const isCircle = from === "one";
      const radius = (start.s1 - start.s0) / 2;
      const across = spread(perInput.indexOf(m), n, Math.min((isCircle ? 0.9 : 1.5) * radius / n, 1.4 * widest));
      const along = isCircle ? start.t + Math.sqrt(radius ** 2 - across ** 2) : start.t1;
      const gap = nRows > 1 ? Math.min(widest + 1, (corridor - 2 * CLEAR) / (nInputs + 1)) : Math.min(0.24 * hidden, 26);
      const off = spread(order, inputs.length, gap);
      edges.push({
        id: `h${m + 1},${i}`, kind: "hidden", from, to: `h${m + 1}`, i, m, k: 0,
        way: wayOf(flow, [along, start.s + across], corridors(s, row, true, off), [t0, s + off]),
      });
    });
  }
  for (let k = 0; k < K; k++) {
    const sum = sides(`sum${k + 1}`);
    for (const { m, row, s, t1 } of units) {
      const off = spread(perInput.indexOf(m), n, Math.min((0.75 * (sum.s1 - sum.s0)) / n, widest));
      const passed = corridors(s, row, false, 0);
      const first = passed.length > 0 ? [] : [{ t0: t1, t1: t1 + lead, s }];
      edges.push({
        id: `o${k + 1},${m + 1}`, kind: "output", from: `h${m + 1}`, to: `sum${k + 1}`, i: 0, m, k,
        way: wayOf(flow, [t1, s], [...first, ...passed], [sum.t0, sum.s + off]),
      });
    }
    edges.push(biasEdge(places, of, flow, k));
    const target = sides(isMany ? "softmax" : `o${k + 1}`);
    edges.push(link(flow, `sum${k + 1}`, isMany ? "softmax" : `o${k + 1}`, [sum.t1, sum.s], [target.t0, sum.s]));
    if (!isMany) continue;
    const map = sides(`o${k + 1}`);
    const large = sides("class");
    edges.push(link(flow, "softmax", `o${k + 1}`, [target.t1, map.s], [map.t0, map.s]));
    const at = large.s + spread(k, K, (0.5 * (large.s1 - large.s0)) / K);
    edges.push(link(flow, `o${k + 1}`, "class", [map.t1, map.s], [large.t0, at]));
  }
  return { edges, widest };
}

/**
 * From an output's own 1 to its sum.
 * @param {Places} places
 * @param {LaneShape} of
 * @param {Flow} flow
 * @param {number} k
 * @returns {Edge}
 */
function biasEdge(places, { isMany }, flow, k) {
  const from = isMany ? "bias1" : `bias${k + 1}`;
  const [bias, sum] = [places[from], places[`sum${k + 1}`]];
  const [x, y] = [bias[0] + bias[2] / 2, bias[1] + bias[3] / 2];
  const edge = { id: `o${k + 1},0`, kind: /** @type {const} */ ("output"), from, to: `sum${k + 1}`, i: 0, m: -1, k };
  if (!isMany && flow === "right") {
    const end = sum[1] + sum[3];
    return { ...edge, way: [x, bias[1], x, (bias[1] + end) / 2, x, (bias[1] + end) / 2, x, end] };
  }
  if (flow === "up") {
    const [endX, endY] = isMany ? [sum[0] + sum[2] / 2, sum[1] + sum[3]] : [sum[0] + sum[2], sum[1] + sum[3] / 2];
    const bent = isMany ? [x, bias[1], x, (bias[1] + endY) / 2, endX, (bias[1] + endY) / 2, endX, endY]
      : [bias[0], y, (bias[0] + endX) / 2, y, (bias[0] + endX) / 2, endY, endX, endY];
    return { ...edge, way: bent };
  }
  const [endX, endY] = [sum[0], sum[1] + 0.7 * sum[3]];
  const bulge = Math.min(endX, bias[0]) - 14;
  return { ...edge, way: [bias[0], y, bulge, y, bulge, endY, endX, endY] };
}

/**
 * @param {Flow} flow
 * @param {string} from
 * @param {string} to
 * @param {[number, number]} start
 * @param {[number, number]} end
 * @returns {Edge}
 */
function link(flow, from, to, start, end) {
  return { id: `${from}>${to}`, kind: "link", from, to, i: 0, m: 0, k: 0, way: wayOf(flow, start, [], end) };
}
