// @ts-check
/**
 * Where a player is and how it is looked at, as a short text: for the part of an address after "#", and for the player
 * that comes in its place. What is as it always is when a player opens is left out.
 *
 * step=173          at rest on this step; step=end at the last one, whichever that is
 * play              goes on from there
 * speed=30          steps per second
 * sum=2             the sum with two terms; output=2 is the output that it is about
 * off=sigmoid.2     hidden unit 2 of this lane is off, several with commas
 * sample=18         the sample that is chosen, from 1
 * log=1             the scale of the loss axis, where the reader chose it
 * large=sigmoid.o1  the enlarged picture
 *
 * A text from elsewhere can be anything: what a run does not have is left out.
 */

import { FASTEST, SLOWEST } from "./clock.js";

/** @import { Run } from "./types.js" */

/**
 * @typedef {object} PlayerState
 * @property {number | "end" | null} step null for the start, from which a player plays by itself
 * @property {boolean} playing
 * @property {number} speed
 * @property {number | null} terms
 * @property {number} k output of the sum, from 0
 * @property {[string, number][]} off lanes and their units that are off, from 0
 * @property {number | null} sample from 0
 * @property {boolean | null} isLog
 * @property {[string, string] | null} large lane and node
 */

const USUAL_SPEED = 100;
export const STATE_KEYS = ["step", "play", "speed", "sum", "output", "off", "sample", "log", "large"];

/** @param {PlayerState} state */
export function textOfState({ step, playing, speed, terms, k, off, sample, isLog, large }) {
  const parts = [
    step === null ? "" : `step=${step}`,
    step !== null && playing ? "play" : "",
    speed === USUAL_SPEED ? "" : `speed=${Number(speed.toPrecision(4))}`,
    terms === null ? "" : `sum=${terms}`,
    k === 0 ? "" : `output=${k + 1}`,
    off.length === 0 ? "" : `off=${off.map(([lane, m]) => `${encodeURIComponent(lane)}.${m + 1}`).join(",")}`,
    sample === null ? "" : `sample=${sample + 1}`,
    isLog === null ? "" : `log=${Number(isLog)}`,
    large === null ? "" : `large=${encodeURIComponent(large[0])}.${large[1]}`,
  ];
  return parts.filter(Boolean).join("&");
}

/**
 * What a text says of a run.
 * @param {string} text with or without "#"
 * @param {Run} run
 * @returns {PlayerState}
 */
export function readState(text, run) {
  const asked = new URLSearchParams(text.replace(/^#/, ""));
  const whole = (/** @type {string} */ key, /** @type {number} */ least, /** @type {number} */ most) => {
    const found = asked.get(key) ?? "";
    return /^\d{1,7}$/.test(found) ? Math.min(Math.max(Number(found), least), most) : null;
  };
  const speed = Number(asked.get("speed") ?? USUAL_SPEED);
  const log = whole("log", 0, 1);
  const sample = whole("sample", 1, run.nSamples);
  const units = (asked.get("off") ?? "").split(",").map((unit) => nodeOf(unit, run));
  const large = nodeOf(asked.get("large") ?? "", run);
  return {
    step: asked.get("step") === "end" ? "end" : whole("step", 0, run.n_planned),
    playing: asked.has("play"),
    speed: Number.isFinite(speed) ? Math.min(Math.max(speed, SLOWEST), FASTEST) : USUAL_SPEED,
    terms: whole("sum", 0, Math.max(...run.lanes.map((lane) => lane.n_hidden)) + 1),
    k: (whole("output", 1, run.lanes[0].n_outputs) ?? 1) - 1,
    off: units.flatMap((unit) => {
      const m = Number(unit?.[1]) - 1;
      return unit && Number.isInteger(m) && m >= 0 && m < run.lane(unit[0]).n_hidden
        ? [/** @type {[string, number]} */ ([unit[0], m])] : [];
    }),
    sample: sample === null ? null : sample - 1,
    isLog: log === null ? null : log === 1,
    large,
  };
}

/**
 * A lane's name and what follows its last dot; null for a lane that the run does not have.
 * @param {string} text
 * @param {Run} run
 * @returns {[string, string] | null}
 */
function nodeOf(text, run) {
  const [, name, rest] = /^(.*)\.(\w{1,6})$/s.exec(text) ?? [];
  const lane = name === undefined ? null : run.lanes.find((candidate) => [candidate.name, encodeURIComponent(candidate.name)].includes(name));
  return lane ? [lane.name, rest] : null;
}
