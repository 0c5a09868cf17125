// @ts-check
/** Canvases as the painters use them, in the page or in a worker: nothing here touches an element. */

import { paintClasses, paintValues } from "./colors.js";

/** @import { Atlas } from "./atlas.js" */
/** @import { Canvas, Context } from "./types.js" */
/** @import { ColorTable } from "./colors.js" */

/** @typedef {ReturnType<typeof makeRaster>} Raster */

/**
 * A node's picture, in pixels of its own.
 * @param {string} node "h1" …, "o1" … or "class"
 * @param {Canvas} canvas
 * @param {boolean} isClear whether what is under the canvas shines through
 */
function makeRaster(node, canvas, isClear) {
  const context = /** @type {Context} */ (canvas.getContext("2d", { alpha: isClear }));
  /** @type {ImageData | null} */
  let image = null;
  let pixels = new Uint32Array(0);
  /** @type {Atlas | null} */
  let atlas = null; // where the picture goes instead of its own canvas

  /** Put what `fill` writes into the pixels where they are seen. @param {(pixels: Uint32Array, cols: number) => void} fill */
  function put(fill) {
    if (!image) {
      image = context.createImageData(size.width, size.height);
      pixels = new Uint32Array(image.data.buffer);
    }
    fill(pixels, size.width);
    if (atlas) {
      atlas.put(node, pixels);
    } else {
      fit(canvas, size);
      context.putImageData(image, 0, 0);
    }
  }

  const size = { width: canvas.width, height: canvas.height }; // of the picture

  return {
    node, canvas, context, size,
    /** Of the hidden unit or output, from 0. */
    index: Number(node.slice(1)) - 1,
    /**
     * Give the canvas so many pixels; its content is then gone.
     * @param {number} width
     */
    resize(width, height = width) {
      if (size.width !== width || size.height !== height) image = null;
      Object.assign(size, { width, height });
      if (!atlas) fit(canvas, size);
    },
    /** Go to an atlas, which has room for it, or back to its own canvas. @param {Atlas | null} next */
    moveTo(next) { atlas = next; },
    /** Let what is under its own canvas be seen. (A canvas of another size would wait for the page, and all others with it.) */
    hide: () => context.clearRect(0, 0, canvas.width, canvas.height),
    /** What is seen of it. */
    look: () => (atlas && image ? { ...size, data: image.data.slice() } : context.getImageData(0, 0, canvas.width, canvas.height)),
    /** @param {Float64Array} values @param {ColorTable} table */
    paint: (values, table) => put((into, cols) => paintValues(into, values, cols, table)),
    /** @param {Uint8Array} winner @param {Float64Array} confidence @param {Uint32Array[]} tables */
    paintClasses: (winner, confidence, tables) =>
      put((into, cols) => paintClasses(into, winner, confidence, cols, tables)),
  };
}

/**
 * Give a canvas a size; its content is then gone.
 * @param {Canvas} canvas
 * @param {{ width: number, height: number }} size
 */
function fit(canvas, { width, height }) {
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = width;
  canvas.height = height;
}

/**
 * The pictures of some or all nodes of a lane.
 * @param {Record<string, Canvas>} maps by node
 */
export function makeRasters(maps, isClear = false) {
  const all = Object.entries(maps).map(([node, canvas]) => makeRaster(node, canvas, isClear));
  return {
    all,
    /** @param {string} node */
    pixels(node) {
      return all.find((candidate) => candidate.node === node)?.look() ?? null;
    },
    hidden: all.filter(({ node }) => node[0] === "h"),
    outputs: all.filter(({ node }) => node[0] === "o"),
    classes: all.find(({ node }) => node === "class") ?? null,
  };
}

/**
 * A transparent canvas that is drawn on in CSS pixels, at the display's resolution.
 * @param {Canvas} canvas
 */
export function makeSheet(canvas) {
  const context = /** @type {Context} */ (canvas.getContext("2d"));
  return {
    canvas, context,
    /**
     * Clear, fit to width × height CSS pixels and return the context, scaled to them.
     * @param {number} width
     * @param {number} height
     * @param {number} ratio pixels for each CSS pixel
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
