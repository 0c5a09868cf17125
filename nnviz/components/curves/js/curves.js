// @ts-check
/**
 * g and g′ of every activation in small pictures of one scale. Pointing at z in one of them shows
 * the same z in all; a slider does the same for keyboards and fingers.
 *
 * Contract for tests: the root has data-testid="nnviz-curves" and data-z; each picture is a
 * figure[data-name], whose [data-value=g] and [data-value=slope] are the numbers at z.
 */

import { make } from "../../shared/js/dom.js";
import { Picture, steady } from "./picture.js";

const NOTE = "All pictures have the same scales. Lines that leave a picture go on. ● is the value at 0, "
  + "○ is only approached; where ReLU and leaky ReLU have no derivative, training uses the one from "
  + "the left.";

/** @typedef {{ z: number[], panels: import("./picture.js").Panel[] }} CurvesData */

export class Curves {
  /** @param {import("../../shared/js/instances.js").Parent} parent */
  constructor(parent) {
    this.root = make("div", { class: "curves", "data-testid": "nnviz-curves" });
    this.slider = make("input", { type: "range", min: 0, step: 1,
      "aria-label": "z, the same in every picture" });
    this.readout = make("span", { class: "z" });
    /** @type {number[]} */
    this.z = [];
    /** @type {Picture[]} */
    this.pictures = [];
    this.slider.oninput = () => this.show(Number(this.slider.value));
    parent.append(this.root);
  }

  /**
   * Draw the pictures, once: data never change, and colours are the style sheet's.
   * @param {CurvesData} data
   */
  take({ z, panels }) {
    if (this.pictures.length > 0) return;
    this.z = z;
    this.pictures = panels.map((panel) => new Picture(panel, z));
    this.slider.max = String(z.length - 1);
    const grid = make("div", { class: "grid-of-pictures" },
      ...this.pictures.map((picture) => picture.figure), make("p", { class: "note" }, NOTE));
    grid.onpointermove = grid.onpointerdown = (event) => this.point(event);
    this.root.append(
      make("div", { class: "bar" },
        make("span", { class: "key g" }, "g(z)"),
        make("span", { class: "key slope" }, "g′(z)"),
        make("label", {}, this.readout, this.slider)),
      grid);
    this.show(z.indexOf(1));
  }

  /** @param {PointerEvent} event */
  point(event) {
    const { target } = event;
    const picture = this.pictures.find(({ figure }) => target instanceof Node && figure.contains(target));
    if (!picture) return;
    const box = picture.svg.getBoundingClientRect();
    this.show(Math.round(((event.clientX - box.left) / box.width) * (this.z.length - 1)));
  }

  /**
   * Show the values at the z with this index, or the closest one that there is.
   * @param {number} index
   */
  show(index) {
    const at = Math.max(0, Math.min(this.z.length - 1, index));
    for (const picture of this.pictures) picture.show(at);
    const text = `z = ${steady(this.z[at], 2)}`;
    this.slider.value = String(at);
    this.slider.setAttribute("aria-valuetext", text);
    this.readout.textContent = text;
    this.root.dataset.z = String(this.z[at]);
  }

  destroy() {
    this.root.remove();
  }
}
