// @ts-check
/**
 * How many pixels of their own the maps get. At rest as many as the display shows of them, within a
 * budget of memory; while they move few, since the eye does not see more then. The browser scales
 * smoothly, and boundaries are lines at any resolution.
 */

/** @import { Run } from "./types.js" */
/** @typedef {{ map: number, output: number, ratio: number, isEnlarged?: boolean }} Sizes of a hidden map and
 *    of the largest output map in CSS pixels, and the display's pixels for each of them */

const LEAST_HIDDEN = 60; // pixels a side, whatever the size on screen
const LEAST_OUTPUT = 151; // odd, so that every other cell reaches both edges
const LEAST_OF_MANY = 113; // of three outputs or more, which are smaller on screen, and odd too

const MEGABYTE = 2 ** 20;
const OUTPUT_BUDGET = 64 * MEGABYTE; // for the output maps of all lanes together
const HIDDEN_BUDGET = 32 * MEGABYTE;
const NUMBER = 8; // bytes of a value
const PIXELS = 8; // bytes of a pixel: in its canvas and in the picture put there

/**
 * Pixels a side of every hidden map.
 * @param {Run} run
 * @param {Sizes} sizes
 * @param {boolean} isMoving
 */
export function hiddenSide(run, sizes, isMoving) {
  const nMaps = run.lanes.reduce((n, lane) => n + lane.n_hidden, 0);
  const most = side(HIDDEN_BUDGET, NUMBER * run.lanes.length + PIXELS * nMaps);
  if (isMoving) return sizes.isEnlarged ? 2 * LEAST_HIDDEN : LEAST_HIDDEN;
  return within(sizes.map * sizes.ratio, LEAST_HIDDEN, most);
}

/**
 * Pixels a side of every output map, and of the map of classes.
 * @param {Run} run
 * @param {Sizes} sizes
 * @param {boolean} isMoving
 */
export function outputSide(run, sizes, isMoving) {
  const nOutputs = run.lanes[0].n_outputs;
  const most = side(OUTPUT_BUDGET, run.lanes.length * bytesPerCell(nOutputs));
  if (isMoving && !sizes.isEnlarged) return nOutputs > 2 ? LEAST_OF_MANY : LEAST_OUTPUT;
  if (isMoving) return 2 * LEAST_OUTPUT - 1;
  return within(sizes.output * sizes.ratio, LEAST_OUTPUT, most);
}

/**
 * Bytes of one cell of a lane's output maps: scores and their traced copy, twice where a second
 * network is drawn as a dashed line; several outputs share the work of units and have a softmax.
 * @param {number} nOutputs
 */
function bytesPerCell(nOutputs) {
  const numbers = nOutputs === 1 ? 5 : 3 * nOutputs + 13;
  return NUMBER * numbers + PIXELS * (nOutputs === 1 ? 1 : nOutputs + 1);
}

/** @param {number} budget bytes @param {number} each bytes */
const side = (budget, each) => Math.floor(Math.sqrt(budget / each));

/** @param {number} full @param {number} least @param {number} most */
const within = (full, least, most) => Math.max(Math.min(Math.round(full), most), least);
