// @ts-check
/**
 * Shows a graph's SVG and reports which node was chosen. With `data.sequence` the drawing is one of
 * a sequence: keys and clicks then lead through it.
 */

import { make, setText } from "../../shared/js/dom.js";
import { closestWith, partsOf, scrollTo, showDrawing } from "./drawing.js";
import { takeKeys } from "../../shared/js/keys.js";
import { SequencePosition, sequenceKeys } from "./sequence.js";

// Smaller is hard to read, and a narrower place scrolls inside itself; larger is for the last row
// of a classroom.
const DIAGRAM_SCALES = { least: 0.75, largest: 1.25 };

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
    /** @type {(() => void) | null} */
    this.letKeysGo = null; // a drawing that is no part of a sequence has no keys of the page
    parent.append(this.place);
  }

  /** @param {DiagramData} data */
  take(data) {
    this.frame.style.setProperty("--tallest", tallest(data.sizes));
    const sequence = data.sequence ?? null;
    this.position.take(sequence);
    if (sequence) {
      this.letKeysGo ??= takeKeys({
        root: this.place, press: (event) => this.position.press(event),
        keys: () => (this.position.data ? sequenceKeys(this.position.data) : []),
      });
    }
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

  /** What the page's keys leave over: a node is chosen. @param {KeyboardEvent} event */
  press(event) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault(); // a space would scroll the page
    this.choose(closestWith(event, "data-node"));
  }

  destroy() {
    this.letKeysGo?.();
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
