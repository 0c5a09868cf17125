// @ts-check
/** The lenses of all lanes: one sum for all of them, and the units that each has switched off. */

import { makeLens } from "./lens.js";

/** @import { Lane, Lens, Run } from "./types.js" */

/** @typedef {ReturnType<typeof makeLenses>} Lenses */

export function makeLenses() {
  /** @type {Map<string, Lens>} */
  const lenses = new Map(); // by lane's name
  /** @type {{ terms: number | null, k: number }} */
  const sum = { terms: null, k: 0 };
  /** @type {Lane[]} */
  let lanes = [];

  /** @param {string} name of a lane @returns {Lens} */
  const of = (name) => /** @type {Lens} */ (lenses.get(name));

  return {
    of,
    /** Every lens shows the same sum; this is the first one. */
    get first() { return of(lanes[0].name); },
    /** One more than there are hidden units: then g_O of the whole sum is shown. */
    get mostTerms() { return Math.max(...lanes.map((lane) => lane.n_hidden)) + 1; },
    /**
     * Take another run; how a lane was looked at stays if the run has it too.
     * @param {Pick<Run, "lanes">} next
     */
    setRun(next) {
      ({ lanes } = next);
      const kept = new Map(lenses);
      lenses.clear();
      sum.k = Math.min(sum.k, lanes[0].n_outputs - 1);
      if (sum.terms !== null) sum.terms = Math.min(sum.terms, this.mostTerms);
      for (const lane of lanes) {
        const lens = makeLens();
        kept.get(lane.name)?.off.forEach((m) => { if (m < lane.n_hidden) lens.off.add(m); });
        lenses.set(lane.name, Object.assign(lens, sum));
      }
    },
    /**
     * Look at the sum in another way.
     * @param {Partial<typeof sum>} change
     */
    setSum(change) {
      Object.assign(sum, change);
      lenses.forEach((lens) => Object.assign(lens, sum));
    },
    /** Switch these units off and all others on. @param {[string, number][]} off names of lanes, and units */
    setOff(off) {
      lenses.forEach((lens) => lens.off.clear());
      off.forEach(([name, m]) => of(name).off.add(m));
    },
    /**
     * @param {string} name of a lane
     * @param {number} m
     * @returns {boolean} whether hidden unit m is off now
     */
    switchUnit(name, m) {
      const { off } = of(name);
      if (!off.delete(m)) off.add(m);
      return off.has(m);
    },
  };
}
