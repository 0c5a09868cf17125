// @ts-check
/**
 * Entry for the page that opens the app without a server: the default run plays until Python is there. Then the app's
 * own player goes on from the same step, if it shows the same run.
 */

import { unmount } from "./mount.js";
import { openPage } from "./page.js";

/** @typedef {{ seek: (step: number) => void, play: () => void, pause: () => void }} Handle what a player offers */

// Slower than the app: each step is a frame, and what draws it is what Python needs to start.
const START = "speed=20";

const openingPlace = document.getElementById("opening-player");
if (openingPlace) openPage(openingPlace, openingPlace.dataset.payload ?? "", { start: START });

/** @param {HTMLElement} root a player @returns {Handle | undefined} */
const handleOf = (root) => /** @type {HTMLElement & { nnviz?: Handle }} */ (root).nnviz;

/** Hand over to the app, whose player is `next`, if there is one. @param {HTMLElement | null} next */
function handOver(next) {
  const shown = openingPlace?.querySelector('[data-testid="nnviz-player"]') ?? openingPlace;
  if (!openingPlace || !(shown instanceof HTMLElement)) return;
  const step = Number(shown.dataset.step), isPlaying = shown.dataset.playing === "true";
  unmount(openingPlace);
  document.getElementById("opening")?.remove();
  const isDefault = location.search === "" && location.hash === "";
  const handle = next && handleOf(next);
  if (!handle || !isDefault || !(step > 0)) return;
  handle.seek(step);
  if (isPlaying) handle.play();
  else handle.pause();
}

document.addEventListener("nnviz-ready", (event) => {
  const { detail } = /** @type {CustomEvent<HTMLElement | null>} */ (event);
  handOver(detail);
}, { once: true });
