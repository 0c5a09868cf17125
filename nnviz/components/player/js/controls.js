// @ts-check
/** The row of buttons under the lanes: transport, speed, scale of the loss axis, step counter. */

import { FASTEST, SLOWEST } from "./clock.js";
import { make, setText } from "../../shared/js/dom.js";
import { count } from "../../shared/js/format.js";
import { iconButton, relabel } from "../../shared/js/icons.js";

/**
 * Steps per second for a slider position from 0 to 1, evenly spaced in ratio.
 * @param {number} position
 */
export const speedAt = (position) => SLOWEST * (FASTEST / SLOWEST) ** position;
/** @param {number} speed */
const positionAt = (speed) => Math.log(speed / SLOWEST) / Math.log(FASTEST / SLOWEST);

/** @typedef {import("../../shared/js/icons.js").IconName} IconName */

/**
 * @typedef {object} Actions what each control does
 * @property {() => void} toggle
 * @property {() => void} start
 * @property {() => void} back
 * @property {() => void} forward
 * @property {() => void} end
 * @property {() => void} toggleLog
 * @property {(stepsPerSecond: number) => void} setSpeed
 */

/** @param {Actions} on */
export function makeControls(on) {
  /** @param {IconName} name @param {string} label @param {() => void} action @param {string[]} classes */
  const button = (name, label, action, ...classes) => {
    const made = iconButton(name, label, action);
    made.classList.add("nv-button", ...classes);
    made.dataset.action = name;
    return made;
  };
  const play = button("play", "Play (Space)", on.toggle, "nv-primary");
  const speed = make("input", {
    type: "range", min: "0", max: "1", step: "0.01", class: "nv-speed",
    "aria-label": "Speed in steps per second", "data-action": "speed",
  });
  const speedText = make("span", { class: "nv-speed-text" });
  speed.oninput = () => on.setSpeed(speedAt(Number(speed.value)));
  const log = make("button", {
    type: "button", class: "nv-button nv-log", "aria-pressed": "false", "data-action": "log",
    title: "Logarithmic loss axis", click: on.toggleLog,
  }, "log");
  const counter = make("b", { class: "nv-step" });
  const total = make("span", { class: "nv-muted" });
  const element = make(
    "div", { class: "nv-controls" },
    make("div", { class: "nv-buttons", role: "group", "aria-label": "Playback" },
      button("start", "To the start (Home)", on.start),
      button("back", "One step back (←)", on.back),
      play,
      button("forward", "One step forward (→)", on.forward),
      button("end", "To the end (End)", on.end)),
    make("label", { class: "nv-speed-label" }, make("span", { class: "nv-muted" }, "speed"), speed, speedText),
    make("div", { class: "nv-counter" }, make("span", { class: "nv-muted" }, "step "), counter, total),
    log,
  );
  return {
    element,
    /** @param {boolean} playing */
    showPlaying(playing) {
      relabel(play, playing ? "pause" : "play", playing ? "Pause (Space)" : "Play (Space)");
    },
    /** @param {number} stepsPerSecond */
    showSpeed(stepsPerSecond) {
      speed.value = String(positionAt(stepsPerSecond));
      const text = `${stepsPerSecond < 10 ? Number(stepsPerSecond.toFixed(1)) : Math.round(stepsPerSecond)} steps/s`;
      setText(speedText, text);
      speed.setAttribute("aria-valuetext", text.replace("/s", " per second"));
    },
    /** @param {boolean} isLog */
    showLog(isLog) { log.setAttribute("aria-pressed", String(isLog)); },
    /** @param {number} step @param {number} nSteps */
    showStep(step, nSteps) {
      setText(counter, count(step));
      setText(total, ` / ${count(nSteps)}`);
    },
  };
}
