// @ts-check
/**
 * The playhead: which step is shown, and whether it moves. Playback advances by elapsed time, so a
 * slow machine drops frames, not speed. There is one animation loop a clock, ever.
 */

export const SLOWEST = 1; // steps per second
export const FASTEST = 1000;

/**
 * @param {(step: number) => void} onFrame called once a displayed frame while playing
 * @param {() => void} onStop called when it stops by itself or is paused
 */
export function makeClock(onFrame, onStop) {
  let request = 0;
  let last = 0;
  let position = 0; // in steps, with a fraction
  const clock = {
    step: 0,
    nSteps: 0,
    speed: 100,
    playing: false,
    frames: 0,
    play() {
      if (clock.playing || clock.nSteps === 0) return;
      if (clock.step >= clock.nSteps) clock.moveTo(0);
      clock.playing = true;
      last = performance.now();
      request = requestAnimationFrame(tick);
    },
    /** Stop without calling onStop; no frame is left waiting. */
    halt() {
      clock.playing = false;
      cancelAnimationFrame(request);
    },
    pause() {
      if (!clock.playing) return;
      clock.halt();
      onStop();
    },
    /**
     * Put the playhead on a step without drawing.
     * @param {number} step
     */
    moveTo(step) {
      position = Math.min(Math.max(Math.round(step), 0), clock.nSteps);
      clock.step = position;
    },
  };

  /** @param {number} now milliseconds, of the display's frame */
  function tick(now) {
    const elapsed = Math.max(now - last, 0); // the first timestamp may lie before play()
    last = now;
    position = Math.min(position + (elapsed / 1000) * clock.speed, clock.nSteps);
    clock.step = Math.floor(position);
    clock.frames += 1;
    onFrame(clock.step);
    if (clock.step >= clock.nSteps) {
      clock.halt();
      onStop();
    } else {
      request = requestAnimationFrame(tick);
    }
  }
  return clock;
}
