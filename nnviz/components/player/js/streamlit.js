// @ts-check
/** Entry for Streamlit's Components v2. */

import { make } from "../../shared/js/dom.js";
import { onePerParent } from "../../shared/js/instances.js";
import { mount, unmount } from "./mount.js";

/** @import { Report } from "./types.js" */

/** @typedef {import("../../shared/js/instances.js").Parent} Parent */

// name -> a function that says where that player is, or where the last one was. Streamlit may build a
// new player before it ends the old one, or load this program again; the playhead must outlive both.
/** @type {typeof globalThis & { nnvizPlayheads?: Map<string, () => string> }} */
const shared = globalThis;
const playheads = (shared.nnvizPlayheads ??= new Map());

class PlayerInPage {
  /** @param {Parent} parent */
  constructor(parent) {
    this.root = make("div");
    /** @type {(name: string, value: unknown) => void} */
    this.setStateValue = () => {};
    /** @type {Uint8Array | null} */
    this.bytes = null;
    /** @type {ReturnType<typeof mount>} */
    this.player = null;
    this.name = "";
    this.report = () => this.player?.state ?? "";
    parent.append(this.root);
  }

  /** @param {Uint8Array} bytes @param {string} name */
  take(bytes, name) {
    this.name = name;
    if (sameBytes(this.bytes, bytes)) {
      this.player?.refreshTheme();
      return;
    }
    this.bytes = bytes;
    this.player = mount(this.root, bytes, {
      start: playheads.get(name)?.() ?? "",
      address: name,
      needsAudience: true,
      onView: (/** @type {Report} */ view) => this.setStateValue("view", view),
    });
    if (this.player) playheads.set(name, this.report);
  }

  destroy() {
    const state = this.report();
    if (playheads.get(this.name) === this.report) playheads.set(this.name, () => state);
    unmount(this.root);
    this.root.remove();
  }
}

/**
 * Streamlit hands over a new array for the same bytes, as after a change of theme.
 * @param {Uint8Array | null} a
 * @param {Uint8Array} b
 */
function sameBytes(a, b) {
  return a === b || (a !== null && a.length === b.length && a.every((byte, i) => byte === b[i]));
}

const playerIn = onePerParent((parent) => new PlayerInPage(parent));

/**
 * The key under which a page shows the player, the same in every session. Streamlit writes it as a class around the
 * component; the key that it hands over is another one, of this place in this session.
 * @param {Parent} parent
 */
function keyAround(parent) {
  const host = parent instanceof ShadowRoot ? parent.host : parent;
  return /(?:^|\s)st-key-(\S+)/.exec(host.closest("[class*=st-key-]")?.className ?? "")?.[1] ?? "player";
}

/** @param {import("../../shared/js/instances.js").Call<Uint8Array>} call */
export default function showPlayer({ data, parentElement, setStateValue }) {
  const { instance, end } = playerIn(parentElement);
  instance.setStateValue = setStateValue;
  instance.take(data, keyAround(parentElement));
  return end;
}
