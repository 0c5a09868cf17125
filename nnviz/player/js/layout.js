/** Sizes of the maps for a given width: as large as the row and a sensible height allow. */

const NARROW = 620; // below: a phone, everything under each other
const COMPACT = 960; // below: names and numbers over the maps instead of beside them
const HEAD = 118;
const STATS = 78;
const SUM = 44;
const GAP = 12;
const CAPTION = 42; // name, colour bar and its ends

/**
 * @param {number} width of the player in CSS pixels
 * @param {object[]} lanes
 * @returns {{map: number, output: number, shape: "narrow" | "compact" | "wide",
 *            css: Object<string, string>}}
 */
export function planLayout(width, lanes) {
  const most = Math.max(...lanes.map((lane) => lane.n_hidden));
  const plan = width < NARROW ? narrowPlan(width) : rowPlan(width, most, lanes.length);
  return {
    ...plan,
    css: {
      "--nv-map": `${plan.map}px`,
      "--nv-output": `${plan.output}px`,
      "--nv-columns": String(plan.columns),
    },
  };
}

/** A phone: the output as wide as the screen, hidden maps in two columns. */
function narrowPlan(width) {
  const output = Math.floor(Math.min(width, 420));
  return { shape: "narrow", columns: 2, map: Math.floor((output - GAP) / 2), output };
}

/** Hidden maps and the output side by side, the maps in as many rows as makes them largest. */
function rowPlan(width, nHidden, nLanes) {
  const shape = width < COMPACT ? "compact" : "wide";
  // One lane may be tall; several should fit on a projector together.
  const height = nLanes === 1 ? 400 : nLanes === 2 && shape === "wide" ? 268 : 232;
  const output = Math.floor(Math.max(150, Math.min(height - CAPTION, 0.3 * width)));
  const beside = shape === "wide" ? HEAD + STATS + 4 * GAP : 2 * GAP;
  const room = width - SUM - output - beside;
  let best = { map: 0, columns: 1 };
  for (let rows = 1; rows <= 4; rows++) {
    const columns = Math.ceil(nHidden / rows);
    const map = Math.floor(Math.min((room + GAP) / columns - GAP, height / rows - CAPTION));
    if (map > best.map) best = { map, columns };
  }
  return { shape, output, columns: best.columns, map: Math.max(48, Math.min(best.map, 200)) };
}
