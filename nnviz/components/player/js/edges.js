// @ts-check
/** The edges of a lane's graph, under its maps. */

/** @import { Context, Lane, PaintedScene } from "./types.js" */

/**
 * Paint every edge of a lane at a step; none yet.
 * @param {Context} context cleared, in CSS pixels of the lane's box
 * @param {PaintedScene & { lane: Lane, step: number }} shown
 */
export function paintEdges(context, { palette }) {
  context.strokeStyle = palette.rule;
}
