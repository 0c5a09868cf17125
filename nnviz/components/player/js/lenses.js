/** The lenses of all lanes: one sum for all of them, and the units that each has switched off. */

import { makeLens } from "./lens.js";

export function makeLenses() {
  const lenses = new Map(); // lane's name -> lens
  const sum = { terms: null, k: 0 };
  let run = null;

  return {
    of: (lane) => lenses.get(lane),
    /** Every lens shows the same sum; this is the first one. */
    get first() { return lenses.get(run.lanes[0].name); },
    /** One more than there are hidden units: then g_O of the whole sum is shown. */
    get mostTerms() { return Math.max(...run.lanes.map((lane) => lane.n_hidden)) + 1; },
    /** Take another run; how a lane was looked at stays if the run has it too. */
    setRun(next) {
      run = next;
      const kept = new Map(lenses);
      lenses.clear();
      sum.k = Math.min(sum.k, run.lanes[0].n_outputs - 1);
      if (sum.terms !== null) sum.terms = Math.min(sum.terms, this.mostTerms);
      for (const lane of run.lanes) {
        const lens = makeLens();
        kept.get(lane.name)?.off.forEach((m) => { if (m < lane.n_hidden) lens.off.add(m); });
        lenses.set(lane.name, Object.assign(lens, sum));
      }
    },
    /** Look at the sum in another way: {terms} or {k}. */
    setSum(change) {
      Object.assign(sum, change);
      lenses.forEach((lens) => Object.assign(lens, sum));
    },
    /** @returns {boolean} whether hidden unit m of a lane is off now */
    switchUnit(lane, m) {
      const { off } = lenses.get(lane);
      if (!off.delete(m)) off.add(m);
      return off.has(m);
    },
  };
}
