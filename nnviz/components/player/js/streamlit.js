/** Entry for Streamlit's Components v2. */

import { make } from "../../shared/js/dom.js";
import { onePerParent } from "../../shared/js/instances.js";
import { mount, unmount } from "./mount.js";

// key -> a function that gives that player's view, or the last one that it had. Streamlit may build a
// new player before it ends the old one, or load this program again; the playhead must outlive both.
const playheads = (globalThis.nnvizPlayheads ??= new Map());

class PlayerInPage {
  constructor(parent) {
    this.root = make("div");
    this.setStateValue = () => {};
    this.bytes = null;
    this.player = null;
    this.key = "";
    this.report = () => this.player?.view ?? null;
    parent.append(this.root);
  }

  take(bytes, key) {
    this.key = key;
    if (sameBytes(this.bytes, bytes)) {
      this.player?.refreshTheme();
      return;
    }
    this.bytes = bytes;
    this.player = mount(this.root, bytes, {
      start: playheads.get(key)?.() ?? null,
      onView: (view) => this.setStateValue("view", view),
    });
    if (this.player) playheads.set(key, this.report);
  }

  destroy() {
    const view = this.player?.view;
    if (playheads.get(this.key) === this.report) playheads.set(this.key, () => view);
    unmount(this.root);
    this.root.remove();
  }
}

/** Streamlit hands over a new array for the same bytes, as after a change of theme. */
function sameBytes(a, b) {
  return a === b || (a?.length === b.length && a.every((byte, i) => byte === b[i]));
}

const playerIn = onePerParent((parent) => new PlayerInPage(parent));

export default function showPlayer({ key, data, parentElement, setStateValue }) {
  const { instance, end } = playerIn(parentElement);
  instance.setStateValue = setStateValue;
  instance.take(data, key);
  return end;
}
