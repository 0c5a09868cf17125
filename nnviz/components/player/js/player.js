// @ts-check
/** The player: lanes over a timeline, driven by one clock, one pointer and the keyboard. */

import { makeAddress } from "./address.js";
import { makeClock } from "./clock.js";
import { makeCommands } from "./commands.js";
import { makeContract } from "./contract.js";
import { makeControls } from "./controls.js";
import { setText } from "../../shared/js/dom.js";
import { takePlayerKeys } from "./keyboard.js";
import { makeEnlarging } from "./enlarging.js";
import { putBack, stateText } from "./keeping.js";
import { makeLane } from "./lane.js";
import { makeLaneInUse } from "./lane_in_use.js";
import { planLayout } from "./layout.js";
import { makeLegend } from "./legend.js";
import { hasProbabilityLines } from "./level_lines.js";
import { makeLenses } from "./lenses.js";
import { announcement, sampleText, sentence } from "./narration.js";
import { prepareRoom, roomForLanes, watchSize } from "./placing.js";
import { makePointing } from "./pointing.js";
import { makeReporter } from "./reporter.js";
import { makePainting } from "./painting.js";
import { makeShell } from "./shell.js";
import { makeSumBar } from "./sumbar.js";
import { applyTheme, themeOf } from "../../shared/js/theme.js";
import { makeTimeline } from "./timeline.js";

/** @import { Lane, Layout, Palette, PlayerOptions, Run } from "./types.js" */
/** @import { LaneView } from "./lane.js" */

/**
 * Make a player in `root`.
 * @param {HTMLElement} root an empty element
 * @param {PlayerOptions} options
 */
export function makePlayer(root, options = {}) {
  const { onView = () => {}, needsAudience = false, start = "", address: name, painter } = options;
  /** @type {Run} */
  let run;
  /** @type {LaneView[]} */
  let lanes = [];
  /** @type {ReturnType<typeof makeTimeline>} */
  let timeline;
  /** All that shows the step: the lanes, and one node's picture at full width, if any. */
  const views = () => (enlarging.view ? [...lanes, enlarging.view] : lanes);
  /** @type {Palette} */
  let palette;
  let theme = "";
  let isMoving = false; // whether the maps are sized for moving pictures
  let narrow = false;
  /** @type {Layout} */
  let layout;
  const ratio = () => Math.min((window.devicePixelRatio || 1) * (box.currentCSSZoom ?? 1), 3);

  const { box, saying, live, trouble, laneList, bottom } = makeShell();
  root.replaceChildren(box);

  const painting = makePainting({
    isInPage: painter === "page", onTrouble: (/** @type {string} */ text) => setText(trouble, text),
  });
  const clock = makeClock({
    onAnchor: painting.setClock, onTick: showStep, onStop: () => { showPlaying(); settle(true); },
  });
  const reporter = makeReporter(onView, () => (clock.playing ? null : {
    step: clock.step, at_end: clock.step === clock.nSteps, sample: pointing.chosen, theme, narrow,
  }), needsAudience);
  const lenses = makeLenses();
  const pointing = makePointing({
    get run() { return run; }, get lanes() { return views(); }, get step() { return clock.step; },
  }, onChoose);
  const enlarging = makeEnlarging({
    get run() { return run; }, get lanes() { return lanes; }, painting,
    get palette() { return palette; }, lenses, pointing, layOut: () => { layOut(); address?.keep(); }, say: (/** @type {string} */ text) => setText(live, text),
    show: (/** @type {Element} */ element) => laneList.before(element),
  });
  const inUse = makeLaneInUse(laneList, { get lanes() { return lanes; } });
  const commands = makeCommands({
    clock, enlarging, lenses, pointing, play, go, setSum, toggleLog,
    showSpeed: (speed) => { controls.showSpeed(speed); address?.keep(); },
    inUse, switchUnit,
  });
  const controls = makeControls(commands);
  const sumBar = makeSumBar(commands);
  const legend = makeLegend();
  bottom.append(legend.element, controls.element);
  laneList.before(sumBar.element);
  const letKeysGo = takePlayerKeys(box, commands, clock, () => ({ isSum: lenses.first.isSum, nHidden: inUse.lane.n_hidden }));
  const parts = {
    get run() { return run; }, get timeline() { return timeline; }, clock, lenses, pointing, enlarging,
  };
  const address = name ? makeAddress(name, { text: () => stateText(parts), restore }) : null;
  const onVisibility = () => clock.hold(document.hidden);
  document.addEventListener("visibilitychange", onVisibility);

  const forgetSize = watchSize(box, () => { if (run) layOut(); });

  function play() {
    clock.play();
    if (clock.playing) setMoving(true);
    showPlaying();
    address?.keep();
  }

  function toggleLog() {
    timeline.setLog(!timeline.isLog);
    timeline.draw(palette, ratio());
    controls.showLog(timeline.isLog);
    address?.keep();
  }

  /** Stop on a step. @param {number} step */
  function hold(step) {
    const wasPlaying = clock.playing;
    clock.halt();
    clock.moveTo(step);
    if (wasPlaying) showPlaying();
  }

  /** Go to a step, stay there and report it. @param {number} step */
  function go(step) {
    hold(step);
    settle(true);
  }

  /** @param {number} step */
  function showStep(step) {
    box.setAttribute("data-step", String(step));
    writeTexts(step);
  }

  /** @param {number} step */
  function writeTexts(step) {
    setText(saying, sentence(run, step, lenses.of));
    controls.showStep(step, run.n_planned);
    views().forEach((view) => view.writeNumbers(step));
    pointing.show();
  }

  /** Draw a step that stays: in full resolution, with every text; and say so. @param {boolean} announce */
  function settle(announce) {
    if (!clock.playing) setMoving(false);
    showStep(clock.step);
    const text = announcement(run, clock.step, lenses.of);
    timeline.describe(clock.step, text);
    views().forEach((view) => view.describe(clock.step));
    if (announce) {
      setText(live, text);
      reporter.tell();
      address?.keep();
    }
  }

  function showPlaying() {
    box.setAttribute("data-playing", String(clock.playing));
    controls.showPlaying(clock.playing);
    reporter.showElsewhere();
  }

  /** @param {boolean} next */
  function setMoving(next) {
    if (next === isMoving) return;
    isMoving = next;
    giveLayout();
  }

  function giveLayout() {
    const sized = { ...layout, ratio: ratio() };
    views().forEach((view) => view.setLayout(sized, isMoving));
  }

  function layOut() {
    prepareRoom(box, saying, sentence(run, run.n_steps, lenses.of));
    layout = planLayout(roomForLanes(box, laneList, bottom), run);
    narrow = layout.shape === "narrow";
    laneList.style.height = `${layout.height}px`;
    giveLayout();
    views().forEach((view) => view.drawPoints(ratio()));
    pointing.showAll();
    timeline.draw(palette, ratio());
    painting.showPlayhead(timeline.playhead, timeline.playheadScene(palette, ratio()));
    settle(false);
    if (!clock.playing) reporter.tell();
  }

  /** Take the colours of the theme around; draws nothing. */
  function setTheme() {
    const now = (theme = themeOf(box));
    palette = run.palettes[now];
    applyTheme(box, palette, now);
    views().forEach((view) => view.setPalette(palette));
    legend.show(run, palette, hasProbabilityLines(run));
  }

  /** @param {number | null} sample */
  function onChoose(sample) {
    if (sample !== null) setText(live, sampleText(run, sample, clock.step, lenses.of));
    reporter.tell();
    address?.keep();
  }

  /** Look at every lane's sum in another way. @param {Parameters<typeof lenses.setSum>[0]} change */
  function setSum(change) {
    lenses.setSum(change);
    showLenses();
  }

  /**
   * Switch a hidden unit of one lane off, or on again.
   * @param {Lane} lane
   * @param {number} m
   */
  function switchUnit(lane, m) {
    const isOff = lenses.switchUnit(lane.name, m);
    showLenses();
    setText(live, `Unit ${m + 1} of ${lane.label} is ${isOff ? "off" : "on"}.`);
  }

  function showLenses() {
    showSum();
    views().forEach((view) => {
      view.setPalette(palette);
      view.drawPoints(ratio());
    });
    giveLayout();
    writeTexts(clock.step);
    views().forEach((view) => view.describe(clock.step));
    address?.keep();
  }

  function showSum() {
    box.setAttribute("data-terms", lenses.first.isSum ? String(lenses.first.terms) : "");
    sumBar.show(lenses.first, lenses.mostTerms - 1, run);
  }

  const player = Object.assign(makeContract({ parts, painting, play, go, setSum, switchUnit }), {
    /** Show another run; the playhead keeps its step, and its end if it was parked there. @param {Run} next */
    setRun(next, /** @type {Uint8Array} */ bytes) {
      const first = !run;
      const wasAtEnd = !first && clock.step === clock.nSteps;
      const wasEnlarged = enlarging.forget();
      run = next;
      painting.setRun(bytes, run.nInputs);
      pointing.reset();
      lenses.setRun(run);
      lanes = run.lanes.map((lane) =>
        makeLane(run, lane, lenses.of(lane.name), { onSwitch: (m) => switchUnit(lane, m), onOutput: (k) => setSum({ k }) }, painting));
      laneList.replaceChildren(...lanes.map((lane) => lane.element));
      const chosenLog = timeline?.chosenLog ?? null;
      timeline?.element.remove();
      timeline = makeTimeline(run, scrub, () => settle(true));
      timeline.setLog(chosenLog);
      controls.showLog(timeline.isLog);
      bottom.append(timeline.element);
      lanes.forEach((lane) => lane.maps.forEach((map) => pointing.follow(lane, map)));
      enlarging.offer();
      box.setAttribute("data-n-steps", String(run.n_steps));
      box.setAttribute("data-lanes", run.lanes.map((lane) => lane.name).join(","));
      clock.nSteps = run.n_steps;
      clock.isGrowing = run.n_planned > run.n_steps;
      const large = first ? begin() : wasEnlarged;
      if (!first) clock.moveTo(clock.wanted ?? (wasAtEnd && !clock.playing ? run.n_steps : clock.step));
      isMoving = clock.playing;
      setTheme();
      sumBar.setRun(run);
      showSum();
      layOut();
      showPlaying();
      controls.showSpeed(clock.speed);
      enlarging.openAgain(large);
    },
    refreshTheme() {
      if (!run || themeOf(box) === theme) return;
      setTheme();
      layOut();
    },
    destroy() {
      clock.halt();
      reporter.stop();
      forgetSize();
      address?.stop();
      letKeysGo();
      document.removeEventListener("visibilitychange", onVisibility);
      painting.end();
    },
  });

  /** A new player starts by itself, unless it was left elsewhere or motion is not wanted. */
  function begin() {
    const { large, isPlaying } = putBack(parts, address?.text || start);
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (isPlaying && !isCalm) clock.play();
    return large;
  }

  /** Show what the address says after the browser's Back or Forward. @param {string} text */
  function restore(text) {
    const { large, isPlaying } = putBack(parts, text);
    enlarging.forget();
    setMoving(false);
    showLenses();
    layOut();
    controls.showSpeed(clock.speed);
    controls.showLog(timeline.isLog);
    enlarging.openAgain(large);
    if (isPlaying) play();
    else settle(true);
  }

  /** @param {number} step */
  function scrub(step) {
    hold(step);
    showStep(clock.step);
  }

  Object.assign(box, { nnviz: player });
  Object.assign(root, { nnviz: player });
  return player;
}
