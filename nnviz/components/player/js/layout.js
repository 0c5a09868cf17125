// @ts-check
/**
 * Places and sizes of all lanes for a window: side by side where that makes the maps larger, else under
 * each other. Nothing is read back from the page: these numbers are where things are.
 */

import { leastHeight, planRight } from "./layout_lane.js";
import { planUp } from "./layout_phone.js";

/** @import { LanePlan, Layout, Run } from "./types.js" */
/** @import { LaneShape } from "./layout_lane.js" */

/** What a plan needs of a run. */
/** @typedef {Pick<Run, "nInputs" | "n_classes"> & { lanes: { n_hidden: number, n_outputs: number }[] }} Planned */

/** @typedef {{ width: number, height: number, isHall: boolean }} Room for all lanes, in CSS pixels, and whether it is a hall's */

const NARROW = 620; // below: a phone
const COMPACT = 960;
const LANES_APART = 24;
const CURVE_ASPECT = 1.4; // width over height of a curve's picture
const ENOUGH_OUTPUT = 640; // an output map larger than that is no gain
const LARGE_HIDDEN = 120;
const LEAST_RIGHT = 330; // width of a lane that flows to the right

/**
 * @param {Room} room
 * @param {Planned} run
 * @returns {Layout}
 */
export function planLayout(room, run) {
  const { width, isHall } = room;
  const isNarrow = width < NARROW;
  const nLanes = run.lanes.length;
  const shapes = run.lanes.map((lane) => shapeOf(run, lane, isHall));
  const counts = isNarrow ? [Math.min(nLanes, 2)] : Array.from({ length: nLanes }, (_, i) => i + 1);
  const plans = counts
    .filter((count) => count === 1 || isNarrow || laneWidth(room, count) >= LEAST_RIGHT)
    // Rather a page that scrolls than maps that cannot be read; but nobody scrolls in a hall.
    .flatMap((count) => (isHall ? [0] : [0, 330, 420]).map((least) => inColumns(count, room, shapes, least)));
  const best = plans.reduce((a, b) => (b.merit > a.merit ? b : a));
  return {
    ...best,
    aspect: shapes[0].aspect,
    shape: shapeOfWidth(width),
  };
}

/** What a player of this width is. @param {number} width @returns {Layout["shape"]} */
export const shapeOfWidth = (width) => (width < NARROW ? "narrow" : width < COMPACT ? "compact" : "wide");

/** @param {Planned} run @param {Planned["lanes"][number]} lane @param {boolean} isHall @returns {LaneShape} */
const shapeOf = (run, lane, isHall) => ({
  n: lane.n_hidden, K: lane.n_outputs, nInputs: run.nInputs, isMany: run.n_classes > 2, hasLink: run.n_classes > 0,
  aspect: run.nInputs === 1 ? CURVE_ASPECT : 1, isHall,
});

/** @param {Room} room */
const lanesApart = ({ width, isHall }) => (isHall ? LANES_APART / 3 : width < NARROW ? LANES_APART / 2 : LANES_APART);

/** @param {Room} room @param {number} count */
const laneWidth = (room, count) => Math.floor((room.width - (count - 1) * lanesApart(room)) / count);

/**
 * @param {number} count lanes side by side
 * @param {Room} room
 * @param {LaneShape[]} shapes
 * @param {number} least height of a lane
 */
function inColumns(count, room, shapes, least) {
  const { width, height } = room;
  const isNarrow = width < NARROW;
  const apart = lanesApart(room);
  const each = laneWidth(room, count);
  const nRows = Math.ceil(shapes.length / count);
  const share = Math.floor((height - (nRows - 1) * apart) / nRows);
  // Lanes are planned alike, so that unit m is at the same height in each.
  const most = shapes.reduce((a, b) => (b.n > a.n ? b : a));
  const high = Math.ceil(isNarrow ? share : Math.max(share, leastHeight(most), least));
  const planned = (/** @type {LaneShape} */ shape) => (isNarrow ? planUp : planRight)([each, high], shape);
  const plan = planned(most);
  const lanes = shapes.map((shape, i) => {
    const own = shape.n === most.n ? plan : planned(shape);
    const [left, top] = [(i % count) * (each + apart), Math.floor(i / count) * (plan.box[3] + apart)];
    return /** @type {LanePlan} */ ({ ...own, box: [left, top, each, Math.max(own.box[3], plan.box[3])] });
  });
  const total = Math.max(...lanes.map(({ box }) => box[1] + box[3]));
  const [, , hidden] = plan.places.h1;
  const [, , output] = plan.places[most.isMany ? "class" : "o1"];
  const fits = Math.min(1, height / total);
  return {
    lanes, width, height: total, columns: count, hidden, output,
    merit: (Math.min(output, ENOUGH_OUTPUT) + Math.min(hidden, LARGE_HIDDEN)) * fits,
  };
}
