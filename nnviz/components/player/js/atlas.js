// @ts-check
/**
 * Maps that move are painted side by side on a canvas that nobody sees, and from there on one canvas of their lane.
 * A canvas for each node costs the browser more than painting does: the page, too, hears of every one, every frame.
 */

/** @import { Context, Place } from "./types.js" */

/** @typedef {{ node: string, width: number, height: number }} TileSize */
/** @typedef {ReturnType<typeof makeAtlas>} MaybeAtlas */
/** @typedef {Exclude<MaybeAtlas, null>} Atlas */

const RIM = 1; // pixels around a picture that repeat its outermost ones: smoothing must not see a neighbour

/** An atlas without pictures; null where there are no canvases without an element. */
export function makeAtlas() {
  if (typeof OffscreenCanvas !== "function") return null;
  const canvas = new OffscreenCanvas(1, 1);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
  /** @type {Map<string, TileSize & { left: number }>} */
  const tiles = new Map();
  let laid = "";
  let image = context.createImageData(1, 1);
  let pixels = new Uint32Array(image.data.buffer);

  return {
    /** Whether it has pictures. */
    get isUsed() { return tiles.size > 0; },
    /** Make room for pictures of these sizes; if they are others than before, those are lost. @param {TileSize[]} sizes */
    lay(sizes) {
      const key = JSON.stringify(sizes);
      if (key === laid) return;
      laid = key;
      tiles.clear();
      let left = 0;
      for (const { node, width, height } of sizes) {
        tiles.set(node, { node, width, height, left });
        left += width + 2 * RIM;
      }
      canvas.width = Math.max(left, 1);
      canvas.height = Math.max(...sizes.map(({ height }) => height + 2 * RIM), 1);
      image = context.createImageData(canvas.width, canvas.height);
      pixels = new Uint32Array(image.data.buffer);
    },
    /** Take a node's picture, row after row. @param {string} node @param {Uint32Array} picture */
    put(node, picture) {
      const tile = tiles.get(node);
      if (!tile) return;
      const { left, width, height } = tile;
      for (let r = -RIM; r < height + RIM; r++) {
        const from = Math.min(Math.max(r, 0), height - 1) * width;
        const to = (r + RIM) * canvas.width + left;
        pixels.fill(picture[from], to, to + RIM);
        pixels.set(picture.subarray(from, from + width), to + RIM);
        pixels.fill(picture[from + width - 1], to + RIM + width, to + RIM + width + RIM);
      }
    },
    /**
     * Draw every picture at its place, on whole pixels of the display as the page's own elements are.
     * @param {Context} target
     * @param {Record<string, Place>} places in CSS pixels
     * @param {number} ratio
     */
    drawOn(target, places, ratio) {
      context.putImageData(image, 0, 0);
      target.setTransform(1, 0, 0, 1, 0, 0);
      target.globalAlpha = 1;
      for (const { node, left, width, height } of tiles.values()) {
        const [x, y, w, h] = places[node];
        const [x0, y0] = [Math.round(x * ratio), Math.round(y * ratio)];
        const [x1, y1] = [Math.round((x + w) * ratio), Math.round((y + h) * ratio)];
        target.drawImage(canvas, left + RIM, RIM, width, height, x0, y0, x1 - x0, y1 - y0);
      }
    },
  };
}
