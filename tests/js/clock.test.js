/** The playhead is a pure function of time: how often anyone looks changes nothing. */

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { makeClock, playedTo, stepAt } from "../../nnviz/components/player/js/clock.js";

let now = 0;
performance.now = () => now;
mock.timers.enable({ apis: ["setTimeout"] });

/** Let time go on, in so many parts. */
function pass(milliseconds, parts = 1) {
  for (let i = 0; i < parts; i++) {
    now += milliseconds / parts;
    mock.timers.tick(milliseconds / parts);
  }
}

let clock;
let anchors;
let ticks;
let stops;

beforeEach(() => {
  clock?.halt();
  [anchors, ticks, stops] = [[], [], 0];
  clock = makeClock({
    onAnchor: (anchor) => anchors.push(anchor), onTick: (step) => ticks.push(step), onStop: () => { stops += 1; },
  });
  clock.nSteps = 1000;
});

test("a position is the start and speed times the time since, up to the end, and never before the start", () => {
  const anchor = { from: 10, at: 5000, speed: 200, playing: true };
  const positions = [4000, 5000, 5500, 60_000].map((time) => playedTo(anchor, 300, time));
  assert.deepEqual(positions, [10, 10, 110, 300]);
  assert.equal(playedTo({ ...anchor, playing: false }, 300, 60_000), 10);
  assert.equal(stepAt({ ...anchor, from: 0.7 }, 300, 5001), 0);
});

for (const parts of [1, 7, 60]) {
  test(`two seconds at 100 steps a second are 200 steps, looked at ${parts} times`, () => {
    clock.play();
    pass(2000, parts);
    assert.ok(Math.abs(clock.step - 200) <= 1, `${clock.step}`);
    assert.ok(clock.playing);
  });
}

test("whoever has the anchor knows the step without asking", () => {
  clock.play();
  pass(250);
  clock.speed = 400;
  pass(500);
  assert.equal(stepAt(anchors.at(-1), 1000, performance.timeOrigin + now), clock.step);
  assert.equal(clock.step, 25 + 200);
});

test("playback stops at the end by itself, once, and starts there from 0", () => {
  clock.play();
  pass(20_000, 40);
  assert.deepEqual([clock.step, clock.playing, stops], [1000, false, 1]);
  clock.play();
  assert.deepEqual([clock.step, clock.playing], [0, true]);
});

test("texts are told a few times a second, and a pause ends that", () => {
  clock.play();
  clock.play();
  pass(1600, 1600);
  assert.equal(ticks.length, 10);
  clock.pause();
  clock.pause();
  const { step } = clock;
  pass(1000, 10);
  assert.deepEqual([ticks.length, stops, clock.step], [10, 1, step]);
  assert.deepEqual([anchors.at(-1).from, anchors.at(-1).playing], [step, false]);
});

test("halt calls nothing, and a run without steps does not play", () => {
  clock.play();
  clock.halt();
  assert.equal(stops, 0);
  clock.nSteps = 0;
  clock.play();
  assert.equal(clock.playing, false);
});

test("while it is held it plays on paper only, and then goes on from where it was", () => {
  clock.play();
  pass(100);
  clock.hold(true);
  pass(3_600_000);
  assert.deepEqual([clock.step, clock.playing, anchors.at(-1).playing], [10, true, false]);
  clock.hold(false);
  pass(100);
  assert.equal(clock.step, 20);
});

test("the playhead goes to whole steps that there are", () => {
  for (const [wanted, step] of [[-5, 0], [3.6, 4], [2000, 1000]]) {
    clock.moveTo(wanted);
    assert.equal(clock.step, step);
  }
});

test("at the end of a run that grows a playback waits, and goes on when there is more", () => {
  clock.nSteps = 50;
  clock.isGrowing = true;
  clock.play();
  pass(3000, 30);
  assert.deepEqual([clock.step, clock.playing, stops], [50, true, 0]);
  clock.nSteps = 100;
  pass(200, 2);
  assert.equal(clock.step, 70);
  clock.isGrowing = false;
  pass(3000, 30);
  assert.deepEqual([clock.step, clock.playing, stops], [100, false, 1]);
});

test("a step that is asked for before it is there is wanted, until another is asked for", () => {
  clock.nSteps = 50;
  clock.isGrowing = true;
  clock.moveTo(173);
  assert.deepEqual([clock.step, clock.wanted], [50, 173]);
  clock.moveTo(20);
  assert.deepEqual([clock.step, clock.wanted], [20, null]);
});
