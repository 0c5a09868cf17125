// @ts-check
/** Entry for pages: `mount(root, run)`. The same root may be given another run later. */

import { make } from "../../shared/js/dom.js";
import { makePlayer } from "./player.js";
import { openRun } from "./run.js";

/** @import { PlayerOptions } from "./types.js" */

/** @type {typeof globalThis & { nnvizPainter?: "page" }} a page may say so before it loads, as tests do */
const surroundings = globalThis;
/** @type {WeakMap<HTMLElement, ReturnType<typeof makePlayer>>} */
const players = new WeakMap();

/**
 * Show a run in `root`, making the player if there is none yet.
 * @param {HTMLElement} root
 * @param {Uint8Array} run payload bytes
 * @param {PlayerOptions} [options]
 */
export function mount(root, run, options = {}) {
  if (!make("canvas").getContext("2d")) {
    root.replaceChildren(make("p", { role: "alert" },
      "This browser cannot draw on a canvas, which the node maps need. A current Firefox, Chrome, " +
      "Edge or Safari can; the tables and figures below work all the same."));
    return null;
  }
  let player = players.get(root);
  if (!player) {
    player = makePlayer(root, { painter: surroundings.nnvizPainter, ...options });
    players.set(root, player);
  }
  player.setRun(openRun(run), run);
  return player;
}

/**
 * End the player in `root`, if there is one.
 * @param {HTMLElement} root
 */
export function unmount(root) {
  players.get(root)?.destroy();
  players.delete(root);
  root.replaceChildren();
}
