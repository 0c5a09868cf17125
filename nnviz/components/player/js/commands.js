// @ts-check
/** What keys, buttons and sliders do. */

/** @typedef {ReturnType<typeof import("./clock.js").makeClock>} Clock */
/** @typedef {ReturnType<typeof import("./enlarging.js").makeEnlarging>} Enlarging */
/** @typedef {import("./lenses.js").Lenses} Lenses */
/** @typedef {ReturnType<typeof import("./pointing.js").makePointing>} Pointing */

/**
 * @typedef {object} Commanded what commands need of a player
 * @property {Clock} clock
 * @property {Enlarging} enlarging
 * @property {Lenses} lenses
 * @property {Pointing} pointing
 * @property {() => void} play
 * @property {(step: number) => void} go
 * @property {(change: { terms?: number | null, k?: number }) => void} setSum
 * @property {(stepsPerSecond: number) => void} showSpeed
 * @property {{ readonly lane: Lane }} inUse the lane that keys mean
 * @property {(lane: Lane, m: number) => void} switchUnit
 * @property {() => void} toggleLog
 */

/** @typedef {ReturnType<typeof makeCommands>} Commands */

/** @import { Lane } from "./types.js" */

/** @param {Commanded} player */
export function makeCommands(player) {
  const { clock, enlarging, lenses, pointing, play, go, setSum, showSpeed, toggleLog, inUse, switchUnit } = player;
  return {
    toggle: () => (clock.playing ? clock.pause() : play()),
    start: () => go(0),
    end: () => go(clock.nSteps),
    back: () => go(clock.step - 1),
    forward: () => go(clock.step + 1),
    jump: (/** @type {number} */ by) => go(clock.step + by),
    chooseNext: (/** @type {number} */ by) => pointing.chooseNext(by),
    /** Close what is open; false if nothing is. */
    escape() {
      if (enlarging.view) enlarging.close();
      else if (pointing.chosen !== null) pointing.choose(null);
      else return false;
      return true;
    },
    /** Switch hidden unit `number`, from 1; false if the lane has no such unit. */
    switchUnit(/** @type {number} */ number) {
      const { lane } = inUse;
      if (number > lane.n_hidden) return false;
      switchUnit(lane, number - 1);
      return true;
    },
    /** Switch all hidden units of the lane on; false if they are. */
    allOn() {
      const off = [...lenses.of(inUse.lane.name).off];
      off.forEach((m) => switchUnit(inUse.lane, m));
      return off.length > 0;
    },
    toggleSum: () => setSum({ terms: lenses.first.isSum ? null : 0 }),
    setTerms: (/** @type {number} */ terms) => setSum({ terms }),
    setOutput: (/** @type {number} */ k) => setSum({ k }),
    addTerm(/** @type {number} */ by) {
      const { terms } = lenses.first;
      if (terms !== null) setSum({ terms: Math.min(Math.max(terms + by, 0), lenses.mostTerms) });
    },
    setSpeed(/** @type {number} */ speed) {
      clock.speed = speed;
      showSpeed(speed);
    },
    toggleLog,
  };
}
