// @ts-check
/** A transparent canvas over an element, drawn in CSS pixels at the display's resolution. */

import { make } from "../../shared/js/dom.js";

/**
 * @param {HTMLElement} parent a positioned element
 * @param {string} name CSS class
 */
export function makeLayer(parent, name) {
  const canvas = make("canvas", { class: name, "aria-hidden": "true" });
  parent.append(canvas);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  return {
    canvas,
    /**
     * Clear, fit to width × height CSS pixels and return the context, scaled to them.
     * @param {number} width
     * @param {number} height
     * @param {number} ratio
     */
    begin(width, height, ratio) {
      const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (canvas.width !== w || canvas.height !== h) {
        canvas.width = w;
        canvas.height = h;
      } else {
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.clearRect(0, 0, w, h);
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      return context;
    },
  };
}
