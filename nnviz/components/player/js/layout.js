// @ts-check
/** Sizes of the pictures for a given width: as large as the row and a sensible height allow. */

/** @import { Layout, Run } from "./types.js" */

/** What a plan needs of a run. */
/** @typedef {Pick<Run, "nInputs" | "n_classes"> & { lanes: { n_hidden: number, n_outputs: number }[] }} Shown */

/** @typedef {Pick<Layout, "shape" | "output" | "small" | "map"> & { columns: number }} Plan */

const NARROW = 620; // below: a phone, everything under each other
const COMPACT = 960; // below: names and numbers over the maps instead of beside them
const HEAD = 118;
const STATS = 78;
const SUM = 56;
const GAP = 12;
const CAPTION = 42; // name, colour bar and its ends
const LEAST_MAP = 66; // a name and a weight still fit above it
const DENSE = 84; // below: only a weight's number fits
const CURVE_ASPECT = 1.4; // width over height of a curve's picture

/**
 * @param {number} width of the player in CSS pixels
 * @param {Shown} run
 * @returns {Layout}
 */
export function planLayout(width, run) {
  const plan = (width < NARROW ? narrowPlan : rowPlan)(width, run);
  const aspect = aspectOf(run);
  return {
    ...plan,
    aspect,
    isDense: plan.map < DENSE,
    css: {
      "--nv-map": `${plan.map}px`,
      "--nv-output": `${plan.output}px`,
      "--nv-small": `${plan.small}px`,
      "--nv-columns": String(plan.columns),
      "--nv-small-columns": String(plan.shape === "narrow" ? 2 : smallColumns(run.lanes[0].n_outputs)),
      "--nv-aspect": String(aspect),
    },
  };
}

/** @param {Shown} run */
const aspectOf = (run) => (run.nInputs === 1 ? CURVE_ASPECT : 1);
/**
 * Columns of the small output maps, beside the map of the most likely class.
 * @param {number} nOutputs
 */
const smallColumns = (nOutputs) => Math.ceil(nOutputs / 2);

/**
 * A phone: the output as wide as the screen, hidden maps in two columns.
 * @param {number} width
 * @returns {Plan}
 */
function narrowPlan(width) {
  const output = Math.floor(Math.min(width, 420));
  const half = Math.floor((output - GAP) / 2);
  return { shape: "narrow", columns: 2, map: half, output, small: half };
}

/**
 * Hidden maps and the outputs side by side, the maps in as many rows as makes them largest.
 * @param {number} width
 * @param {Shown} run
 * @returns {Plan}
 */
function rowPlan(width, run) {
  const nHidden = Math.max(...run.lanes.map((lane) => lane.n_hidden));
  const nLanes = run.lanes.length;
  const nOutputs = run.lanes[0].n_outputs;
  const aspect = aspectOf(run);
  const shape = width < COMPACT ? "compact" : "wide";
  // One lane may be tall; several should fit on a projector together.
  const height = nLanes === 1 ? 400 : nLanes === 2 && shape === "wide" ? 268 : 232;
  const isMany = run.n_classes > 2;
  const nLarge = isMany ? 1 : nOutputs;
  const output = Math.floor(Math.max(150, Math.min((height - CAPTION) * aspect, (0.3 * width) / nLarge ** 0.5)));
  const small = isMany ? Math.floor((output + CAPTION - GAP / 2) / 2 - CAPTION) : 0;
  const outputs = nLarge * (output + GAP) - GAP + (isMany ? smallColumns(nOutputs) * (small + GAP) : 0);
  const beside = shape === "wide" ? HEAD + STATS + 4 * GAP : 2 * GAP;
  const room = width - SUM - outputs - beside;
  let best = { map: 0, columns: 1 };
  for (let rows = 1; rows <= 4; rows++) {
    const columns = Math.ceil(nHidden / rows);
    const map = Math.floor(Math.min((room + GAP) / columns - GAP, (height / rows - CAPTION) * aspect));
    if (map > best.map) best = { map, columns };
  }
  if (best.map < LEAST_MAP) {
    // Rather a tall lane than maps that cannot be read.
    const columns = Math.max(1, Math.floor((room + GAP) / (LEAST_MAP + GAP)));
    best = { map: Math.min(Math.floor((room + GAP) / columns - GAP), DENSE), columns };
  }
  const largest = Math.round(200 * aspect);
  return { shape, output, small, columns: best.columns, map: Math.max(48, Math.min(best.map, largest)) };
}

/**
 * Hand a layout to the style sheet.
 * @param {HTMLElement} box the player
 * @param {Layout} layout
 */
export function applyLayout(box, { shape, isDense, css }) {
  box.classList.toggle("nv-narrow", shape === "narrow");
  box.classList.toggle("nv-compact", shape === "compact");
  box.classList.toggle("nv-dense", isDense);
  for (const [name, value] of Object.entries(css)) box.style.setProperty(name, value);
}
