/** The player: lanes over a timeline, driven by one clock, one pointer and the keyboard. */

import { makeClock } from "./clock.js";
import { makeControls } from "./controls.js";
import { make, setText } from "./dom.js";
import { percent } from "./format.js";
import { handleKey } from "./keyboard.js";
import { makeLane } from "./lane.js";
import { planLayout } from "./layout.js";
import { announcement, sentence } from "./narration.js";
import { nearestSample } from "./points.js";
import { applyTheme, themeOf } from "./theme.js";
import { makeTimeline } from "./timeline.js";

const TEXT_INTERVAL = 160; // ms; digits that change faster cannot be read, and cost layout

const REPORT_DELAY = 150; // ms; a held arrow key would otherwise report thirty times a second

/**
 * How many pixels a side a map gets that has `full` on the display and needs `least`: at rest all
 * of them, while it moves the least, since the eye does not see more then. The browser scales
 * smoothly, and the boundary is a line at either resolution.
 */
const RESOLUTIONS = {
  rest: (full, least) => Math.max(Math.round(full), least),
  moving: (_full, least) => least,
};

/**
 * Make a player in `root`.
 * @param {HTMLElement} root an empty element
 * @param {{onView?: (view: object) => void, start?: object}} options `onView` hears the step and
 *   sample once they are settled: on pause, at the end of a drag, on selection
 */
export function makePlayer(root, { onView = () => {}, start = null } = {}) {
  let run = null;
  let lanes = [];
  let timeline = null;
  let palette = null;
  let theme = "";
  let pointer = null; // {unit: [x, y] from 0 to 1, x: in data units}
  let chosen = null; // index of a sample
  let lastText = 0;
  let resolution = "rest"; // key of RESOLUTIONS
  let lastView = "";
  let report = 0; // timer
  let narrow = false;
  let laidOutWidth = 0;
  const ratio = () => Math.min(window.devicePixelRatio || 1, 3);

  const saying = make("p", { class: "nv-sentence", "data-testid": "nnviz-sentence" });
  const live = make("div", { class: "nv-live", "aria-live": "polite", role: "status" });
  const laneList = make("div", { class: "nv-lanes" });
  const bottom = make("div", { class: "nv-bottom" });
  const box = make("div", {
    class: "nv", "data-testid": "nnviz-player", role: "group", "aria-label": "Training player",
  }, saying, laneList, bottom, live);
  root.replaceChildren(box);

  const clock = makeClock(onFrame, () => { showPlaying(); settle(true); });
  const commands = {
    toggle: () => (clock.playing ? pause() : play()),
    start: () => go(0),
    end: () => go(clock.nSteps),
    back: () => go(clock.step - 1),
    forward: () => go(clock.step + 1),
    jump: (by) => go(clock.step + by),
    /** Choose the sample `by` places further in the sample's order. */
    chooseNext: (by) => choose(((chosen ?? (by > 0 ? -1 : 0)) + by + run.nSamples) % run.nSamples),
    chooseNone: () => choose(null),
    setSpeed(speed) {
      clock.speed = speed;
      controls.showSpeed(speed);
    },
    toggleLog() {
      timeline.setLog(!timeline.isLog);
      timeline.draw(palette, ratio());
      controls.showLog(timeline.isLog);
    },
  };
  const controls = makeControls(commands);
  bottom.append(controls.element);
  box.onkeydown = (event) => handleKey(event, commands, clock);
  // A teacher who has clicked on nothing yet still expects the space bar to work.
  const onPageKey = (event) => {
    if (event.target === document.body) handleKey(event, commands, clock);
  };
  document.addEventListener("keydown", onPageKey);

  const sizes = new ResizeObserver(() => {
    if (run && box.clientWidth !== laidOutWidth) layOut();
  });
  sizes.observe(box);

  function play() {
    clock.play();
    if (clock.playing) setResolution("moving");
    showPlaying();
  }

  function pause() {
    clock.pause();
  }

  /** Stop playing, with the playhead on a step. */
  function hold(step) {
    const wasPlaying = clock.playing;
    clock.halt();
    clock.moveTo(step);
    if (wasPlaying) showPlaying();
  }

  /** Go to a step, stay there and tell Python. */
  function go(step) {
    hold(step);
    settle(true);
  }

  function onFrame(step) {
    drawMoving(step);
    const now = performance.now();
    if (now - lastText >= TEXT_INTERVAL) {
      lastText = now;
      writeTexts(step);
    }
  }

  function drawMoving(step) {
    lanes.forEach((lane) => lane.draw(step));
    if (clock.playing) timeline.follow(step);
    else timeline.setStep(step);
    box.setAttribute("data-step", String(step));
  }

  function writeTexts(step) {
    setText(saying, sentence(run, step));
    controls.showStep(step, run.n_steps);
    for (const lane of lanes) {
      lane.writeNumbers(step);
      lane.writeValues(step, pointer?.x ?? null);
    }
  }

  /** Draw a step that stays: in full resolution, with every text; and say so. */
  function settle(announce) {
    if (!clock.playing) setResolution("rest");
    drawMoving(clock.step);
    writeTexts(clock.step);
    const text = announcement(run, clock.step);
    timeline.describe(clock.step, text);
    lanes.forEach((lane) => lane.describe(clock.step));
    if (announce) {
      setText(live, text);
      tellView();
    }
  }

  /** Report where the player stands, once it has stood there for a moment. */
  function tellView() {
    clearTimeout(report);
    report = setTimeout(() => {
      const view = {
        step: clock.step, at_end: clock.step === clock.nSteps, sample: chosen, theme, narrow,
      };
      const key = JSON.stringify(view);
      if (clock.playing || key === lastView) return;
      lastView = key;
      onView(view);
    }, REPORT_DELAY);
  }

  function showPlaying() {
    box.setAttribute("data-playing", String(clock.playing));
    controls.showPlaying(clock.playing);
  }

  function setResolution(next) {
    if (next === resolution) return;
    resolution = next;
    giveLayout(planLayout(box.clientWidth, run.lanes));
  }

  function giveLayout(layout) {
    const sized = { ...layout, ratio: ratio() };
    lanes.forEach((lane) => lane.setLayout(sized, RESOLUTIONS[resolution]));
  }

  function layOut() {
    laidOutWidth = box.clientWidth;
    const layout = planLayout(laidOutWidth, run.lanes);
    narrow = layout.shape === "narrow";
    box.classList.toggle("nv-narrow", narrow);
    box.classList.toggle("nv-compact", layout.shape === "compact");
    for (const [name, value] of Object.entries(layout.css)) box.style.setProperty(name, value);
    giveLayout(layout);
    lanes.forEach((lane) => lane.drawPoints());
    showMarks();
    timeline.draw(palette, ratio());
    settle(false);
    if (!clock.playing) tellView();
  }

  /** Take the colours of the theme around; draws nothing. */
  function setTheme() {
    theme = themeOf(box);
    palette = run.palettes[theme];
    applyTheme(box, palette, theme);
    lanes.forEach((lane) => lane.setPalette(palette));
  }

  function unitOf(event, frame) {
    const rect = frame.getBoundingClientRect();
    const clamp = (v) => Math.min(Math.max(v, 0), 1);
    return [
      clamp((event.clientX - rect.left) / rect.width),
      clamp(1 - (event.clientY - rect.top) / rect.height),
    ];
  }

  function follow(frame) {
    frame.onpointermove = (event) => {
      const unit = unitOf(event, frame);
      const x = unit.map((u, axis) => {
        const [low, high] = run.domain[axis];
        return low + u * (high - low);
      });
      pointer = { unit, x };
      showPointer();
    };
    frame.onpointerleave = () => {
      pointer = null;
      showPointer();
    };
    frame.onclick = (event) => {
      const nearest = nearestSample(run, unitOf(event, frame));
      choose(nearest === chosen ? null : nearest);
    };
  }

  function showPointer() {
    lanes.forEach((lane) => {
      lane.showPointer(pointer?.unit ?? null);
      lane.writeValues(clock.step, pointer?.x ?? null);
    });
  }

  function showMarks() {
    showPointer();
    lanes.forEach((lane) => lane.showChosen(chosen));
  }

  function choose(sample) {
    chosen = sample;
    showMarks();
    if (sample !== null) {
      const x = [run.X[2 * sample], run.X[2 * sample + 1]];
      const outputs = run.lanes.map((lane) =>
        `${lane.label} P(y = 1) ${percent(lane.value("o1", x, clock.step))}`);
      setText(live, `Sample ${sample + 1} chosen, class ${run.y[sample]}. ${outputs.join(", ")}.`);
    }
    tellView();
  }

  const player = {
    get step() { return clock.step; },
    get frames() { return clock.frames; },
    get playing() { return clock.playing; },
    get view() {
      return { step: clock.step, atEnd: clock.step === clock.nSteps, playing: clock.playing, speed: clock.speed };
    },
    play,
    pause,
    seek: go,
    value: (lane, node, x, step = clock.step) => run.lane(lane).value(node, x, step),
    /** Show another run; the playhead keeps its step, and its end if it was parked there. */
    setRun(next) {
      const first = run === null;
      const wasAtEnd = !first && clock.step === clock.nSteps;
      run = next;
      pointer = null;
      if (chosen !== null && chosen >= run.nSamples) chosen = null;
      lanes = run.lanes.map((lane) => makeLane(run, lane));
      laneList.replaceChildren(...lanes.map((lane) => lane.element));
      const isLog = timeline?.isLog ?? false;
      timeline?.element.remove();
      timeline = makeTimeline(run, scrub, () => settle(true));
      timeline.setLog(isLog);
      bottom.append(timeline.element);
      lanes.forEach((lane) => lane.maps.forEach(({ frame }) => follow(frame)));
      box.setAttribute("data-n-steps", String(run.n_steps));
      box.setAttribute("data-lanes", run.lanes.map((lane) => lane.name).join(","));
      clock.nSteps = run.n_steps;
      if (first) begin();
      else clock.moveTo(wasAtEnd && !clock.playing ? run.n_steps : clock.step);
      resolution = clock.playing ? "moving" : "rest";
      setTheme();
      layOut();
      showPlaying();
      controls.showSpeed(clock.speed);
    },
    refreshTheme() {
      if (!run || themeOf(box) === theme) return;
      setTheme();
      layOut();
    },
    destroy() {
      clock.halt();
      clearTimeout(report);
      sizes.disconnect();
      document.removeEventListener("keydown", onPageKey);
    },
  };

  /** A new player starts by itself, unless it was left elsewhere or motion is not wanted. */
  function begin() {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    clock.speed = start?.speed ?? clock.speed;
    if (start) clock.moveTo(start.atEnd ? run.n_steps : start.step);
    if (!calm && (!start || start.playing)) clock.play();
  }

  function scrub(step) {
    hold(step);
    drawMoving(clock.step);
    writeTexts(clock.step);
  }

  box.nnviz = player;
  root.nnviz = player;
  return player;
}
