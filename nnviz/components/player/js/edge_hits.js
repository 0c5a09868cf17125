// @ts-check
/**
 * The edges of a lane as things to point at and to focus: wide strokes that are not seen, over the
 * painted ones. A lane is one stop of the Tab key; arrow keys go from edge to edge.
 */

import { inputName } from "./axes.js";
import { edgeWeight, fullWidthWeight, isScaled, scaledWeight } from "./edge_weights.js";
import { make, makeSvg } from "../../shared/js/dom.js";
import { number, signed } from "../../shared/js/format.js";

/** @import { Edge, Lane, LanePlan, Lens, Run } from "./types.js" */

const REACH = 12; // CSS pixels that an edge is wide for the pointer
const NEXT = ["ArrowRight", "ArrowDown"];
const PREVIOUS = ["ArrowLeft", "ArrowUp"];

/** @param {Run} run @param {Lane} lane @param {Lens} lens */
export function makeEdgeHits(run, lane, lens) {
  const svg = makeSvg("svg", { class: "nv-hits", role: "group", "aria-label": `Weights of ${lane.label}: arrow keys go from one to the next` });
  const tip = make("div", { class: "nv-edge-tip", role: "tooltip", hidden: true });
  /** @type {{ edge: Edge, path: SVGPathElement }[]} */
  let hits = [];
  /** @type {Edge | null} */
  let shown = null;
  let step = 0;
  let width = 0;

  /** Whether an edge can be reached: of several outputs, those of the one that is chosen. @param {Edge} edge */
  const isOpen = (edge) => edge.kind === "hidden" || edge.k === lens.k;
  const open = () => hits.filter(({ edge }) => isOpen(edge));

  /** @param {Edge | null} edge */
  function show(edge) {
    shown = edge;
    tip.hidden = edge === null;
    if (edge) write(edge);
  }

  /** @param {Edge} edge */
  function write(edge) {
    const [name, index] = nameOf(run, lane, edge);
    tip.replaceChildren(name, make("sub", {}, index), ` = ${signed(edgeWeight(lane, step, edge))}`,
      make("span", { class: "nv-muted" }, scaledText(run, lane, step, edge)));
    const [x, y] = middleOf(edge.way);
    tip.style.top = `${y}px`;
    tip.style.left = `${Math.min(Math.max(x, 0), width)}px`;
    tip.style.transform = `translate(${x < width / 3 ? 0 : x > (2 * width) / 3 ? -100 : -50}%, ${y < 60 ? 40 : -140}%)`;
  }

  /** @param {SVGPathElement} path */
  function focus(path) {
    hits.forEach((hit) => hit.path.setAttribute("tabindex", hit.path === path ? "0" : "-1"));
    path.focus({ preventScroll: true });
  }

  svg.onkeydown = (event) => {
    const all = open().map(({ path }) => path);
    const at = all.findIndex((path) => path === event.target);
    const by = NEXT.includes(event.key) ? 1 : PREVIOUS.includes(event.key) ? -1 : 0;
    if (at < 0 || by === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    focus(all[(at + by + all.length) % all.length]);
  };

  return {
    elements: [svg, tip],
    /** @param {LanePlan} plan */
    place({ edges, box }) {
      width = box[2];
      const was = hits.find(({ path }) => path.getAttribute("tabindex") === "0")?.edge.id;
      const isSame = hits.length > 0;
      const weighted = edges.filter(({ kind }) => kind !== "link");
      if (!isSame) {
        hits = weighted.map((edge) => ({ edge, path: makeSvg("path", { role: "img", tabindex: "-1", "stroke-width": REACH }) }));
        svg.replaceChildren(...hits.map(({ path }) => path));
      }
      hits.forEach((hit, i) => {
        const edge = weighted[i];
        Object.assign(hit, { edge });
        hit.path.setAttribute("d", pathOfWay(edge.way));
        hit.path.setAttribute("data-edge", edge.id);
        hit.path.onpointerenter = hit.path.onfocus = () => show(edge);
        hit.path.onpointerleave = hit.path.onblur = () => show(null);
      });
      const stop = hits.find(({ edge }) => edge.id === was) ?? hits[0];
      stop?.path.setAttribute("tabindex", "0");
      if (shown) show(hits.find(({ edge }) => edge.id === shown?.id)?.edge ?? null);
    },
    /** @param {number} now a step */
    write(now) {
      step = now;
      if (shown) write(shown);
    },
    /** Words for every edge, at a step that stays. */
    describe() {
      hits.forEach(({ edge, path }) => {
        path.style.display = isOpen(edge) ? "" : "none";
        const [name, index] = nameOf(run, lane, edge);
        path.setAttribute("aria-label", `${name} ${index} = ${signed(edgeWeight(lane, step, edge))}, ${ends(run, edge)}`);
      });
      const stop = open();
      if (!stop.some(({ path }) => path.getAttribute("tabindex") === "0")) stop[0]?.path.setAttribute("tabindex", "0");
    },
  };
}

/**
 * The lecture's symbol of a weight, as its letter and its index: the layer, the unit it leads to, and what
 * it comes from; 0 is the bias.
 * @param {Run} run
 * @param {Lane} lane
 * @param {Edge} edge
 * @returns {[string, string]}
 */
function nameOf(run, lane, { kind, i, m, k }) {
  if (kind === "hidden") return ["w", `H,${m + 1},${i}`];
  const output = lane.n_outputs > 1 ? `${run.n_classes > 2 ? k : k + 1},` : "";
  return ["w", `O,${output}${m + 1}`];
}

/** From where to where, in words. @param {Run} run @param {Edge} edge */
function ends(run, { kind, i, m, k }) {
  const from = kind === "hidden" ? (i ? `from ${inputName(run, i - 1)}` : "bias") : m < 0 ? "bias" : `from hidden unit ${m + 1}`;
  return `${from} to ${kind === "hidden" ? `hidden unit ${m + 1}` : `output ${run.head.outputName(k)}`}`;
}

/**
 * What the width shows, where it is not the number itself.
 * @param {Run} run
 * @param {Lane} lane
 * @param {number} step
 * @param {Edge} edge
 */
function scaledText(run, lane, step, edge) {
  const full = number(fullWidthWeight(run.domain, lane), 1);
  if (edge.kind !== "hidden" || isScaled(run.domain)) return `  full width from ${full}`;
  const scaled = signed(scaledWeight(run.domain, lane, step, edge));
  return `  ${scaled} for inputs scaled to −1 … 1; full width from ${full}`;
}

/** @param {number[]} way */
function pathOfWay(way) {
  let text = `M${way[0]} ${way[1]}`;
  for (let at = 2; at < way.length; at += 6) text += `C${way.slice(at, at + 6).join(" ")}`;
  return text;
}

/** The middle of the cubic in the middle of a way. @param {number[]} way */
function middleOf(way) {
  const at = 6 * Math.floor((way.length - 2) / 12);
  const cubic = way.slice(at, at + 8);
  return [0, 1].map((axis) => (cubic[axis] + 3 * cubic[2 + axis] + 3 * cubic[4 + axis] + cubic[6 + axis]) / 8);
}
