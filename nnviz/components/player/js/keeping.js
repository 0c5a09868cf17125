// @ts-check
/** Where the player is and how it is looked at, taken from its parts and put back into them. */

import { readState, textOfState } from "./state.js";

/** @import { Run } from "./types.js" */

/**
 * @typedef {object} Kept the player's parts
 * @property {Run} run
 * @property {ReturnType<typeof import("./clock.js").makeClock>} clock
 * @property {import("./lenses.js").Lenses} lenses
 * @property {ReturnType<typeof import("./pointing.js").makePointing>} pointing
 * @property {ReturnType<typeof import("./enlarging.js").makeEnlarging>} enlarging
 * @property {ReturnType<typeof import("./timeline.js").makeTimeline>} timeline
 */

/** @param {Readonly<Kept>} player */
export function stateText({ run, clock, lenses, pointing, enlarging, timeline }) {
  const from = clock.playing ? Math.floor(clock.anchor.from) : clock.step;
  const { terms, k } = lenses.first;
  return textOfState({
    step: clock.playing && from === 0 ? null : !clock.playing && from === clock.nSteps ? "end" : from,
    playing: clock.playing,
    speed: clock.speed,
    terms, k,
    off: run.lanes.flatMap(({ name }) => [...lenses.of(name).off].sort((a, b) => a - b)
      .map((m) => /** @type {[string, number]} */ ([name, m]))),
    sample: pointing.chosen,
    isLog: timeline.chosenLog,
    large: enlarging.view ? [enlarging.view.lane.name, enlarging.view.node] : null,
  });
}

/**
 * Put the playhead, the lenses, the choice and the loss axis where a text says. What opens and closes pictures comes
 * after it: the text's enlarged picture is returned.
 * @param {Readonly<Kept>} player
 * @param {string} text
 */
export function putBack({ run, clock, lenses, pointing, timeline }, text) {
  const state = readState(text, run);
  const { terms, k, off } = state;
  clock.halt();
  clock.speed = state.speed;
  clock.moveTo(state.step === "end" ? run.n_steps : state.step ?? 0);
  lenses.setOff(off);
  lenses.setSum({ terms, k });
  pointing.keep(state.sample);
  timeline.setLog(state.isLog);
  return { large: state.large, isPlaying: state.playing || state.step === null };
}
