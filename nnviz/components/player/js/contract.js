// @ts-check
/** What tests, tools and other programs on the page may ask of a player and do with it: `root.nnviz`. */

import { stateText } from "./keeping.js";

/** @import { Lane } from "./types.js" */
/** @import { Kept } from "./keeping.js" */

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/**
 * @typedef {object} Contracted
 * @property {Readonly<Kept>} parts
 * @property {import("./painting.js").Painting} painting
 * @property {() => void} play
 * @property {(step: number) => void} go
 * @property {(change: { terms?: number | null, k?: number }) => void} setSum
 * @property {(lane: Lane, m: number) => void} switchUnit
 */

/** @param {Contracted} player */
export function makeContract({ parts, painting, play, go, setSum, switchUnit }) {
  const { clock, enlarging, lenses } = parts;
  return {
    get step() { return clock.step; },
    get playing() { return clock.playing; },
    get speed() { return clock.speed; },
    /** Where it is and how it is looked at (state.js). */
    get state() { return stateText(parts); },
    play,
    pause: clock.pause,
    seek: go,
    /** @type {(lane: string, node: string, x: number[], step?: number) => number} */
    value: (lane, node, x, step = clock.step) => parts.run.lane(lane).value(node, x, step, lenses.of(lane)),
    /** What the canvas of a node shows: { width, height, data (RGBA, upper left first), step }. */
    async pixels(/** @type {string} */ lane, /** @type {string} */ node) {
      const { run } = parts;
      run.lane(lane).value(node, run.domain.map(([low]) => low), 0); // refuses a node that there is not
      return painting.pixels(lane, node);
    },
    /** Frames painted so far, and the step of the last one, when what moves the maps has moved them. */
    painted: () => nextFrame().then(nextFrame).then(painting.painted),
    /** Whether a worker paints. */
    get isWorker() { return painting.isWorker; },
    /** Show the sum with so many terms; one more than there are units is g_O of it, null none. */
    addUp: (/** @type {number | null} */ terms) => setSum({ terms }),
    /** Show a node's picture at full width; `shrink` takes it away again. */
    enlarge: enlarging.open,
    shrink: enlarging.close,
    savePicture: (/** @type {"png" | "svg"} */ kind) => enlarging.view?.save(kind),
    /** Unit m counts from 1. */
    switchUnit: (/** @type {string} */ lane, /** @type {number} */ m) => switchUnit(parts.run.lane(lane), m - 1),
  };
}
