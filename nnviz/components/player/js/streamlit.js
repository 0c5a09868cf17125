// @ts-check
/** Entry for Streamlit's Components v2. */

import { make } from "../../shared/js/dom.js";
import { onePerParent } from "../../shared/js/instances.js";
import { mount, unmount } from "./mount.js";
import { KeptParts, openMessage, unpack } from "./wire.js";

/** @import { Report } from "./types.js" */

/** @typedef {import("../../shared/js/instances.js").Parent} Parent */

// name -> a function that says where that player is, or where the last one was. Streamlit may build a
// new player before it ends the old one, or load this program again; the playhead must outlive both.
/** @type {typeof globalThis & { nnvizPlayheads?: Map<string, () => string>, nnvizParts?: KeptParts }} */
const shared = globalThis;
const playheads = (shared.nnvizPlayheads ??= new Map());
const keptParts = (shared.nnvizParts ??= new KeptParts());

class PlayerInPage {
  /** @param {Parent} parent */
  constructor(parent) {
    this.root = make("div");
    /** @type {(name: string, value: unknown) => void} */
    this.setStateValue = () => {};
    /** Of the run that was given last: a message that comes again says the same. */
    this.mark = "";
    /** Of the message that was given last: what an earlier one holds may be unpacked after it. */
    this.turn = 0;
    /** @type {ReturnType<typeof mount>} */
    this.player = null;
    this.name = "";
    this.report = () => this.player?.state ?? "";
    parent.append(this.root);
  }

  /** @param {Uint8Array} message @param {string} name */
  async take(message, name) {
    this.name = name;
    const turn = ++this.turn;
    try {
      const opened = await openMessage(message);
      if (turn !== this.turn) return;
      if (opened.head.mark === this.mark) {
        this.player?.refreshTheme(); // as after a change of theme
        return;
      }
      const { payload, missing } = await unpack(opened, keptParts);
      if (turn !== this.turn) return;
      if (missing.length) this.setStateValue("missing", missing);
      else this.show(payload, opened.head.mark);
    } catch (error) {
      if (turn !== this.turn) return;
      unmount(this.root);
      this.player = null;
      this.mark = "";
      this.root.replaceChildren(make("p", { role: "alert" }, error instanceof Error ? error.message : String(error)));
    }
  }

  /** @param {Uint8Array} payload @param {string} mark */
  show(payload, mark) {
    this.mark = mark;
    this.player = mount(this.root, payload, {
      start: playheads.get(this.name)?.() ?? "",
      address: this.name,
      needsAudience: true,
      onView: (/** @type {Report} */ view) => this.setStateValue("view", view),
    });
    if (this.player) playheads.set(this.name, this.report);
  }

  destroy() {
    this.turn = 0;
    const state = this.report();
    if (playheads.get(this.name) === this.report) playheads.set(this.name, () => state);
    unmount(this.root);
    this.root.remove();
  }
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
  void instance.take(data, keyAround(parentElement));
  return end;
}
