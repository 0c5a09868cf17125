/** A player's state as text: what is written can be read again, and what is wrong is left out. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { saidOf } from "../../nnviz/components/player/js/address.js";
import { readState, textOfState } from "../../nnviz/components/player/js/state.js";
import { makeRun } from "./support.js";

const two = (activation) => ({ activation, W_H: [[0, 0], [1, 0], [0, 1]], W_O: [[0], [1], [1]], n_steps: 9 });
const RUN = makeRun({ X: [[0, 0], [1, 1], [0, 1]], y: [0, 1, 1], lanes: [two("tanh"), two("identity")], n_steps: 9 });
const USUAL = { step: null, playing: true, speed: 100, terms: null, k: 0, off: [], sample: null, isLog: null, large: null };

test("a player as it opens needs no words", () => {
  assert.equal(textOfState(USUAL), "");
  assert.deepEqual(readState("", RUN), { ...USUAL, playing: false });
});

test("what is written is read again", () => {
  const state = {
    step: 7, playing: false, speed: 30, terms: 2, k: 0, off: [["tanh0", 1], ["identity1", 0]], sample: 2, isLog: false,
    large: ["tanh0", "o1"],
  };
  assert.equal(textOfState(state), "step=7&speed=30&sum=2&off=tanh0.2,identity1.1&sample=3&log=0&large=tanh0.o1");
  for (const next of [state, { ...state, step: "end" }, { ...state, playing: true }]) {
    assert.deepEqual(readState(`#${textOfState(next)}`, RUN), next);
  }
});

test("what a run does not have is left out or brought into its bounds", () => {
  const wrong = "step=99999&speed=1e9&sum=77&output=9&off=tanh0.3,none.1,tanh0.x,.,tanh0.0&sample=0&log=5&large=none.o1";
  assert.deepEqual(readState(wrong, RUN), {
    ...USUAL, playing: false, step: 9, speed: 1000, terms: 3, sample: 0, isLog: true,
  });
});

test("any text is read without an error", () => {
  const letters = "step=play&#%.,+-0159eEnd~off sum\u2028\ud800large";
  let seed = 1;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let i = 0; i < 2000; i++) {
    const text = Array.from({ length: random(60) }, () => letters[random(letters.length)]).join("");
    const { step, terms, sample } = readState(text, RUN);
    assert.ok(step === null || step === "end" || (step >= 0 && step <= 9), text);
    assert.ok((terms === null || terms <= 3) && (sample === null || sample < 3), text);
  }
});

test("an address is about the player that it names, and about a page's only one otherwise", () => {
  assert.equal(saidOf("#step=3", "player"), "step=3");
  assert.equal(saidOf("#player=flat&step=3", "flat"), "player=flat&step=3");
  assert.equal(saidOf("#step=3", "flat"), "");
  assert.equal(saidOf("#player=flat&step=3", "player"), "");
  for (const other of ["", "#", "#a-heading", "#steps=3"]) assert.equal(saidOf(other, "player"), "");
});
