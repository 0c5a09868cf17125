// @ts-check
/**
 * Maps that move are painted side by side on a canvas that nobody sees, and from there on one canvas of their lane.
 * A canvas for each node costs the browser more than painting does: the page, too, hears of every one, every frame.
 */

/** @import { Context, Place } from "./types.js" */

/** @typedef {{ node: string, width: number, height: number, left: number }} Tile */

/** @returns {Atlas | null} null where there are no canvases without an element */
export function makeAtlas() {
  if (typeof OffscreenCanvas !== "function") return null;
  return new Atlas();
}

export class Atlas {
  constructor() {
    this.canvas = new OffscreenCanvas(1, 1);
    this.context = /** @type {OffscreenCanvasRenderingContext2D} */ (this.canvas.getContext("2d", { alpha: false }));
    /** @type {Map<string, Tile>} */
    this.tiles = new Map();
  }

  /** Whether anything has been put on it. */
  get isUsed() { return this.tiles.size > 0; }

  /**
   * Make room for pictures of these sizes; those that are there are lost.
   * @param {{ node: string, width: number, height: number }[]} sizes
   */
  lay(sizes) {
    const key = (/** @type {Iterable<{ node: string, width: number }>} */ all) => JSON.stringify(Array.from(all, ({ node, width }) => [node, width]));
    if (key(sizes) === key(this.tiles.values())) return;
    this.tiles.clear();
    let left = 0;
    let tallest = 1;
    for (const { node, width, height } of sizes) {
      this.tiles.set(node, { node, width, height, left });
      left += width;
      tallest = Math.max(tallest, height);
    }
    [this.canvas.width, this.canvas.height] = [Math.max(left, 1), tallest];
  }

  /** @param {string} node @param {ImageData} image */
  put(node, image) {
    this.context.putImageData(image, this.tiles.get(node)?.left ?? 0, 0);
  }

  /**
   * Draw every picture at its place, on whole pixels of the display as the page's own elements are.
   * @param {Context} context
   * @param {Record<string, Place>} places in CSS pixels
   * @param {number} ratio
   */
  drawOn(context, places, ratio) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    for (const { node, left, width, height } of this.tiles.values()) {
      const [x, y, w, h] = places[node];
      const [x0, y0] = [Math.round(x * ratio), Math.round(y * ratio)];
      context.drawImage(this.canvas, left, 0, width, height, x0, y0, Math.round((x + w) * ratio) - x0, Math.round((y + h) * ratio) - y0);
    }
  }
}
