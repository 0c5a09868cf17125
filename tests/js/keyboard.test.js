/** Keys and what they do. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { handleKey } from "../../nnviz/components/player/js/keyboard.js";

/** The commands that a key calls, by name and argument. */
function pressed(key, more = {}) {
  const called = [];
  const commands = new Proxy({}, { get: (_, name) => (argument) => called.push([name, argument]) });
  handleKey({ key, code: "", shiftKey: false, ...more }, commands, { speed: 100 });
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

test("a digit's key is unit 1 to 10, with Shift unit 11 on, wherever the characters are", () => {
  assert.deepEqual(pressed("3", { code: "Digit3" }), ["switchUnit", 3]);
  assert.deepEqual(pressed("0", { code: "Digit0" }), ["switchUnit", 10]);
  assert.deepEqual(pressed("\"", { code: "Digit2", shiftKey: true }), ["switchUnit", 12]);
  assert.deepEqual(pressed("=", { code: "Digit0", shiftKey: true }), ["allOn"]);
  assert.deepEqual(pressed("&", { code: "Digit1" }), []); // a French keyboard without Shift
});
