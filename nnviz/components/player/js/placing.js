// @ts-check
/** Putting elements where a plan says. */

import { setText } from "../../shared/js/dom.js";
import { isProjector } from "../../shared/js/projector.js";
import { shapeOfWidth } from "./layout.js";

/** @import { Place } from "./types.js" */
/** @import { Room } from "./layout.js" */

/**
 * Give an element its place in the box around it; without one it is not shown.
 * @param {HTMLElement | SVGElement} element
 * @param {Place | null | undefined} place
 */
export function setPlace(element, place) {
  element.style.display = place ? "" : "none";
  if (!place) return;
  const [left, top, width, height] = place;
  Object.assign(element.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}

/**
 * Tell the style sheet what a window is, and keep room for the longest text, so that nothing moves when it comes.
 * @param {HTMLElement} box the player
 * @param {HTMLElement} element the text's
 * @param {string} text
 */
export function prepareRoom(box, element, text) {
  const shape = isProjector() ? "hall" : shapeOfWidth(box.clientWidth);
  for (const name of ["hall", "narrow", "compact"]) box.classList.toggle(`nv-${name}`, shape === name);
  element.style.minHeight = "";
  setText(element, text);
  element.style.minHeight = `${element.offsetHeight}px`;
}

const LEAST_HEIGHT = 300; // CSS pixels for the lanes, however low the window is
const NEAR_TOP = 260; // a player that begins further down is scrolled to

/**
 * The room in which nothing of the player needs scrolling, after `prepareRoom`.
 * @param {HTMLElement} box the player
 * @param {HTMLElement} laneList
 * @param {HTMLElement} bottom what is under the lanes
 * @returns {Room}
 */
export function roomForLanes(box, laneList, bottom) {
  const isHall = isProjector();
  const zoom = box.currentCSSZoom ?? 1; // of the projector mode
  const begin = box.getBoundingClientRect().top;
  const top = begin + scrolledBy(box);
  const above = laneList.getBoundingClientRect().top - begin;
  const room = (window.innerHeight - (top > 0 && top < NEAR_TOP ? top : 0) - above) / zoom - bottom.offsetHeight - 2;
  return { width: box.clientWidth, height: Math.max(LEAST_HEIGHT, Math.floor(room)), isHall };
}

/** How far what is around an element has been scrolled. @param {Element} element */
function scrolledBy(element) {
  let sum = window.scrollY;
  /** @type {Node | null} */
  let node = element;
  while (node) {
    if (node instanceof HTMLElement && node !== document.documentElement && node !== document.body) sum += node.scrollTop;
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return sum;
}

/**
 * Call when the player's width or the window's height has changed.
 * @param {HTMLElement} box the player
 * @param {() => void} onChange
 * @returns {() => void} what ends it
 */
export function watchSize(box, onChange) {
  let [width, height] = [0, 0];
  const look = () => {
    if (box.clientWidth === 0) return; // hidden
    if (box.clientWidth === width && window.innerHeight === height) return;
    [width, height] = [box.clientWidth, window.innerHeight];
    onChange();
  };
  const sizes = new ResizeObserver(look);
  sizes.observe(box);
  window.addEventListener("resize", look);
  return () => {
    sizes.disconnect();
    window.removeEventListener("resize", look);
  };
}
