// @ts-check
/**
 * One node's picture at the full width of the player, with axes and with values at the pointer. It is
 * drawn by what draws the small one, and takes part in all that the lanes do.
 */

import { make, setText } from "../../shared/js/dom.js";
import { count, number, signed } from "../../shared/js/format.js";
import { iconButton } from "../../shared/js/icons.js";
import { axisOf, inputName, makeAxes } from "./axes.js";
import { heightOf, makeSamples, remarkOf, showScales } from "./captions.js";
import { chainsOf } from "./chains.js";
import { makeCurveAxes } from "./curve_axes.js";
import { makeMap } from "./map.js";
import { download, imageOf, makePicture, pngOf, svgText } from "./picture.js";
import { sceneOf } from "./scene.js";
import { nodeText, nodeTitle } from "./titles.js";

/** @import { Axis } from "./axes.js" */
/** @import { Lane, Lens, Palette, Run, SizedLayout } from "./types.js" */
/** @import { Painting } from "./painting.js" */

const ENLARGED = "enlarged"; // the view's name
const READING_HINT = "Point at the picture, or focus it and use the arrow keys, to read values.";
const LEAST_SIDE = 240; // CSS pixels a side
const HEIGHT_AROUND = 360; // CSS pixels of height that the picture leaves to what is around it
const AXIS_ROOM = 64; // CSS pixels for the upright axis
const KEY_STEP = 0.01; // of a side, for an arrow key; ten times with Shift

/**
 * @param {Run} run
 * @param {Lane} lane
 * @param {Lens} lens
 * @param {string} node
 * @param {{ onClose: () => void, onRead: (unit: [number, number]) => void, painting: Painting }} on
 */
export function makeEnlarged(run, lane, lens, node, on) {
  const isCurve = run.nInputs === 1;
  const isHidden = node[0] === "h";
  const title = make("b", {});
  const map = makeMap(lane, node, title);
  map.enlarge.remove();
  const { frame } = map;
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.classList.add("nv-large-frame");
  frame.setAttribute("data-own-keys", "ArrowLeft ArrowRight ArrowUp ArrowDown"); // they move the point that is read
  const heading = make("h3", {});
  const stepText = make("span", { class: "nv-muted" });
  const reading = make("p", { class: "nv-reading", "aria-live": "polite", "data-testid": "nnviz-reading" }, READING_HINT);
  const saving = make("span", { class: "nv-muted", role: "status" });
  const textButton = (/** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ act) =>
    make("button", { type: "button", class: "nv-button nv-text-button", "aria-label": label, title: label, click: act }, text);
  const close = iconButton("close", "Close (Escape)", on.onClose);
  close.classList.add("nv-button");
  const buttons = make("div", { class: "nv-buttons" },
    textButton("PNG", "Save this picture as PNG", () => save("png")),
    textButton("SVG", "Save this picture as SVG", () => save("svg")), close);
  const lines = isCurve ? null : make("canvas", { class: "nv-lines", "aria-hidden": "true" });
  const box = make("div", { class: "nv-large" }, map.element, ...(lines ? [lines] : []));
  const element = make("section", { class: "nv-enlarged", "data-node": node, "data-lane": lane.name },
    make("header", {}, heading, make("span", { class: "nv-muted" }, lane.formula), stepText, buttons), reading, box, saving);

  const isOutput = node[0] === "o";
  const parts = { hidden: isHidden ? [map] : [], outputs: isOutput ? [map] : [], classes: node === "class" ? map : null };
  // Targets of a regression have another scale than a hidden unit: no points there.
  const hasSamples = !isHidden || run.n_classes > 0;
  const samples = makeSamples(run, lane, lens, hasSamples ? [map] : []);
  const painter = on.painting.show(ENLARGED, lane, { maps: [map], lines, edges: null });
  /** @type {Palette} */
  let palette;
  /** @type {number[] | null} */
  let unitRead = null;
  /** @type {Element | null} */
  let axes = null;
  /** @type {{ x: Axis, y: Axis }} */
  let axisPair;

  function axesNow() {
    const x = axisOf(inputName(run, 0), run.domain[0]);
    if (!isCurve) return { x, y: axisOf(inputName(run, 1), run.domain[1]) };
    const { hiddenRange, outputRange, unitY } = makeCurveAxes(run, lane, lens);
    const range = isHidden ? hiddenRange : outputRange;
    return { x, y: axisOf(isHidden ? "u" : "u_O", [range.low, range.high], (v) => unitY(v, range)) };
  }

  frame.onkeydown = (event) => {
    /** @type {Record<string, [number, number]>} */
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const move = moves[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const by = KEY_STEP * (event.shiftKey ? 10 : 1);
    const from = unitRead ?? [0.5, 0.5];
    const moved = from.map((v, axis) => Math.min(Math.max(v + by * move[axis], 0), 1));
    on.onRead([moved[0], moved[1]]);
  };

  const titleNow = () => `${nodeText(run, lane, node, lens)} of the ${lane.label} network`;

  /** @param {"png" | "svg"} kind */
  async function save(kind) {
    const seen = await on.painting.pixels(ENLARGED, node);
    if (!seen) return;
    const at = lane.clamp(seen.step);
    const svg = makePicture({
      run, palette, map, image: imageOf(seen), axes: axisPair, title: titleNow(),
      text: `${lane.formula}, step ${count(at)} of ${count(run.n_planned)}${offText(lens)}`,
      points: hasSamples ? (/** @type {number} */ i) => samples.place(map, i) : null,
      lines: isCurve ? [] : chainsOf(run, lane, lens, node, at),
    });
    const name = `nnviz-${lane.name}-${node}-step-${at}.${kind}`;
    const blob = kind === "svg" ? new Blob([svgText(svg)], { type: "image/svg+xml" }) : await pngOf(svg);
    download(blob, name);
    setText(saving, `Saved ${name}.`);
  }

  const view = {
    element, lane, maps: [map], lens, node, save,
    /** @param {Palette} next */
    setPalette(next) {
      palette = next;
      lane.color = palette.lanes[run.lanes.indexOf(lane)];
      showScales(run, lane, lens, palette, parts);
      title.replaceChildren(...nodeTitle(run, lane, node, lens));
      setText(heading, titleNow());
      element.setAttribute("aria-label", `Enlarged: ${titleNow()}`);
      axisPair = axesNow();
      axes?.remove();
      axes = makeAxes(axisPair.x, axisPair.y);
      frame.append(axes);
    },
    /** @param {SizedLayout} layout @param {boolean} isMoving */
    setLayout(layout, isMoving) {
      const width = element.clientWidth - AXIS_ROOM;
      const side = Math.floor(Math.max(Math.min(width, (window.innerHeight - HEIGHT_AROUND) * layout.aspect), LEAST_SIDE));
      map.element.style.width = `${side}px`;
      const { ratio } = layout;
      painter.setScene(sceneOf(box, [map], { palette, color: lane.color, lens, ratio, isMoving, isEnlarged: true }));
    },
    forget: () => painter.forget(),
    drawPoints: (/** @type {number} */ ratio) => samples.draw(palette, ratio),
    place: samples.place,
    /** @param {number[] | null} unit @param {number[]} x @param {number} step */
    showPointer(unit, x, step) {
      unitRead = unit;
      if (!unit || !isCurve) map.showPointer(unit);
      else map.showPointer([unit[0], heightOf(run, lane, lens, node, lane.value(node, x, step, lens))]);
    },
    /** @param {number | null} sample */
    showChosen(sample) {
      map.showChosen(sample === null || (isCurve && isHidden) ? null : view.place(map, sample));
    },
    /** @param {number} step */
    writeNumbers(step) {
      const at = lane.clamp(step);
      setText(stepText, `step ${count(at)}${offText(lens)}`);
      setText(map.note, isOutput ? remarkOf(run, lane, lens) : "");
    },
    /** @param {number} step @param {number[] | null} x @param {number | null} near */
    writeValues(step, x, near = null) {
      setText(reading, x === null ? READING_HINT : readingAt(run, lane, lens, node, { step, x, near }));
    },
    /** @param {number} step */
    describe(step) {
      const label = `${titleNow()} at step ${lane.clamp(step)}`;
      map.canvas.setAttribute("aria-label", label);
      frame.setAttribute("aria-label", `${label}. Arrow keys move the point whose value is read.`);
    },
  };
  return view;
}

/** @param {Lens} lens */
function offText({ off, isSum, terms }) {
  const without = [...off].sort((a, b) => a - b).map((m) => `u${m + 1}`).join(", ");
  const sum = isSum ? `, ${terms} terms` : "";
  return `${without ? `, without ${without}` : ""}${sum}`;
}

/**
 * What a node makes of a point: its score z and what it passes on, and the sample that is near.
 * @param {Run} run
 * @param {Lane} lane
 * @param {Lens} lens
 * @param {string} node
 * @param {{ step: number, x: number[], near: number | null }} where
 */
export function readingAt(run, lane, lens, node, { step, x, near }) {
  const place = x.map((value, i) => `${inputName(run, i)} = ${number(value, 3)}`).join(", ");
  const index = Number(node.slice(1));
  const sample = near === null ? "" : `; sample ${near + 1} has ${targetText(run, near)}`;
  if (node === "class") {
    const scores = lane.outputScores(step, x, lens.withoutSum);
    const shares = run.head.link(scores).map((p, k) => `P(y = ${k}) = ${number(p, 3)}`).join(", ");
    return `At ${place}: class ${scores.indexOf(Math.max(...scores))}; ${shares}${sample}.`;
  }
  if (node[0] === "h") {
    const z = lane.hiddenScore(step, index - 1, x);
    const u = lane.g.value(z);
    const term = lens.isSum ? `, w${index}·u${index} = ${signed(lane.value(node, x, step, lens), 3)}` : "";
    return `At ${place}: z${index} = ${number(z, 3)}, u${index} = g(z${index}) = ${number(u, 3)}${term}${sample}.`;
  }
  const scores = lane.outputScores(step, x, lens);
  const z = scores[index - 1];
  const name = lane.n_outputs > 1 ? `O,${index}` : "O";
  if (lens.isScore(lane.n_hidden)) return `At ${place}: z${name} = ${number(z, 3)} so far${sample}.`;
  const u = run.head.link(scores)[index - 1];
  const score = run.n_classes ? `z${name} = ${number(z, 3)}, ` : "";
  return `At ${place}: ${score}${run.head.outputName(index - 1)} = ${number(u, 3)}${sample}.`;
}

/** @param {Run} run @param {number} i */
function targetText(run, i) {
  if (run.n_classes) return `class ${run.y[i]}`;
  return `target ${Array.from(run.target(i), (y) => number(y, 3)).join(" and ")}`;
}
