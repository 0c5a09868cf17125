/**
 * Entry for Streamlit's Components v2, which calls this on changed data and on a theme change, and
 * the returned clean-up once, when the component goes.
 */

import { mount, unmount } from "./mount.js";

const instances = new WeakMap(); // parentElement -> {root, data, player, setStateValue}
const views = new Map(); // key -> where the player was left, when its page was left

/** Streamlit hands over a new array for the same bytes, as after a change of theme. */
function sameBytes(a, b) {
  return a === b || (a?.length === b.length && a.every((byte, i) => byte === b[i]));
}

export default function showPlayer({ key, data, parentElement, setStateValue }) {
  let instance = instances.get(parentElement);
  if (!instance) {
    const root = document.createElement("div");
    parentElement.append(root);
    instance = { root, data: null, player: null };
    instances.set(parentElement, instance);
  }
  instance.setStateValue = setStateValue;
  if (!sameBytes(instance.data, data)) {
    instance.data = data;
    instance.player = mount(instance.root, data, {
      start: views.get(key) ?? null,
      onView: (view) => instance.setStateValue("view", view),
    });
  } else {
    instance.player?.refreshTheme();
  }
  return () => {
    if (instance.player) views.set(key, instance.player.view);
    unmount(instance.root);
    instance.root.remove();
    instances.delete(parentElement);
  };
}
