// @ts-check
/** A transparent canvas over an element, drawn in CSS pixels at the display's resolution. */

import { make } from "../../shared/js/dom.js";
import { makeSheet } from "./raster.js";

/**
 * @param {HTMLElement} parent a positioned element
 * @param {string} name CSS class
 */
export function makeLayer(parent, name) {
  const canvas = make("canvas", { class: name, "aria-hidden": "true" });
  parent.append(canvas);
  const { begin } = makeSheet(canvas);
  return { canvas, begin: /** @type {(...size: Parameters<typeof begin>) => CanvasRenderingContext2D} */ (begin) };
}
