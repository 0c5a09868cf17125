/** The browser's numbers as text, by the table that Python's are tested with too. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as format from "../../nnviz/components/shared/js/format.js";

const cases = JSON.parse(readFileSync(new URL("../number_format_cases.json", import.meta.url), "utf8"));

/** JSON holds no infinity and no NaN: in the table they are strings. */
const finite = (argument) =>
  ["NaN", "Infinity", "-Infinity"].includes(argument) ? Number(argument) : argument;

const inTable = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

for (const [name, write] of Object.entries(format)) {
  test(`${name} writes what the table says`, () => {
    assert.ok(cases[inTable(name)]?.length > 0, "the table has no case for it");
    for (const [...args] of cases[inTable(name)]) {
      const expected = args.pop();
      assert.deepEqual(write(...args.map(finite)), expected, JSON.stringify(args));
    }
  });
}
