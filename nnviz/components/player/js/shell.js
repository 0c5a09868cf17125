// @ts-check
/** The elements of a player that are there whatever it shows. */

import { make } from "../../shared/js/dom.js";

export function makeShell() {
  const saying = make("p", { class: "nv-sentence", "data-testid": "nnviz-sentence" });
  const live = make("div", { class: "nv-live", "aria-live": "polite", role: "status" });
  const trouble = make("p", { class: "nv-trouble", role: "status" });
  const laneList = make("div", { class: "nv-lanes" });
  const bottom = make("div", { class: "nv-bottom" });
  const box = make("div", {
    class: "nv", "data-testid": "nnviz-player", role: "group", "aria-label": "Training player",
  }, saying, trouble, laneList, bottom, live);
  return { box, saying, live, trouble, laneList, bottom };
}
