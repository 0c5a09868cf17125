/** Maps that move share a canvas without touching each other. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { makeAtlas } from "../../nnviz/components/player/js/atlas.js";

/** A canvas that keeps what was put on it, as numbers. */
class FakeCanvas {
  getContext() {
    return {
      createImageData: (width, height) => ({ data: new Uint8ClampedArray(4 * width * height) }),
      putImageData: ({ data }) => { this.pixels = new Uint32Array(data.buffer); },
    };
  }
}

test("around a picture its outermost pixels are repeated, so that no neighbour shines in", (t) => {
  globalThis.OffscreenCanvas = FakeCanvas;
  t.after(() => { delete globalThis.OffscreenCanvas; });
  const atlas = makeAtlas();
  atlas.lay([{ node: "h1", width: 2, height: 2 }, { node: "h2", width: 1, height: 1 }]);
  atlas.put("h1", new Uint32Array([1, 2, 3, 4]));
  atlas.put("h2", new Uint32Array([7]));
  const drawn = [];
  const target = { setTransform() {}, drawImage: (canvas, ...where) => drawn.push([canvas, where]) };
  atlas.drawOn(target, { h1: [10.2, 5, 20, 20], h2: [40, 5, 20, 20] }, 2);
  const [[canvas, where]] = drawn;
  assert.deepEqual([...canvas.pixels], [
    1, 1, 2, 2, 7, 7, 7,
    1, 1, 2, 2, 7, 7, 7,
    3, 3, 4, 4, 7, 7, 7,
    3, 3, 4, 4, 0, 0, 0,
  ]);
  assert.deepEqual(where, [1, 1, 2, 2, 20, 10, 40, 40]); // whole pixels of the display
});
