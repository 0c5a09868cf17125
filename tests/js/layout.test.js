/** Places of everything in a lane: for every window and every kind of run they fit and can be read. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { planLayout } from "../../nnviz/components/player/js/layout.js";

/** Room for the lanes in windows of 390×844, 1024×768, 1366×768, 1440×900 and 1920×1080, and 1920×1080 in projector mode, drawn twice as large. */
const ROOMS = [[369, 500], [706, 470], [1048, 470], [1122, 600], [1596, 790], [944, 409, true]]
  .map(([width, height, isHall = false]) => ({ width, height, isHall }));
const ZOOM = 2; // of the projector mode

const KINDS = { binary: [2, 1, 2], classes: [5, 5, 2], number: [0, 1, 2], numbers: [0, 2, 2], curve: [0, 1, 1] };

const runOf = ([n_classes, n_outputs, nInputs], nLanes, n_hidden) =>
  ({ nInputs, n_classes, lanes: Array.from({ length: nLanes }, () => ({ n_hidden, n_outputs })) });

const SIZES = Array.from({ length: 16 }, (_, i) => i + 1);

/** Call with the plan of every lane, in every room, for every problem, 1–4 lanes and 1–16 units. */
function everywhere(check) {
  for (const room of ROOMS) {
    for (const [problem, kind] of Object.entries(KINDS)) {
      for (const nLanes of [1, 2, 3, 4]) {
        for (const n of SIZES) {
          const layout = planLayout(room, runOf(kind, nLanes, n));
          const where = `${room.width}×${room.height} ${problem}, ${nLanes} lanes, ${n} units`;
          layout.lanes.forEach((plan) => check(plan, layout, where));
        }
      }
    }
  }
}

/** Pictures, texts, colour bars and numbers of a lane, by name. */
const boxesOf = ({ places, captions, head, stats, scale }) => Object.entries({
  ...places, head, stats, scale,
  ...Object.fromEntries(Object.entries(captions).flatMap(([node, { name, note, bar }]) =>
    [[`${node} name`, name], [`${node} note`, note], [`${node} bar`, bar]]).filter(([, box]) => box)),
});

const overlap = ([l, t, w, h], [L, T, W, H]) => Math.min(l + w, L + W) - Math.max(l, L) > 1 && Math.min(t + h, T + H) - Math.max(t, T) > 1;

test("nothing overlaps, captions included", () => {
  everywhere((plan, _layout, where) => {
    const boxes = boxesOf(plan);
    boxes.forEach(([a, first], i) => boxes.slice(i + 1).forEach(([b, second]) =>
      assert.ok(!overlap(first, second), `${where}: ${a} ${first} and ${b} ${second}`)));
  });
});

test("nothing is cut, and lanes keep apart", () => {
  everywhere((plan, { lanes, width, height }, where) => {
    const [left, top, w, h] = plan.box;
    assert.ok(left >= 0 && top >= 0 && left + w <= width && top + h <= height, where);
    for (const [name, [l, t, bw, bh]] of boxesOf(plan)) {
      assert.ok(l >= -1 && t >= -1 && l + bw <= w + 1 && t + bh <= h + 1 && bw > 0 && bh > 0, `${where}: ${name} ${[l, t, bw, bh]} in ${[w, h]}`);
    }
    lanes.filter((other) => other !== plan).forEach(({ box }) => assert.ok(!overlap(plan.box, box), where));
  });
});

/** Whether a point is on the border of a box, within a pixel. */
const isAtSide = ([x, y], [l, t, w, h]) =>
  x >= l - 1 && x <= l + w + 1 && y >= t - 1 && y <= t + h + 1 &&
  Math.min(Math.abs(x - l), Math.abs(x - l - w), Math.abs(y - t), Math.abs(y - t - h)) <= 1;

test("edges begin and end at the sides of their nodes", () => {
  everywhere(({ edges, places }, _layout, where) => {
    for (const { id, from, to, way } of edges) {
      const isRound = from === "one"; // a circle is inside its box
      if (!isRound) assert.ok(isAtSide(way.slice(0, 2), places[from]), `${where}: ${id} from ${from}`);
      assert.ok(isAtSide(way.slice(-2), places[to]), `${where}: ${id} to ${to}`);
    }
  });
});

test("no edge runs through a map of another unit", () => {
  everywhere(({ edges, places }, _layout, where) => {
    const maps = Object.entries(places).filter(([node]) => /^h\d/.test(node));
    for (const { id, from, to, way, kind } of edges) {
      if (kind === "link" || from.startsWith("bias")) continue;
      for (let at = 0; at + 7 < way.length; at += 6) {
        for (const t of [0.2, 0.5, 0.8]) {
          const [x, y] = [0, 1].map((axis) => [1, 3, 3, 1].reduce((sum, binomial, i) =>
            sum + binomial * t ** i * (1 - t) ** (3 - i) * way[at + 2 * i + axis], 0));
          const hit = maps.find(([node, [l, top, w, h]]) =>
            node !== from && node !== to && x > l + 1 && x < l + w - 1 && y > top + 1 && y < top + h - 1);
          assert.ok(!hit, `${where}: ${id} through ${hit?.[0]}`);
        }
      }
    }
  });
});

test("4 units in two lanes: large enough for a lecture hall, and without scrolling", () => {
  const run = runOf(KINDS.binary, 2, 4);
  const sizes = (room) => planLayout(room, run);
  const [, , laptop, larger, full, hall] = ROOMS.map(sizes);
  assert.ok(full.output >= 360 && full.hidden >= 170, `${full.output} ${full.hidden}`);
  assert.ok(ZOOM * hall.output >= 480 && ZOOM * hall.hidden >= 200, `${hall.output} ${hall.hidden}`);
  [laptop, larger, full, hall].forEach((layout, i) => assert.ok(layout.height <= ROOMS[i + 2].height && layout.columns === 2));
});

test("both outputs of two lanes are at the top of a phone, side by side", () => {
  for (const n of SIZES) {
    const [{ box: [, firstTop], places: a }, { box: [, secondTop], places: b }] = planLayout(ROOMS[0], runOf(KINDS.binary, 2, n)).lanes;
    assert.deepEqual([firstTop, a.o1], [secondTop, b.o1]);
    assert.ok(a.o1[2] >= 140 && a.o1[1] + a.o1[3] <= 350);
  }
});

test("unit m is at the same height in every lane, whatever a lane has besides", () => {
  const run = { nInputs: 2, n_classes: 2, lanes: [{ n_hidden: 3, n_outputs: 1 }, { n_hidden: 3, n_outputs: 1 }] };
  const [a, b] = planLayout(ROOMS[4], run).lanes;
  ["h1", "h2", "h3"].forEach((node) => assert.equal(a.places[node][1], b.places[node][1]));
});
