// @ts-check
/**
 * The weights of edges, and how wide they are drawn. Input standardisation is folded into the weights
 * that are shown, so a bias in the data's units may be huge and say nothing. Widths therefore follow the
 * weights that the same network has for inputs that run from −1 to 1 over the picture.
 */

/** @import { Edge, Lane, Run } from "./types.js" */

/** @typedef {Pick<Edge, "kind" | "i" | "m" | "k">} Weighted */

const SAMPLED = 60; // steps that the scale of widths looks at
const TOP = 0.9; // quantile of the edges' largest weights that gets the full width

/** @type {WeakMap<Lane, number>} */
const fullWidths = new WeakMap(); // goes with the lanes of its run

/** The weight as the lecture has it, in the data's units. @param {Lane} lane @param {number} step @param {Weighted} edge */
export function edgeWeight(lane, step, { kind, i, m, k }) {
  return kind === "hidden" ? lane.hiddenWeight(step, i, m) : lane.outputWeight(step, m, k);
}

/**
 * The weight for inputs that run from −1 to 1 over the picture: of an input half the change of z across
 * it, of the bias z in its middle.
 * @param {Run["domain"]} domain
 * @param {Lane} lane
 * @param {number} step
 * @param {Weighted} edge
 */
export function scaledWeight(domain, lane, step, edge) {
  const weight = edgeWeight(lane, step, edge);
  if (edge.kind !== "hidden") return weight;
  if (edge.i > 0) return weight * halfOf(domain[edge.i - 1]);
  return domain.reduce((z, [low, high], axis) => z + (lane.hiddenWeight(step, axis + 1, edge.m) * (low + high)) / 2, weight);
}

/** @param {[number, number]} ends */
const halfOf = ([low, high]) => (high - low) / 2;

/** Whether the inputs run from −1 to 1 as they are. @param {Run["domain"]} domain */
export const isScaled = (domain) => domain.every(([low, high]) => low === -1 && high === 1);

/**
 * The weight from which on an edge has its full width: one for all edges and steps of a lane.
 * @param {Run["domain"]} domain
 * @param {Lane} lane
 */
export function fullWidthWeight(domain, lane) {
  const known = fullWidths.get(lane);
  if (known !== undefined) return known;
  const stride = Math.max(1, Math.ceil(lane.n_steps / SAMPLED));
  const largest = everyEdge(lane, domain.length).map((edge) => {
    let most = Math.abs(scaledWeight(domain, lane, lane.n_steps, edge));
    for (let step = 0; step < lane.n_steps; step += stride) {
      most = Math.max(most, Math.abs(scaledWeight(domain, lane, step, edge)));
    }
    return most;
  }).filter(Number.isFinite).sort((a, b) => a - b);
  const full = largest[Math.round(TOP * (largest.length - 1))] || 1;
  fullWidths.set(lane, full);
  return full;
}

/** @param {Lane} lane @param {number} nInputs @returns {Weighted[]} */
function everyEdge(lane, nInputs) {
  /** @type {Weighted[]} */
  const all = [];
  for (let m = 0; m < lane.n_hidden; m++) {
    for (let i = 0; i <= nInputs; i++) all.push({ kind: "hidden", i, m, k: 0 });
  }
  for (let k = 0; k < lane.n_outputs; k++) {
    for (let m = -1; m < lane.n_hidden; m++) all.push({ kind: "output", i: 0, m, k });
  }
  return all;
}
