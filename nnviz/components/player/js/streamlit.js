/**
 * Entry for Streamlit's Components v2, which calls this on changed data and on a theme change, and
 * the returned clean-up once, when the component goes.
 */

import { mount, unmount } from "./mount.js";

const instances = new WeakMap(); // parentElement -> {root, data, player, tell, setStateValue}

// key -> a function that tells where that player stands or was left. Streamlit may build a new one
// before it ends the old one, or load this program again; the playhead must outlive both.
const whereabouts = (globalThis.nnvizWhereabouts ??= new Map());

/** Streamlit hands over a new array for the same bytes, as after a change of theme. */
function sameBytes(a, b) {
  return a === b || (a?.length === b.length && a.every((byte, i) => byte === b[i]));
}

export default function showPlayer({ key, data, parentElement, setStateValue }) {
  let instance = instances.get(parentElement);
  if (!instance) {
    const root = document.createElement("div");
    parentElement.append(root);
    instance = { root, data: null, player: null, tell: () => instance.player.view };
    instances.set(parentElement, instance);
  }
  instance.setStateValue = setStateValue;
  if (!sameBytes(instance.data, data)) {
    instance.data = data;
    instance.player = mount(instance.root, data, {
      start: whereabouts.get(key)?.() ?? null,
      onView: (view) => instance.setStateValue("view", view),
    });
    if (instance.player) whereabouts.set(key, instance.tell);
  } else {
    instance.player?.refreshTheme();
  }
  return () => {
    const view = instance.player?.view;
    if (whereabouts.get(key) === instance.tell) whereabouts.set(key, () => view);
    unmount(instance.root);
    instance.root.remove();
    instances.delete(parentElement);
  };
}
