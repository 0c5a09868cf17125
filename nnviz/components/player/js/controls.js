/** The row of buttons under the lanes: transport, speed, scale of the loss axis, step counter. */

import { FASTEST, SLOWEST } from "./clock.js";
import { make, setText } from "../../shared/js/dom.js";
import { count } from "../../shared/js/format.js";
import { icon } from "../../shared/js/icons.js";

/** Steps per second for a slider position from 0 to 1, evenly spaced in ratio. */
export const speedAt = (position) => SLOWEST * (FASTEST / SLOWEST) ** position;
const positionAt = (speed) => Math.log(speed / SLOWEST) / Math.log(FASTEST / SLOWEST);

/** @param {Object<string, Function>} on what each control does */
export function makeControls(on) {
  const button = (name, label, action, ...classes) => make("button", {
    type: "button", class: ["nv-button", ...classes].join(" "), "aria-label": label, title: label,
    "data-action": name, click: action,
  }, icon(name));
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
    showPlaying(playing) {
      play.replaceChildren(icon(playing ? "pause" : "play"));
      const label = playing ? "Pause (Space)" : "Play (Space)";
      play.setAttribute("aria-label", label);
      play.title = label;
    },
    showSpeed(stepsPerSecond) {
      speed.value = String(positionAt(stepsPerSecond));
      const text = `${stepsPerSecond < 10 ? Number(stepsPerSecond.toFixed(1)) : Math.round(stepsPerSecond)} steps/s`;
      setText(speedText, text);
      speed.setAttribute("aria-valuetext", text.replace("/s", " per second"));
    },
    showLog(isLog) { log.setAttribute("aria-pressed", String(isLog)); },
    showStep(step, nSteps) {
      setText(counter, count(step));
      setText(total, ` / ${count(nSteps)}`);
    },
  };
}
