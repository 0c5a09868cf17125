// @ts-check
/**
 * The side that paints: all views of a run, on canvases, at the step that the clock says. It is told
 * what to do by messages of plain data, and the same code runs in a worker and in the page.
 */

import { sharedNow, stepAt } from "./clock.js";
import { makePainter } from "./painter.js";
import { makePlayhead } from "./playhead.js";
import { openRun } from "./run.js";

/** @import { Anchor, Canvas, Canvases, Run, StageAnswer, StageMessage } from "./types.js" */
/** @import { Painter } from "./painter.js" */

/**
 * @param {(answer: StageAnswer, transfer?: Transferable[]) => void} answer
 * @param {(act: () => void) => void} requestFrame calls before the next frame of the display
 */
export function makeStage(answer, requestFrame) {
  /** @type {Run | null} */
  let run = null;
  /** @type {Map<string, Canvas>} */
  const canvases = new Map(); // by their names; they outlive a run, since they cannot be sent twice
  /** @type {Map<string, { painter: Painter, isReady: boolean }>} */
  const views = new Map();
  /** @type {ReturnType<typeof makePlayhead> | null} */
  let playhead = null;
  /** @type {Anchor} */
  let anchor = { from: 0, at: 0, speed: 1, playing: false };
  let frames = 0;
  let shown = -1; // the step that is painted
  let isStale = false; // whether it must be painted again
  let isWaiting = false; // for a frame

  /** @param {string | null} name */
  const canvasOf = (name) => (name === null ? null : /** @type {Canvas} */ (canvases.get(name)));

  function paint() {
    if (!run) return;
    const step = stepAt(anchor, run.n_steps, sharedNow());
    if (!isStale && step === shown) return;
    isStale = false;
    shown = step;
    frames += 1;
    for (const { painter, isReady } of views.values()) if (isReady) painter.draw(step);
    playhead?.draw(step);
  }

  function paintStale() {
    if (isStale) paint();
  }

  function onFrame() {
    isWaiting = false;
    paint();
    if (run && anchor.playing && shown < run.n_steps) wake();
  }

  function wake() {
    if (isWaiting) return;
    isWaiting = true;
    requestFrame(onFrame);
  }

  function changed() {
    isStale = true;
    wake();
  }

  /** @param {StageMessage} message */
  function receive(message) {
    switch (message.kind) {
      case "run":
        run = openRun(message.bytes);
        views.clear();
        break;
      case "canvases":
        message.canvases.forEach(([name, canvas]) => canvases.set(name, canvas));
        break;
      case "view": {
        if (!run) break;
        const maps = Object.fromEntries(Object.entries(message.maps).map(([node, name]) => [node, canvasOf(name)]));
        const given = /** @type {Canvases} */ ({ maps, lines: canvasOf(message.lines), edges: canvasOf(message.edges) });
        views.set(message.view, { painter: makePainter(run, run.lane(message.lane), given), isReady: false });
        break;
      }
      case "scene": {
        const view = views.get(message.view);
        if (!view) break;
        view.isReady = message.scene.width > 0 && message.scene.height > 0; // else nobody can see it
        if (view.isReady) view.painter.setScene(message.scene);
        changed();
        break;
      }
      case "playhead": {
        const canvas = canvasOf(message.canvas);
        playhead = canvas && makePlayhead(canvas, message.scene);
        changed();
        break;
      }
      case "clock":
        ({ anchor } = message);
        changed();
        break;
      case "forget":
        if (message.view) views.delete(message.view);
        message.canvases.forEach((name) => canvases.delete(name));
        break;
      case "pixels": {
        paintStale();
        const seen = views.get(message.view)?.painter.pixels(message.node) ?? null;
        const picture = seen && { width: seen.width, height: seen.height, data: seen.data, step: shown };
        answer({ id: message.id, picture }, seen ? [seen.data.buffer] : []);
        break;
      }
      case "painted":
        paintStale();
        answer({ id: message.id, painted: { frames, step: shown } });
    }
  }

  return { receive };
}
