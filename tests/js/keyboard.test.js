/** Keys and what they do. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { handleKey } from "../../nnviz/components/player/js/keyboard.js";

/** The commands that a key calls, by name and argument. */
function pressed(key, { target = {}, ...more } = {}) {
  const called = [];
  const commands = new Proxy({}, { get: (_, name) => (argument) => called.push([name, argument]) });
  const event = { key, composedPath: () => [target], preventDefault() { this.defaultPrevented = true; }, ...more };
  handleKey(event, commands, { speed: 100 });
  return called.flat().filter((part) => part !== undefined);
}

test("letters mean the same with Caps Lock", () => {
  assert.deepEqual(pressed("s"), ["toggleSum"]);
  assert.deepEqual(pressed("S"), ["toggleSum"]);
});

test("arrows step, with Shift by ten", () => {
  assert.deepEqual(pressed("ArrowRight"), ["jump", 1]);
  assert.deepEqual(pressed("ArrowLeft", { shiftKey: true }), ["jump", -10]);
});

test("shortcuts of the browser and keys of a focused control are left alone", () => {
  assert.deepEqual(pressed("s", { ctrlKey: true }), []);
  assert.deepEqual(pressed(" ", { target: { tagName: "BUTTON" } }), []);
  assert.deepEqual(pressed("ArrowRight", { target: { tagName: "INPUT", type: "range" } }), []);
});
