// @ts-check
/** Which lane keys mean: the one that was pointed at or had the keyboard last. */

/** @import { Lane } from "./types.js" */

/**
 * @param {HTMLElement} list holds the lanes
 * @param {{ readonly lanes: { element: Element, lane: Lane }[] }} shown
 */
export function makeLaneInUse(list, shown) {
  let name = "";
  /** @param {Event} event */
  function use(event) {
    const used = shown.lanes.find(({ element }) => event.composedPath().includes(element));
    if (used) ({ name } = used.lane);
  }
  list.addEventListener("pointerover", use);
  list.addEventListener("focusin", use);
  return {
    /** @returns {Lane} */
    get lane() {
      return (shown.lanes.find(({ lane }) => lane.name === name) ?? shown.lanes[0]).lane;
    },
  };
}
