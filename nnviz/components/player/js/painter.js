// @ts-check
/**
 * Paints one lane, or one node of it, on canvases that it is given. Like all that it calls it knows
 * no element, no document and no window: it runs in a worker as in the page.
 */

import { makeCurves } from "./curve.js";
import { haveMoved, paintEdges, signedWidths } from "./edges.js";
import { lensFrom } from "./lens.js";
import { makePlane } from "./plane.js";
import { makeSheet } from "./raster.js";

/** @import { Canvases, Lane, PaintedScene, Run, Scene } from "./types.js" */

/** @typedef {ReturnType<typeof makePainter>} Painter */

const EDGES_EVERY = 3; // frames, while it moves: widths change slowly, and many dashed curves cost more than the maps

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
  let framesSince = 0; // the edges were painted
  let widths = new Float64Array(0); // of the painted edges

  /** Whether the edges can stay as they are: they run through no map. @param {import("./edges.js").EdgesShown} shown */
  function areEdgesGood(shown) {
    framesSince += 1;
    if (!scene.isMoving || !painter.atlas) return false;
    return framesSince < EDGES_EVERY || !haveMoved(signedWidths(shown), widths);
  }

  return {
    /** What a node's canvas shows; null for a node without one. @param {string} node */
    pixels: (node) => painter.pixels(node),
    /** Take all that a picture depends on besides the step; draws nothing. @param {Scene} next */
    setScene(next) {
      scene = { ...next, lens: lensFrom(next.lens) };
      framesSince = EDGES_EVERY;
      widths = new Float64Array(0);
      painter.setScene(scene);
    },
    /** @param {number} step */
    draw(step) {
      painter.draw(step);
      if (!edges) return;
      const shown = { run, lane, step, ...scene };
      if (!areEdgesGood(shown)) {
        framesSince = framesSince > EDGES_EVERY ? run.lanes.indexOf(lane) % EDGES_EVERY : 0; // lanes take turns
        widths = signedWidths(shown);
        paintEdges(edges.begin(scene.width, scene.height, scene.ratio), shown);
      }
      painter.atlas?.drawOn(edges.context, scene.places, scene.ratio);
    },
  };
}
