// @ts-check
/** The buttons for the projector mode, the link to what is on screen, and the list of keys. */

import { make } from "../../shared/js/dom.js";
import { keepHistory } from "../../shared/js/history.js";
import { iconButton, relabel } from "../../shared/js/icons.js";
import { sharedKeys, showKeys } from "../../shared/js/keys.js";
import { makeLinkDialog } from "./link.js";
import { isProjector, onProjector, setProjector } from "../../shared/js/projector.js";

export class Shortcuts {
  /** @param {import("../../shared/js/instances.js").Parent} parent */
  constructor(parent) {
    this.projector = iconButton("projector", "Projector mode (F)", () => setProjector(!isProjector()));
    this.projector.classList.add("projector");
    /** @type {(link: string) => void} */
    this.askForCode = () => {};
    this.link = iconButton("link", "Link and QR code", () => this.dialog.open());
    this.list = make("button", { type: "button", title: "Keys (?)", "aria-label": "Keys (?)", click: () => showKeys() }, "?");
    this.root = make("div", { class: "shortcuts", role: "group", "aria-label": "Page" }, this.link, this.projector, this.list);
    this.dialog = makeLinkDialog(this.root, (link) => this.askForCode(link));
    this.endProjector = onProjector(() => this.show());
    parent.append(this.root);
    // Also makes F and ? work on pages without a picture that has keys of its own.
    sharedKeys().place = this.root;
    keepHistory();
    this.show();
  }

  show() {
    relabel(this.projector, isProjector() ? "close" : "projector", isProjector() ? "Leave projector mode (Esc)" : "Projector mode (F)");
    this.root.classList.toggle("in-projector", isProjector());
  }

  destroy() {
    this.endProjector();
    if (sharedKeys().place === this.root) sharedKeys().place = null;
    setProjector(false); // the next page begins as pages do, unless its link says otherwise
    this.root.remove();
  }
}
