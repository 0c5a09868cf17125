// @ts-check
/**
 * Plays frames over a drawing of a graph.
 *
 * Contract for tests: the root has data-testid="nnviz-stepper", data-frame, data-n-frames and
 * data-playing; nodes have data-node; `.caption` holds the words.
 */

import { closestWith, giveName, partsOf, scrollTo, showDrawing } from "../../diagram/js/drawing.js";
import { make } from "../../shared/js/dom.js";
import { takeKeys } from "../../shared/js/keys.js";
import { makeControls } from "./controls.js";

// Smaller is hard to read, and a narrower place scrolls inside itself; larger is for the last row
// of a classroom.
const STEPPER_SCALES = { least: 0.82, largest: 1.3 };
const SECONDS = 1.6; // of a frame at normal speed

/** @type {[string, string][]} */
const STEPPER_KEYS = [
  ["Space", "play or pause"],
  ["\u2190 \u2192", "one picture back or forward; Page Up and Page Down, too"],
  ["Home End", "the first or the last picture"],
];

/** @typedef {import("../../diagram/js/drawing.js").Part} Part */

/** @typedef {{ kind: string, label: string, text: string, first: number }} NodeText */

/**
 * @typedef {object} Frame
 * @property {string} caption
 * @property {string[]} nodes
 * @property {string[]} sources
 * @property {number[]} edges
 * @property {[string, string][]} counters
 */

/**
 * @typedef {object} AnimationData from Python's Animation
 * @property {string} svg
 * @property {string} shape
 * @property {Record<string, NodeText>} nodes
 * @property {Frame[]} frames
 */

/** @type {Map<string, number>} */
const places = new Map(); // shape -> frame, for a drawing that comes back

export class Stepper {
  /** @param {import("../../shared/js/instances.js").Parent} parent */
  constructor(parent) {
    /** @type {AnimationData} */
    this.data = { svg: "", shape: "", nodes: {}, frames: [] };
    this.known = "";
    this.at = 0;
    this.timer = 0;
    /** @type {Map<string, Part>} */
    this.nodes = new Map();
    /** @type {Part[]} */
    this.edges = [];
    /** @type {Part[]} */
    this.labels = [];
    this.caption = make("p", { class: "caption", role: "status", "aria-live": "polite" });
    this.counters = make("dl", { class: "counters" });
    this.frame = make("div", { class: "frame-of-graph" });
    this.controls = makeControls({
      go: (frame) => this.go(frame),
      goBy: (frames) => this.go(this.at + frames),
      goToEnd: () => this.go(this.last),
      toggle: () => this.toggle(),
    });
    this.root = make("div", { class: "stepper", "data-testid": "nnviz-stepper", tabindex: 0,
      role: "group", "aria-label": "Animation; Space plays, arrows step" },
      this.counters, this.caption, this.frame, this.controls.element);
    this.letKeysGo = takeKeys({ root: this.root, press: (event) => this.press(event), keys: () => STEPPER_KEYS });
    this.frame.onclick = (event) => this.visit(closestWith(event, "data-node"));
    parent.append(this.root);
  }

  get last() {
    return this.data.frames.length - 1;
  }

  /**
   * Take an animation; one that differs in numbers alone stays at its frame.
   * @param {AnimationData} data
   */
  take(data) {
    const text = JSON.stringify(data);
    if (text === this.known) return;
    this.known = text;
    const isSame = this.data.shape === data.shape;
    this.data = data;
    if (!isSame) {
      this.pause();
      this.at = places.get(data.shape) ?? 0;
    }
    this.at = Math.min(this.at, this.last);
    this.draw();
    this.paint();
  }

  /** Build the drawing anew and remember its parts. */
  draw() {
    const svg = showDrawing(this.frame, this.data.svg, STEPPER_SCALES);
    this.nodes = new Map(partsOf(svg, "[data-node]").map((node) => [node.dataset.node ?? "", node]));
    for (const [name, node] of this.nodes) {
      const { kind, text } = this.data.nodes[name];
      node.classList.add(`kind-${kind}`);
      node.removeAttribute("aria-pressed");
      if (text !== "") [...node.querySelectorAll("text.small")].at(-1)?.classList.add("result");
    }
    this.edges = partsOf(svg, "path.edge");
    this.labels = this.pairLabels(partsOf(svg, "g.label"));
    this.edges.forEach((edge, i) => {
      const isQuiet = this.data.nodes[edge.dataset.source ?? ""].text === "";
      this.labels[i]?.classList.toggle("quiet", isQuiet); // nothing comes along it
    });
  }

  /**
   * The label of each edge: edges between the same two nodes have theirs in the same order.
   * @param {Part[]} labels
   */
  pairLabels(labels) {
    /** @param {Part} part */
    const ends = (part) => `${part.dataset.source} ${part.dataset.target}`;
    /** @type {Map<string, Part[]>} */
    const waiting = new Map();
    for (const label of labels) waiting.set(ends(label), [...(waiting.get(ends(label)) ?? []), label]);
    return this.edges.map((edge) => /** @type {Part} */ (waiting.get(ends(edge))?.shift()));
  }

  paint() {
    const frame = this.data.frames[this.at];
    const lit = new Set(frame.edges);
    this.edges.forEach((edge, i) => {
      edge.classList.toggle("lit", lit.has(i));
      this.labels[i]?.classList.toggle("role-local", lit.has(i));
    });
    for (const [name, node] of this.nodes) this.paintNode(name, node, frame);
    this.caption.textContent = frame.caption;
    this.counters.replaceChildren(...frame.counters.map(([name, value]) =>
      make("div", {}, make("dt", {}, name), make("dd", {}, value))));
    this.controls.showStep(this.at, this.last);
    this.root.dataset.frame = String(this.at);
    this.root.dataset.nFrames = String(this.last + 1);
    places.set(this.data.shape, this.at);
    this.showPlaying();
    scrollTo(this.frame, this.nodes.get(frame.nodes[0]));
  }

  /** @param {string} name @param {Part} node @param {Frame} frame */
  paintNode(name, node, frame) {
    const { label, text, first } = this.data.nodes[name];
    const isShown = text !== "" && first <= this.at;
    const isHere = frame.nodes.includes(name);
    const result = node.querySelector(".result");
    if (result) result.textContent = isShown ? text : "";
    node.classList.toggle("role-accumulated", isHere);
    node.classList.toggle("source", !isHere && frame.sources.includes(name));
    node.classList.toggle("done", isShown);
    const words = isShown ? `${label}; ${text.trim()}` : label;
    giveName(node, words);
    if (isHere) node.setAttribute("aria-current", "step");
    else node.removeAttribute("aria-current");
    const title = node.querySelector("title");
    if (title) title.textContent = words;
  }

  /** @param {number} frame */
  go(frame) {
    this.pause();
    this.show(frame);
  }

  /** @param {number} frame */
  show(frame) {
    this.at = Math.max(0, Math.min(this.last, frame));
    this.paint();
  }

  /**
   * Go to where a node gets its result.
   * @param {Part | null} node
   */
  visit(node) {
    const entry = node && this.data.nodes[node.dataset.node ?? ""];
    if (entry?.text) this.go(entry.first);
  }

  toggle() {
    if (this.timer) {
      this.pause();
      return;
    }
    if (this.at === this.last) this.show(0);
    this.wait();
    this.showPlaying();
  }

  wait() {
    window.clearTimeout(this.timer);
    const delay = (1000 * SECONDS) / Number(this.controls.speed.value);
    this.timer = window.setTimeout(() => this.tick(), delay);
  }

  tick() {
    this.timer = 0;
    if (this.at + 1 < this.last) this.wait();
    this.show(this.at + 1);
  }

  pause() {
    window.clearTimeout(this.timer);
    this.timer = 0;
    this.showPlaying();
  }

  /** The button says what it does; a screen reader says the caption when the animation rests. */
  showPlaying() {
    const isPlaying = this.timer !== 0;
    this.root.dataset.playing = String(isPlaying);
    this.caption.setAttribute("aria-live", isPlaying ? "off" : "polite");
    this.controls.showPlaying(isPlaying);
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key does anything */
  press(event) {
    const { key } = event;
    const node = closestWith(event, "data-node");
    /** @type {Record<string, number>} */
    const goals = { ArrowLeft: this.at - 1, ArrowRight: this.at + 1, PageUp: this.at - 1, PageDown: this.at + 1,
                    Home: 0, End: this.last };
    if (node && (key === "Enter" || key === " ")) this.visit(node);
    else if (key === " ") this.toggle();
    else if (key in goals) this.go(goals[key]);
    else return false;
    return true;
  }

  destroy() {
    window.clearTimeout(this.timer);
    this.letKeysGo();
    this.root.remove();
  }
}
