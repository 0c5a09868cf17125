/**
 * Whether each hidden unit does any work, judged over the training samples.
 *
 * dead       the same output for every sample and no derivative anywhere: nothing can move it
 * saturated  on the flat part of g for nearly every sample, so that hardly any gradient arrives
 * duplicate  its line z = 0 is that of an earlier unit
 * useless    what it adds to the output hardly varies, beside what others add
 */

const FLAT = 0.05; // of the lane's `steepest` slope, which is 0 where g does not grow flat gradually
const NEARLY_ALL = 0.9; // of the samples
const SAME_ANGLE = Math.cos((3 * Math.PI) / 180); // between lines, in a domain scaled to ±1
const TINY = 0.02; // of the largest contribution
const STILL = 1e-9; // of the size of the output
const SLOPE_STEP = 1e-4; // for g′ by central differences

/**
 * @param {object} run
 * @param {object} lane
 * @param {number} step
 * @returns {({kind: string, text: string} | null)[]} a verdict for each hidden unit, or none
 */
export function judgeUnits(run, lane, step) {
  const units = Array.from({ length: lane.n_hidden }, (_, m) => measure(run, lane, step, m));
  const largest = Math.max(...units.map((unit) => unit.contribution));
  return units.map((unit, m) => verdict(run, lane, units, m, largest));
}

function verdict(run, lane, units, m, largest) {
  const unit = units[m];
  const name = `u${m + 1}`;
  if (unit.isStill && unit.steepest === 0 && lane.steepest === 0) {
    return { kind: "dead", text:
      `${name} is dead: it is ${unit.low.toFixed(2)} for every training point and its derivative there ` +
      "is 0, so training cannot move it." };
  }
  if (unit.flatShare >= NEARLY_ALL) {
    return { kind: "saturated", text:
      `${name} is saturated: for ${Math.round(100 * unit.flatShare)} % of the training points g is almost ` +
      "flat, so hardly any gradient reaches its weights." };
  }
  const twin = units.findIndex((other, j) => j < m && isSameLine(unit.line, other.line));
  if (twin >= 0) {
    return { kind: "duplicate", text:
      `${name} is a duplicate: its ${run.nInputs === 1 ? "point" : "line"} z = 0 is that of u${twin + 1}, so the two do the work of one.` };
  }
  if (unit.contribution < TINY * largest) {
    return { kind: "useless", text:
      `${name} is useless so far: what it adds to the output varies by less than ${100 * TINY} % of what ` +
      "the strongest unit adds." };
  }
  return null;
}

function measure(run, lane, step, m) {
  const { value } = lane.g;
  let [low, high, steepest, flat, n] = [Infinity, -Infinity, 0, 0, 0];
  const flatBelow = FLAT * lane.steepest;
  for (let i = 0; i < run.nSamples; i++) {
    if (run.split[i]) continue;
    const z = lane.hiddenScore(step, m, run.sample(i));
    const u = value(z);
    const slope = Math.abs(value(z + SLOPE_STEP) - value(z - SLOPE_STEP)) / (2 * SLOPE_STEP);
    low = Math.min(low, u);
    high = Math.max(high, u);
    steepest = Math.max(steepest, slope);
    if (slope < flatBelow) flat += 1;
    n += 1;
  }
  const weights = Array.from({ length: lane.n_outputs }, (_, k) => Math.abs(lane.outputWeight(step, m, k)));
  return {
    low,
    isStill: high - low <= STILL * Math.max(1, Math.abs(high)),
    steepest,
    flatShare: flat / n,
    contribution: (high - low) * Math.max(...weights),
    line: lineOf(run, lane, step, m),
  };
}

/** Coefficients of z in a domain scaled to ±1, of length 1; null for a constant z. */
function lineOf(run, lane, step, m) {
  let bias = lane.hiddenWeight(step, 0, m);
  const slopes = run.domain.map(([low, high], i) => {
    const w = lane.hiddenWeight(step, i + 1, m);
    bias += (w * (low + high)) / 2;
    return (w * (high - low)) / 2;
  });
  const length = Math.hypot(bias, ...slopes);
  return slopes.some((w) => w !== 0) ? [bias, ...slopes].map((w) => w / length) : null;
}

function isSameLine(a, b) {
  return a !== null && b !== null && Math.abs(a.reduce((s, v, i) => s + v * b[i], 0)) > SAME_ANGLE;
}
