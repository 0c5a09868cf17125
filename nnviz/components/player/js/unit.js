// @ts-check
/** A hidden unit: its picture, a switch, what it adds to the output, and whether it does any work. */

import { make, setText, symbol } from "../../shared/js/dom.js";
import { signed } from "../../shared/js/format.js";
import { makeMap } from "./map.js";

/** @import { Lane, Lens, Verdict } from "./types.js" */

/** @typedef {ReturnType<typeof makeUnit>} Unit */

/**
 * @param {Lane} lane
 * @param {number} m from 0
 * @param {boolean} isCurve whether the picture is a curve
 * @param {() => void} onSwitch
 */
export function makeUnit(lane, m, isCurve, onSwitch) {
  const weight = make("span", { class: "nv-weight", hidden: true }, symbol("w", m + 1));
  const name = make(
    "button", { type: "button", class: "nv-switch", "aria-pressed": "true", click: onSwitch },
    make("span", { class: "nv-dot", "aria-hidden": "true" }), make("b", {}, weight, symbol("u", m + 1)),
  );
  const map = makeMap(lane, `h${m + 1}`, name);
  const badge = make("button", { type: "button", class: "nv-health", hidden: true }, "healthy");
  const sentence = make("span", { class: "nv-verdict", role: "tooltip" });
  map.frame.append(badge, sentence);
  const label = `hidden unit ${m + 1} of ${lane.label}`;
  let digits = 2;
  return {
    map,
    /** How many decimals there is room for. @param {boolean} isNarrow */
    setRoom(isNarrow) { digits = isNarrow ? 1 : 2; },
    /**
     * Write the output weight, and whether the unit's term is in the sum.
     * @param {number} step
     * @param {Lens} lens
     */
    write(step, lens) {
      const isOff = lens.off.has(m);
      weight.hidden = !lens.isSum;
      setText(map.note, isOff ? "off" : signed(lane.outputWeight(step, m, lens.k), digits));
      map.note.title = isOff ? "This unit is switched off" : `Output weight of this unit${lane.n_outputs > 1 ? ", to the output that is chosen" : ""}`;
      map.element.classList.toggle("nv-off", isOff);
      map.element.classList.toggle("nv-pending", !isOff && !lens.has(m));
      name.setAttribute("aria-pressed", String(!isOff));
      // Who speaks to the computer says what is written: the name begins with it.
      name.setAttribute("aria-label", `${lens.isSum ? `w${m + 1}` : ""}u${m + 1}, ${label}, is ${isOff ? "off" : "on"}`);
      name.title = isOff ? "Switch this unit on again"
        : "Switch this unit off: the boundary is drawn with and without it";
    },
    /**
     * Write what the unit adds to the sum at the pointer, or its weight where there is no pointer.
     * @param {number | null} term
     * @param {number} step
     * @param {Lens} lens
     */
    writeTerm(term, step, lens) {
      if (term === null) this.write(step, lens);
      else if (lens.has(m)) setText(map.note, signed(term, digits));
    },
    /** @param {Verdict | null} verdict */
    showVerdict(verdict) {
      badge.hidden = verdict === null;
      if (verdict === null) return;
      setText(badge, verdict.kind);
      setText(sentence, verdict.text);
      badge.setAttribute("aria-label", `${verdict.kind}: ${verdict.text}`);
    },
    /**
     * Words for the picture.
     * @param {number} step
     * @param {Lens} lens
     */
    describe(step, lens) {
      const what = lens.isSum ? "contribution to the output" : "output";
      const off = lens.off.has(m) ? ", switched off" : "";
      return `${what} of hidden unit ${m + 1} over ${isCurve ? "x" : "the feature space"}, output weight ` +
        `${signed(lane.outputWeight(step, m, lens.k))}${off},`;
    },
  };
}
