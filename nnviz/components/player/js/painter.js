// @ts-check
/**
 * Paints one lane, or one node of it, on canvases that it is given. Like all that it calls it knows
 * no element, no document and no window: it runs in a worker as in the page.
 */

import { makeCurves } from "./curve.js";
import { paintEdges } from "./edges.js";
import { lensFrom } from "./lens.js";
import { makePlane } from "./plane.js";
import { makeSheet } from "./raster.js";

/** @import { Canvases, Lane, PaintedScene, Run, Scene } from "./types.js" */

/** @typedef {ReturnType<typeof makePainter>} Painter */

/**
 * @param {Run} run
 * @param {Lane} lane
 * @param {Canvases} canvases
 */
export function makePainter(run, lane, canvases) {
  const painter = (run.nInputs === 1 ? makeCurves : makePlane)(run, lane, canvases);
  const edges = canvases.edges && makeSheet(canvases.edges);
  /** @type {PaintedScene} */
  let scene;
  return {
    /** What a node's canvas shows; null for a node without one. @param {string} node */
    pixels: (node) => painter.pixels(node),
    /** Take all that a picture depends on besides the step; draws nothing. @param {Scene} next */
    setScene(next) {
      scene = { ...next, lens: lensFrom(next.lens) };
      painter.setScene(scene);
    },
    /** @param {number} step */
    draw(step) {
      painter.draw(step);
      if (!edges) return;
      const context = edges.begin(scene.width, scene.height, scene.ratio);
      paintEdges(context, { run, lane, step, ...scene });
      painter.atlas?.drawOn(context, scene.places, scene.ratio);
    },
  };
}
