// @ts-check
/** The nodes of a lane that have no canvas: inputs, the ones of the biases, sums and what follows them. */

import { inputName } from "./axes.js";
import { colorAt, positionOf } from "./colors.js";
import { make, makeSvg, setAttributes, setText, symbol } from "../../shared/js/dom.js";
import { signed, tick } from "../../shared/js/format.js";
import { setPlace } from "./placing.js";

/** @import { Lane, LanePlan, Lens, Palette, Run } from "./types.js" */

/** @param {Run} run @param {Lane} lane */
export function makeJoints(run, lane) {
  const isMany = run.n_classes > 2;
  const inputs = Array.from({ length: run.nInputs }, (_, i) => makeInput(run, i));
  const one = make("div", { class: "nv-one", title: "1, the input of every bias" }, "1");
  const outputs = Array.from({ length: lane.n_outputs }, (_, k) => k);
  const sums = outputs.map(() => make("div", { class: "nv-joint", title: run.head.linkName },
    isMany ? "Σ" : run.head.arrow.replaceAll(" ", "")));
  const biases = outputs.slice(0, isMany ? 1 : undefined).map(() => ({
    circle: make("div", { class: "nv-one", title: "1, the input of the output’s bias" }, "1"),
    text: make("div", { class: "nv-bias" }),
  }));
  const softmax = isMany ? make("div", { class: "nv-joint nv-softmax", title: run.head.linkName }, make("span", {}, "softmax")) : null;
  const elements = [
    ...inputs.flatMap(({ picture, name }) => [picture, name]), one, ...sums,
    ...biases.flatMap(({ circle, text }) => [circle, text]), ...(softmax ? [softmax] : []),
  ];
  return {
    elements,
    /** @param {LanePlan} plan */
    place({ places, captions, flow }) {
      inputs.forEach(({ node, picture, name }) => {
        setPlace(picture, places[node]);
        setPlace(name, captions[node].name);
      });
      setPlace(one, places.one);
      sums.forEach((sum, k) => setPlace(sum, places[`sum${k + 1}`]));
      biases.forEach(({ circle, text }, k) => {
        setPlace(circle, places[`bias${k + 1}`]);
        setPlace(text, captions[`bias${k + 1}`]?.name);
        text.classList.toggle("nv-beside", flow === "up" || isMany);
      });
      if (softmax) {
        setPlace(softmax, places.softmax);
        softmax.classList.toggle("nv-upright", flow === "right");
      }
    },
    /** @param {Palette} palette */
    setPalette(palette) {
      inputs.forEach(({ line, picture }, i) => {
        setAttributes(line, { stroke: palette.text });
        if (run.nInputs === 1) return;
        picture.style.background =
          `linear-gradient(to ${i === 0 ? "right" : "top"}, ${palette.low}, ${palette.ground}, ${palette.high})`;
      });
    },
    /**
     * Write the outputs' biases: each of its own sum, or that of the output whose weights are written.
     * @param {number} step
     * @param {Lens} lens
     * @param {Palette} palette
     */
    write(step, lens, palette) {
      biases.forEach(({ circle, text }, k) => {
        const value = lane.outputWeight(step, -1, isMany ? lens.k : k);
        setText(text, signed(value));
        const position = positionOf(value, lane.contribution_range);
        circle.style.background = lens.isSum ? `rgb(${colorAt(position, palette).join(" ")})` : "";
      });
    },
  };
}

/**
 * An input as a picture of itself: the feature over the feature space.
 * @param {Run} run
 * @param {number} i
 */
function makeInput(run, i) {
  const [low, high] = run.domain[i];
  const node = run.nInputs === 1 ? "x" : `x${i + 1}`;
  const line = makeSvg("path", { d: "M0 100L100 0", fill: "none", "vector-effect": "non-scaling-stroke", "stroke-width": 1.5 });
  const drawing = makeSvg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" }, line);
  const words = `Input ${inputName(run, i)}, from ${tick(low)} to ${tick(high)} over the picture`;
  const picture = make("div", { class: "nv-input", title: words, role: "img", "aria-label": words },
    ...(run.nInputs === 1 ? [drawing] : []));
  const name = make("div", { class: "nv-input-name", "aria-hidden": "true" }, ...inputSymbol(run, i));
  return { node, picture, name, line };
}

/** x₁, or the feature's own name as the data have it. @param {Run} run @param {number} i @returns {(Node | string)[]} */
export function inputSymbol(run, i) {
  const name = inputName(run, i);
  return name === `x${i + 1}` ? [symbol("x", i + 1)] : [name];
}
