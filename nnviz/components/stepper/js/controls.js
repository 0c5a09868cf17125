// @ts-check
/** The row under an animation: transport, slider, step and speed. */

import { make } from "../../shared/js/dom.js";
import { iconButton, relabel } from "../../shared/js/icons.js";

const SPEEDS = [["0.5", "half speed"], ["1", "normal speed"], ["2", "double speed"],
                ["4", "four times"]];

/** @typedef {{ go(frame: number): void, goBy(frames: number): void, goToEnd(): void, toggle(): void }} Acts */

/** @param {Acts} act */
export function makeControls(act) {
  const buttons = {
    start: iconButton("start", "To the start (Home)", () => act.go(0)),
    back: iconButton("back", "One step back (left arrow)", () => act.goBy(-1)),
    play: iconButton("play", "Play (Space)", () => act.toggle()),
    forward: iconButton("forward", "One step forward (right arrow)", () => act.goBy(1)),
    end: iconButton("end", "To the end (End)", () => act.goToEnd()),
  };
  const slider = make("input", { type: "range", min: 0, step: 1, "aria-label": "Step" });
  slider.oninput = () => act.go(Number(slider.value));
  const place = make("span", { class: "place" });
  const speed = make("select", { "aria-label": "Speed" },
    ...SPEEDS.map(([value, words]) => new Option(words, value, value === "1", value === "1")));
  return {
    element: make("div", { class: "bar" }, ...Object.values(buttons), slider, place, speed),
    speed,
    /** @param {number} at @param {number} last */
    showStep(at, last) {
      const text = `step ${at} of ${last}`;
      slider.max = String(last);
      slider.value = String(at);
      slider.setAttribute("aria-valuetext", text);
      place.textContent = text;
      buttons.start.disabled = buttons.back.disabled = at === 0;
      buttons.end.disabled = buttons.forward.disabled = at === last;
    },
    /** @param {boolean} isPlaying */
    showPlaying(isPlaying) {
      relabel(buttons.play, isPlaying ? "pause" : "play", isPlaying ? "Pause (Space)" : "Play (Space)");
    },
  };
}
