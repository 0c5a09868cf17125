// @ts-check
/** Buttons with pictures: filled shapes in a square of 16 units. */

import { make, makeSvg } from "./dom.js";

const ICONS = {
  start: "M4 3h2v10H4zM13 3v10L7 8z",
  back: "M11 3v10L4 8zM12 3h1v10h-1z",
  play: "M4 2.5v11L13.5 8z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  forward: "M5 3v10l7-5zM3 3h1v10H3z",
  enlarge: "M9 2h5v5h-1.6V4.7L9.6 7.5 8.5 6.4l2.8-2.8H9zM7 14H2V9h1.6v2.3l2.8-2.8 1.1 1.1-2.8 2.8H7z",
  close: "M3.6 2.5 8 6.9l4.4-4.4 1.1 1.1L9.1 8l4.4 4.4-1.1 1.1L8 9.1l-4.4 4.4-1.1-1.1L6.9 8 2.5 3.6z",
  end: "M10 3h2v10h-2zM3 3v10l6-5z",
  link: "M6.5 4.5h-2a3.5 3.5 0 0 0 0 7h2V10h-2a2 2 0 0 1 0-4h2zM9.5 4.5h2a3.5 3.5 0 0 1 0 7h-2V10h2a2 2 0 0 0 0-4h-2zM5 7.25h6v1.5H5z",
  projector: "M1 2h14v1.5h-1V11H8.75v1.2l2.3 2.3H9.3L8 13.2l-1.3 1.3H4.95l2.3-2.3V11H2V3.5H1zm2.5 1.5v6h9v-6z",
};

/** @typedef {keyof typeof ICONS} IconName */

/** @param {IconName} name */
export function icon(name) {
  const path = makeSvg("path", { d: ICONS[name] });
  return makeSvg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, path);
}

/**
 * A button with a picture; its label is its tooltip as well.
 * @param {IconName} name
 * @param {string} label
 * @param {() => void} act
 */
export function iconButton(name, label, act) {
  return make("button", { type: "button", "aria-label": label, title: label, click: act }, icon(name));
}

/**
 * Give a button another picture and label; one that it has already is left alone.
 * @param {HTMLButtonElement} button
 * @param {IconName} name
 * @param {string} label
 */
export function relabel(button, name, label) {
  if (button.title === label) return;
  button.title = label;
  button.setAttribute("aria-label", label);
  button.replaceChildren(icon(name));
}
