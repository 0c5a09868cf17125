// @ts-check
/** What is written over a node's picture: as elements, and as text for a saved one. */

import { symbol } from "../../shared/js/dom.js";

/** @import { Lane, Lens, Run } from "./types.js" */

/**
 * What an output's picture shows: z_O, or u_O and what it means.
 * @param {Run} run
 * @param {Lane} lane
 * @param {number} k
 * @param {boolean} isScore
 * @returns {(Node | string)[]}
 */
export function outputTitle(run, lane, k, isScore) {
  const index = lane.n_outputs > 1 ? `O,${k + 1}` : "O";
  if (run.n_classes > 2) return isScore ? [symbol("z", "O"), `, class ${k}`] : [run.head.outputName(k)];
  if (isScore) return [symbol("z", index)];
  return [symbol("u", index), ` = ${run.head.outputName(k)}`];
}

/**
 * What any node's picture shows.
 * @param {Run} run
 * @param {Lane} lane
 * @param {string} node
 * @param {Lens} lens
 * @returns {(Node | string)[]}
 */
export function nodeTitle(run, lane, node, lens) {
  if (node === "class") return ["most likely class ŷ"];
  const index = Number(node.slice(1));
  if (node[0] === "o") return outputTitle(run, lane, index - 1, lens.isScore(lane.n_hidden));
  return lens.isSum ? [symbol("w", index), symbol("u", index)] : [symbol("u", index)];
}

/** The same as text. @param {Parameters<typeof nodeTitle>} of */
export const nodeText = (...of) => nodeTitle(...of).map((part) =>
  (typeof part === "string" ? part : (part.textContent ?? "").replace("O", "_O"))).join("");
