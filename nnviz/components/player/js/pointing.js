// @ts-check
/** The pointer, which shows the same x in every picture, and the sample that was chosen with it. */

import { nearestSample } from "./points.js";

/** @import { Run } from "./types.js" */

const NEAR = 0.03; // of a picture's side: a sample so near to the pointer is named beside the value

/**
 * @param {{ readonly run: Run, readonly lanes: any[], readonly step: number }} shown what the player shows now
 * @param {(sample: number | null) => void} onChoose
 */
export function makePointing(shown, onChoose) {
  /** @type {{ unit: number[], x: number[], near: number | null } | null} */
  let pointer = null; // unit from 0 to 1, x in data units, near a sample
  /** @type {number | null} */
  let chosen = null; // index of a sample

  /** @param {MouseEvent} event @param {HTMLElement} frame */
  function unitOf(event, frame) {
    const rect = frame.getBoundingClientRect();
    const clamp = (/** @type {number} */ v) => Math.min(Math.max(v, 0), 1);
    return [
      clamp((event.clientX - rect.left) / rect.width),
      clamp(1 - (event.clientY - rect.top) / rect.height),
    ];
  }

  const pointing = {
    get chosen() { return chosen; },
    /**
     * Follow the pointer over a picture.
     * @param {any} lane
     * @param {{ frame: HTMLElement }} map
     */
    follow(lane, map) {
      const { frame } = map;
      const place = (/** @type {number} */ i) => lane.place(map, i);
      frame.onpointermove = (event) => {
        const unit = unitOf(event, frame);
        const x = shown.run.domain.map(([low, high], axis) => low + unit[axis] * (high - low));
        const { index, distance } = nearestSample(shown.run, unit, place);
        pointer = { unit, x, near: distance < NEAR ? index : null };
        pointing.show();
      };
      frame.onpointerleave = () => {
        pointer = null;
        pointing.show();
      };
      frame.onclick = (event) => {
        const { index } = nearestSample(shown.run, unitOf(event, frame), place);
        pointing.choose(index === chosen ? null : index);
      };
    },
    /**
     * Put the pointer on a point of the feature space, from 0 to 1: for the keyboard.
     * @param {number[]} unit
     */
    moveTo(unit) {
      const x = shown.run.domain.map(([low, high], axis) => low + unit[axis] * (high - low));
      pointer = { unit, x, near: null };
      pointing.show();
    },
    /** Show crosshair and values for the step that is shown. */
    show() {
      const { unit = null, x = null, near = null } = pointer ?? {};
      shown.lanes.forEach((lane) => {
        lane.showPointer(unit, x, shown.step);
        lane.writeValues(shown.step, x, near);
      });
    },
    /** The same, and a ring around the chosen sample. */
    showAll() {
      pointing.show();
      shown.lanes.forEach((lane) => lane.showChosen(chosen));
    },
    /** @param {number | null} sample */
    choose(sample) {
      chosen = sample;
      pointing.showAll();
      onChoose(sample);
    },
    /**
     * Choose the sample `by` places further in the sample's order.
     * @param {number} by
     */
    chooseNext(by) {
      const { nSamples } = shown.run;
      pointing.choose(((chosen ?? (by > 0 ? -1 : 0)) + by + nSamples) % nSamples);
    },
    /** Take a choice that was made before, of which nobody needs to be told. @param {number | null} sample */
    keep(sample) { chosen = sample; },
    /** Forget the pointer, and a choice that the run does not have. */
    reset() {
      pointer = null;
      if (chosen !== null && chosen >= shown.run.nSamples) chosen = null;
    },
  };
  return pointing;
}
