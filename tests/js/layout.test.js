/** Sizes of the pictures: for every width and every kind of run they fit and can be read. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { planLayout } from "../../nnviz/components/player/js/layout.js";

const WIDTHS = [320, 360, 390, 619, 620, 768, 959, 960, 1100, 1280, 1440, 1920];

const runs = [];
for (const nInputs of [1, 2]) {
  for (const nLanes of [1, 2, 4]) {
    for (const nHidden of [1, 2, 4, 8, 16]) {
      for (const [nClasses, nOutputs] of [[2, 1], [3, 3], [5, 5], [0, 1], [0, 2]]) {
        const lanes = Array.from({ length: nLanes }, () => ({ n_hidden: nHidden, n_outputs: nOutputs }));
        runs.push({ nInputs, n_classes: nClasses, lanes });
      }
    }
  }
}

/** Call with every run at every width. */
function everywhere(check) {
  for (const run of runs) {
    for (const width of WIDTHS) check(planLayout(width, run), width, run, `${width} px: ${JSON.stringify(run)}`);
  }
}

test("the shape follows the width alone", () => {
  everywhere((plan, width) => {
    assert.equal(plan.shape, width < 620 ? "narrow" : width < 960 ? "compact" : "wide");
  });
});

test("hidden maps and large outputs fit side by side, or on a phone under each other", () => {
  everywhere((plan, width, run, where) => {
    const columns = Number(plan.css["--nv-columns"]);
    const hidden = columns * (plan.map + 12) - 12;
    const nLarge = run.n_classes > 2 ? 1 : run.lanes[0].n_outputs;
    const outputs = nLarge * (plan.output + 12);
    assert.ok((plan.shape === "narrow" ? Math.max(hidden, plan.output) : hidden + outputs) <= width, where);
  });
});

test("no map is smaller than 48 px, and a map is dense where only a number fits", () => {
  everywhere((plan, _width, _run, where) => {
    assert.ok(plan.map >= 48 && plan.output >= 150, where);
    assert.equal(plan.isDense, plan.map < 84, where);
  });
});

test("sizes are whole pixels, and the style sheet gets the same ones", () => {
  everywhere((plan, _width, run, where) => {
    assert.ok([plan.map, plan.output, plan.small].every(Number.isInteger), where);
    const { "--nv-map": map, "--nv-output": output, "--nv-small": small, "--nv-aspect": aspect } = plan.css;
    assert.deepEqual([map, output, small], [`${plan.map}px`, `${plan.output}px`, `${plan.small}px`]);
    assert.equal(Number(aspect), run.nInputs === 1 ? 1.4 : 1);
  });
});

test("a wider player never has smaller outputs of the same shape", () => {
  for (const run of runs) {
    for (const [low, high] of [[960, 1100], [1100, 1440], [1440, 1920], [620, 900], [320, 619]]) {
      assert.ok(planLayout(low, run).output <= planLayout(high, run).output);
    }
  }
});
