// @ts-check
/** Scenes: what the page hands to the painters of a lane, measured from the elements that are there. */

import { lensState } from "./lens.js";

/** @import { LanePlan, Lens, Palette, Place, Scene } from "./types.js" */
/** @import { NodeMap } from "./map.js" */

/**
 * @param {HTMLElement} box that holds the maps, positioned
 * @param {NodeMap[]} maps
 * @param {Pick<Scene, "ratio" | "isMoving" | "isEnlarged" | "color"> & { palette: Palette, lens: Lens }} shown
 * @returns {Scene}
 */
export function sceneOf(box, maps, { lens, ...shown }) {
  /** @type {Record<string, Place>} */
  const places = {};
  for (const { node, frame } of maps) {
    places[node] = [frame.offsetLeft, frame.offsetTop, frame.clientWidth, frame.clientHeight];
  }
  const font = getComputedStyle(box).fontFamily;
  return { ...shown, width: box.clientWidth, height: box.clientHeight, places, edges: [], widest: 0, lens: lensState(lens), font };
}

/**
 * The scene of a lane that was planned.
 * @param {HTMLElement} box of the lane
 * @param {LanePlan} plan
 * @param {Pick<Scene, "ratio" | "isMoving" | "isEnlarged" | "color"> & { palette: Palette, lens: Lens }} shown
 * @returns {Scene}
 */
export function plannedScene(box, { box: [, , width, height], places, edges, widest }, { lens, ...shown }) {
  const font = getComputedStyle(box).fontFamily;
  return { ...shown, width, height, places, edges, widest, lens: lensState(lens), font };
}
