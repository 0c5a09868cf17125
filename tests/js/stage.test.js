/** The stage paints what its messages say, once a frame, wherever it runs. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { sharedNow } from "../../nnviz/components/player/js/clock.js";
import { makeStage } from "../../nnviz/components/player/js/stage.js";
import { payloadOf } from "./support.js";

globalThis.Path2D = class { moveTo() {} lineTo() {} };

/** A canvas that keeps what was put on it. */
function makeCanvas() {
  const context = new Proxy({
    puts: 0,
    createImageData: (width, height) => ({ width, height, data: new Uint8ClampedArray(4 * width * height) }),
    putImageData(image) { context.image = image; context.puts += 1; },
    getImageData: () => context.image,
  }, { get: (target, name) => (name in target ? target[name] : () => {}) });
  return { width: 1, height: 1, getContext: () => context, context };
}

const palette = {
  low: "#0000ff", high: "#ff0000", ground: "#ffffff", line: "#000000", text: "#000000", muted: "#888888", rule: "#cccccc",
};
const scene = {
  width: 300, height: 100, places: { h1: [0, 0, 80, 80], o1: [100, 0, 160, 160] }, edges: [], widest: 0, palette, color: "#000000",
  lens: { off: [], terms: null, k: 0 }, ratio: 1, isMoving: true, isEnlarged: false, font: "serif",
};
const resting = (from) => ({ kind: "clock", anchor: { from, at: 0, speed: 100, playing: false } });

let frames;
let answers;
let stage;
let canvases;

/** Show one frame of the display; return whether another one is asked for. */
function showFrame() {
  frames.splice(0).forEach((act) => act());
  return frames.length > 0;
}

beforeEach(() => {
  [frames, answers] = [[], []];
  canvases = { a: makeCanvas(), b: makeCanvas() };
  stage = makeStage((answer) => answers.push(answer), (act) => frames.push(act));
  stage.receive({ kind: "canvases", canvases: Object.entries(canvases) });
  stage.receive({ kind: "run", bytes: payloadOf({ nSteps: 500 }) });
  stage.receive({ kind: "view", view: "tanh0", lane: "tanh0", maps: { h1: "a", o1: "b" }, lines: null, edges: null });
});

test("nothing is painted before there is a scene, and then many changes are one frame", () => {
  stage.receive(resting(3));
  showFrame();
  assert.equal(canvases.a.context.puts, 0);
  stage.receive({ kind: "scene", view: "tanh0", scene });
  stage.receive(resting(4));
  stage.receive(resting(5));
  assert.equal(showFrame(), false);
  assert.deepEqual([canvases.a.context.puts, canvases.b.context.puts], [1, 1]);
});

test("it plays by the clock alone, a frame of the display at a time, and stops at the end", () => {
  stage.receive({ kind: "scene", view: "tanh0", scene });
  stage.receive({ kind: "clock", anchor: { from: 0, at: sharedNow() - 1000, speed: 100, playing: true } });
  assert.equal(showFrame(), true);
  stage.receive({ kind: "painted", id: 1 });
  assert.ok(answers[0].painted.step >= 100);
  stage.receive({ kind: "clock", anchor: { from: 0, at: sharedNow() - 6000, speed: 100, playing: true } });
  assert.equal(showFrame(), false);
  stage.receive({ kind: "painted", id: 2 });
  assert.equal(answers[1].painted.step, 500);
});

test("pixels are those of the step that was asked for last, though no frame has come since", () => {
  stage.receive({ kind: "scene", view: "tanh0", scene });
  stage.receive(resting(7));
  stage.receive({ kind: "pixels", id: 9, view: "tanh0", node: "h1" });
  const [{ id, picture }] = answers;
  assert.deepEqual([id, picture.step, picture.width, picture.data.length], [9, 7, 60, 4 * 60 * 60]);
});

test("a view that was forgotten, and a node that is not shown, have no pixels", () => {
  stage.receive({ kind: "pixels", id: 1, view: "tanh0", node: "h2" });
  stage.receive({ kind: "forget", view: "tanh0", canvases: ["a", "b"] });
  stage.receive({ kind: "pixels", id: 2, view: "tanh0", node: "h1" });
  assert.deepEqual(answers.map(({ picture }) => picture), [null, null]);
});

test("what has no size is not painted: a hidden page's player has none", () => {
  stage.receive({ kind: "scene", view: "tanh0", scene: { ...scene, width: 0, height: 0 } });
  showFrame();
  assert.equal(canvases.a.context.puts, 0);
});
