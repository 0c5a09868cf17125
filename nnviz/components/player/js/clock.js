// @ts-check
/**
 * The playhead: which step is shown, and whether it moves. A playback is a pure function of time, so
 * the page and a worker that paints agree on the step without a message for each frame, a slow machine
 * drops frames and not speed, and a page that is busy does not stop the picture.
 */

/** @import { Anchor } from "./types.js" */

export const SLOWEST = 1; // steps per second
export const FASTEST = 1000;
const TICK = 160; // ms; digits that change faster cannot be read, and cost layout

/** Milliseconds, the same in the page and in its workers. */
export const sharedNow = () => performance.timeOrigin + performance.now();

/**
 * The step, with a fraction, that a playback has come to.
 * @param {Anchor} anchor
 * @param {number} nSteps
 * @param {number} now
 */
export function playedTo({ from, at, speed, playing }, nSteps, now) {
  return playing ? Math.min(from + (Math.max(now - at, 0) / 1000) * speed, nSteps) : Math.min(from, nSteps);
}

/** The whole step of it. @param {Anchor} anchor @param {number} nSteps @param {number} now */
export const stepAt = (anchor, nSteps, now) => Math.floor(playedTo(anchor, nSteps, now));

/**
 * @typedef {object} ClockListener
 * @property {(anchor: Anchor) => void} onAnchor hears how the playhead moves or rests from now on
 * @property {(step: number) => void} onTick a few times a second while it plays
 * @property {() => void} onStop when it stops by itself or is paused
 */

/** @param {ClockListener} on */
export function makeClock({ onAnchor, onTick, onStop }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let nSteps = 0;
  let isGrowing = false; // more steps come: at the last one a playback waits for them
  let speed = 100;
  let playing = false;
  let isHeld = false; // plays, but nobody can see it
  /** A step that was asked for and is not there yet. @type {number | null} */
  let wanted = null;
  /** @type {Anchor} */
  let anchor = { from: 0, at: 0, speed, playing: false };

  const position = () => playedTo(anchor, nSteps, sharedNow());

  /** Go on from a position, as everything is now. @param {number} from */
  function setAnchor(from) {
    clearTimeout(timer);
    anchor = { from: Math.min(Math.max(from, 0), nSteps), at: sharedNow(), speed, playing: playing && !isHeld };
    onAnchor(anchor);
    if (anchor.playing) wait();
  }

  function wait() {
    const toEnd = ((nSteps - position()) / speed) * 1000;
    timer = setTimeout(tick, Math.max(Math.min(TICK, toEnd), 0));
  }

  function tick() {
    if (position() >= nSteps && isGrowing) {
      onTick(clock.step);
      timer = setTimeout(tick, TICK);
    } else if (position() >= nSteps) {
      clock.halt();
      onStop();
    } else {
      onTick(clock.step);
      wait();
    }
  }

  const clock = {
    get step() { return Math.floor(position()); },
    get anchor() { return anchor; },
    get playing() { return playing; },
    get speed() { return speed; },
    set speed(next) {
      speed = next;
      setAnchor(position());
    },
    get nSteps() { return nSteps; },
    set nSteps(next) {
      const from = position();
      nSteps = next;
      setAnchor(from);
    },
    /** @param {boolean} next */
    set isGrowing(next) { isGrowing = next; },
    play() {
      if (playing || nSteps === 0) return;
      wanted = null;
      playing = true;
      setAnchor(position() >= nSteps ? 0 : clock.step);
    },
    /** Stop without calling onStop. */
    halt() {
      if (!playing) return;
      const { step } = clock;
      playing = false;
      setAnchor(step);
    },
    pause() {
      if (!playing) return;
      clock.halt();
      onStop();
    },
    /** Put the playhead on a step; it goes on from there if it plays. @param {number} step */
    moveTo(step) {
      wanted = isGrowing && step > nSteps ? Math.round(step) : null;
      setAnchor(Math.round(step));
    },
    get wanted() { return wanted; },
    /** Stand still as long as the page is hidden: it must not run to the end unseen. @param {boolean} next */
    hold(next) {
      if (next === isHeld) return;
      const from = position();
      isHeld = next;
      setAnchor(from);
    },
  };
  return clock;
}
