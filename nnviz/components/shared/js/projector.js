// @ts-check
/**
 * The projector mode: the pictures fill the window, in letters for the last row. It is an attribute of
 * the page's root element, so that every style sheet and every component sees the same.
 */

const PROJECTOR = "data-nnviz-projector";
const CHANGED = "nnviz-projector";
const HEIGHT = 1080; // CSS pixels of a window in which letters of 11 are shown with 22
const NARROWEST = 640; // a picture is laid out for no less, whatever the window's height

export const isProjector = () => document.documentElement.hasAttribute(PROJECTOR);

/** How much larger everything is drawn in a window. @param {number} width @param {number} height in CSS pixels */
export function projectorZoom(width, height) {
  return Math.max(1, Math.round(20 * Math.min((2 * height) / HEIGHT, width / NARROWEST)) / 20);
}

/** Enter or leave the projector mode. @param {boolean} next */
export function setProjector(next) {
  if (next === isProjector()) return;
  const page = document.documentElement;
  page.toggleAttribute(PROJECTOR, next);
  if (next) {
    window.addEventListener("resize", sizeForProjector);
    document.addEventListener("fullscreenchange", leaveWithFullscreen);
    // A browser may refuse; the pictures fill the window all the same.
    page.requestFullscreen?.()?.catch(() => {});
  } else {
    window.removeEventListener("resize", sizeForProjector);
    document.removeEventListener("fullscreenchange", leaveWithFullscreen);
    if (document.fullscreenElement === page) document.exitFullscreen().catch(() => {});
  }
  sizeForProjector();
  document.dispatchEvent(new CustomEvent(CHANGED));
}

/** Be told when the mode changes; the function that is returned ends that. @param {() => void} act */
export function onProjector(act) {
  document.addEventListener(CHANGED, act);
  return () => document.removeEventListener(CHANGED, act);
}

function sizeForProjector() {
  const { style } = document.documentElement;
  if (!isProjector()) style.removeProperty("--nnviz-zoom");
  else style.setProperty("--nnviz-zoom", String(projectorZoom(window.innerWidth, window.innerHeight)));
}

/** Esc leaves the full screen without a key that the page hears. */
function leaveWithFullscreen() {
  if (!document.fullscreenElement) setProjector(false);
}
