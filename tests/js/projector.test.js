import assert from "node:assert/strict";
import { test } from "node:test";

import { projectorZoom } from "../../nnviz/components/shared/js/projector.js";

test("letters of 11 pixels are shown with 22 in a window 1080 high, and never smaller than they are", () => {
  assert.equal(11 * projectorZoom(1920, 1080), 22);
  assert.equal(11 * projectorZoom(3840, 2160), 44);
  assert.equal(projectorZoom(800, 400), 1);
});

test("a high and narrow window keeps room for the pictures", () => {
  assert.equal(projectorZoom(960, 2000), 1.5);
});
