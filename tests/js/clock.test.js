/** The playhead moves by elapsed time, whatever the display's rate. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { makeClock } from "../../nnviz/components/player/js/clock.js";

/** The display of a test: `show(time)` is one frame at a time in ms. */
const display = { waiting: new Map(), next: 1 };
globalThis.requestAnimationFrame = (tick) => {
  display.waiting.set(display.next, tick);
  return display.next++;
};
globalThis.cancelAnimationFrame = (request) => display.waiting.delete(request);

function show(time) {
  const ticks = [...display.waiting.values()];
  display.waiting.clear();
  ticks.forEach((tick) => tick(time));
  return ticks.length;
}

let clock;
let stops;
let start;

beforeEach(() => {
  display.waiting.clear();
  stops = 0;
  clock = makeClock(() => {}, () => { stops += 1; });
  clock.nSteps = 1000;
  clock.speed = 100;
  start = performance.now();
});

for (const frames of [1, 7, 60]) {
  test(`two seconds at 100 steps a second are 200 steps, shown in ${frames} frames`, () => {
    clock.play();
    for (let i = 1; i <= frames; i++) show(start + (2000 * i) / frames);
    assert.ok(Math.abs(clock.step - 200) <= 1, `${clock.step}`);
    assert.ok(clock.playing);
  });
}

test("playback stops at the end by itself, once, and starts there from 0", () => {
  clock.play();
  show(start + 20_000);
  assert.deepEqual([clock.step, clock.playing, stops, show(start + 21_000)], [1000, false, 1, 0]);
  clock.play();
  assert.deepEqual([clock.step, clock.playing], [0, true]);
});

test("two calls of play are one animation loop, and pause ends it", () => {
  clock.play();
  clock.play();
  assert.equal(show(start + 10), 1);
  clock.pause();
  clock.pause();
  assert.deepEqual([show(start + 20), stops, clock.playing], [0, 1, false]);
});

test("halt calls nothing, and a run without steps does not play", () => {
  clock.play();
  clock.halt();
  assert.deepEqual([show(start + 20), stops], [0, 0]);
  clock.nSteps = 0;
  clock.play();
  assert.equal(clock.playing, false);
});

test("the playhead goes to whole steps that there are", () => {
  for (const [wanted, step] of [[-5, 0], [3.6, 4], [2000, 1000]]) {
    clock.moveTo(wanted);
    assert.equal(clock.step, step);
  }
});
