// @ts-check
/**
 * Shows a graph's SVG and reports which node was chosen. With `data.sequence` the drawing is one of
 * a sequence: keys and clicks then lead through it.
 */

import { make, setText } from "../../shared/js/dom.js";
import { closestWith, partsOf, scrollTo, showDrawing } from "./drawing.js";
import { SequencePosition } from "./sequence.js";

// Smaller is hard to read, and a narrower place scrolls inside itself; larger is for the last row
// of a classroom.
const DIAGRAM_SCALES = { least: 0.75, largest: 1.25 };

/** Elements that use the arrows, digits or Enter themselves. */
const OCCUPIED = "input, textarea, select, [contenteditable], [role=slider], [role=radio], "
  + "[role=tab], [role=option], [role=combobox], [role=listbox], [role=dialog]";

/** @typedef {import("./drawing.js").Part} Part */

/**
 * @typedef {object} DiagramData
 * @property {string} svg
 * @property {[number, number][]} sizes width and height of the drawings in the same row
 * @property {import("./sequence.js").SequenceData} [sequence]
 */

export class Diagram {
  /** @param {import("../../shared/js/instances.js").Parent} parent */
  constructor(parent) {
    /** @type {(name: string, value: unknown) => void} */
    this.report = () => {};
    this.svg = "";
    this.position = new SequencePosition((request) => this.report("request", request));
    this.frame = make("div", { class: "frame-of-graph" });
    this.announcement = make("div", { class: "announcement", "aria-live": "polite" });
    this.place = make("div", { class: "place-of-graph" }, this.frame, this.announcement);
    this.frame.onclick = (event) => this.click(event);
    this.frame.onkeydown = (event) => this.press(event);
    this.frame.onpointerover = (event) => this.point(closestWith(event, "data-node"));
    this.frame.onpointerleave = () => this.point(null);
    this.frame.addEventListener("focusin", (event) => this.point(closestWith(event, "data-node")));
    this.frame.addEventListener("focusout", () => this.point(null));
    /** @param {KeyboardEvent} event */
    this.onPage = (event) => this.pressOnPage(event);
    document.addEventListener("keydown", this.onPage);
    parent.append(this.place);
  }

  /** @param {DiagramData} data */
  take(data) {
    this.frame.style.setProperty("--tallest", tallest(data.sizes));
    const sequence = data.sequence ?? null;
    this.position.take(sequence);
    if (sequence) {
      this.place.dataset.at = String(sequence.at);
      this.place.dataset.acknowledged = String(sequence.acknowledged);
      setText(this.announcement, sequence.announcement);
    }
    if (this.svg === data.svg) return;
    this.svg = data.svg;
    showDrawing(this.frame, data.svg, DIAGRAM_SCALES);
    scrollTo(this.frame, this.frame.querySelector(".node.role-focus, .label.role-focus"));
  }

  /** @param {MouseEvent} event */
  click(event) {
    const node = closestWith(event, "data-node");
    const edge = node ? null : closestWith(event, "data-source");
    if (edge) this.position.visit(`${edge.dataset.source}>${edge.dataset.target}`);
    else this.choose(node);
  }

  /**
   * Choose a node, or none if it was the chosen one; in a sequence, go to its place.
   * @param {Part | null} node
   */
  choose(node) {
    if (!node) return;
    const name = node.dataset.node ?? "";
    if (this.position.data) this.position.visit(name);
    else this.report("node", node.getAttribute("aria-pressed") === "true" ? null : name);
  }

  /**
   * Fade what does not touch the node under the pointer.
   * @param {Part | null} node
   */
  point(node) {
    this.frame.querySelector(".graph")?.classList.toggle("pointed", Boolean(node));
    const name = node?.dataset.node;
    for (const edge of partsOf(this.frame, "[data-source]")) {
      const { source, target } = edge.dataset;
      edge.classList.toggle("near", name !== undefined && (source === name || target === name));
    }
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const isOfSequence = this.position.press(event);
    if (!isOfSequence && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault(); // a space would scroll the page
    if (!isOfSequence) this.choose(closestWith(event, "data-node"));
  }

  /**
   * A key anywhere on the page, unless what has the keyboard needs it itself.
   * @param {KeyboardEvent} event
   */
  pressOnPage(event) {
    const focused = document.activeElement;
    const isOnPage = !focused || focused === document.body;
    if (event.defaultPrevented || focused?.closest(OCCUPIED)) return;
    if (!isOnPage && event.key === "Enter") return; // that is a click on what has the keyboard
    if (this.position.press(event)) event.preventDefault();
  }

  destroy() {
    document.removeEventListener("keydown", this.onPage);
    this.place.remove();
  }
}

/**
 * The height, in CSS, of the tallest of drawings that are as wide as their place allows.
 * @param {[number, number][]} sizes
 */
function tallest(sizes) {
  const heights = sizes.map(([width, height]) => {
    const { least, largest } = DIAGRAM_SCALES;
    return `clamp(${least * height}px, ${(100 * height) / width}cqw, ${largest * height}px)`;
  });
  return `max(${heights.join(", ")})`;
}
