// @ts-check
/** The row that adds the output up term by term: a switch, a slider over the terms, and words. */

import { make, symbol } from "../../shared/js/dom.js";

/** @import { Lens, Run } from "./types.js" */

const SHOWN = 5; // terms written out; more are counted

/** @param {{toggleSum: () => void, setTerms: (terms: number) => void, setOutput: (k: number) => void}} on */
export function makeSumBar(on) {
  const toggle = make("button", {
    type: "button", class: "nv-button nv-text-button", "aria-pressed": "false", "data-action": "sum",
    title: "Show what each hidden unit adds to the output, on one scale (S)", click: on.toggleSum,
  }, "add it up");
  const slider = make("input", {
    type: "range", min: "0", step: "1", class: "nv-terms", "aria-label": "Terms of the sum", "data-action": "terms",
  });
  slider.oninput = () => on.setTerms(Number(slider.value));
  const output = make("select", { class: "nv-select", "aria-label": "Output that the weights lead to", "data-action": "output" });
  output.onchange = () => on.setOutput(Number(output.value));
  const words = make("span", { class: "nv-terms-text" });
  const hint = make("span", { class: "nv-muted nv-hint" }, "each unit’s w·u on one scale, added one at a time");
  const more = make("span", { class: "nv-terms-box", hidden: true }, slider, words);
  const which = make("label", { class: "nv-which" }, "weights to ", output);
  const element = make("div", { class: "nv-sumbar" }, toggle, which, hint, more);
  return {
    element,
    /**
     * Offer the outputs of a run.
     * @param {Run} run
     */
    setRun(run) {
      const { n_outputs: n } = run.lanes[0];
      output.replaceChildren(...Array.from({ length: n }, (_, k) =>
        make("option", { value: k }, run.head.outputName(k))));
      which.hidden = n < 2;
    },
    /** @param {Lens} lens @param {number} nHidden @param {Run} run */
    show(lens, nHidden, run) {
      toggle.setAttribute("aria-pressed", String(lens.isSum));
      hint.hidden = lens.isSum;
      more.hidden = !lens.isSum;
      const { terms } = lens;
      output.value = String(lens.k);
      if (terms === null) return;
      slider.max = String(nHidden + 1);
      slider.value = String(terms);
      const isWhole = terms > nHidden;
      const text = isWhole ? `all ${nHidden} terms, then g_O` : `bias and ${terms} of ${nHidden} terms`;
      slider.setAttribute("aria-valuetext", text);
      words.replaceChildren(...formula(Math.min(terms, nHidden), nHidden, isWhole, run));
    },
  };
}

/**
 * z = b + w₁u₁ + …, as far as it has been added.
 * @param {number} terms
 * @param {number} nHidden
 * @param {boolean} isWhole whether g_O of the sum is shown
 * @param {Run} run
 */
function formula(terms, nHidden, isWhole, run) {
  const shown = Array.from({ length: Math.min(terms, SHOWN) }, (_, m) => [" + ", symbol("w", m + 1), symbol("u", m + 1)]);
  const rest = terms > SHOWN ? [` + … (${terms} terms)`] : [];
  const isComplete = terms === nHidden;
  const left = isComplete ? [symbol("z", "O"), " = b"] : ["b"];
  const link = isWhole && run.head.arrow !== "Σ" ? [", ", symbol("u", "O"), " = ", symbol("g", "O"), "(", symbol("z", "O"), ")"]
    : isWhole ? [", ", symbol("u", "O"), " = ", symbol("z", "O")] : [];
  return [...left, ...shown.flat(), ...rest, ...link];
}
