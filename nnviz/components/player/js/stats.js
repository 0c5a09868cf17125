// @ts-check
/** Loss and score at the playhead, training over test. */

import { make, setText } from "../../shared/js/dom.js";
import { number } from "../../shared/js/format.js";

/** @import { Lane, Measured, Run } from "./types.js" */

/** @param {Run} run @param {Lane} lane */
export function makeStats(run, lane) {
  const { head } = run;
  const loss = make("span", { class: "nv-big" });
  const score = make("span", { class: "nv-big" });
  const testLoss = make("span", { class: "nv-muted" });
  const testScore = make("span", { class: "nv-muted" });
  const rmse = make("span", { class: "nv-muted nv-rmse" });
  const label = (/** @type {string} */ text) => make("span", { class: "nv-muted" }, text);
  // No classifier is better on new samples, on average; on few samples one can be, by luck.
  const { limit } = run;
  const limits = limit ? [number(limit.loss, 2), head.scoreText(limit.accuracy)] : [];
  const labelled = (/** @type {string} */ text, /** @type {string | undefined} */ best) => {
    const element = label(text);
    if (!best) return element;
    element.append(make("span", { class: "nv-limit" }, `, limit ${best}`));
    element.title = `No classifier is expected to do better on new samples of this data set: ${text} ${best}`;
    return element;
  };
  const element = make(
    "div", { class: "nv-stats" },
    make("div", {}, labelled("loss", limits[0]), loss, testLoss),
    make("div", {}, labelled(head.score, limits[1]), score, testScore, rmse),
  );
  return {
    element,
    /** @param {Measured} measured */
    write({ train, test }) {
      setText(loss, number(train.loss, 3));
      setText(score, head.scoreText(train.score));
      // ½ Σ_k of the squared residuals is the loss, so the RMSE follows from it.
      if (!run.n_classes) setText(rmse, `RMSE ${number(Math.sqrt((2 * train.loss) / lane.n_outputs), 3)}`);
      if (!test) return;
      setText(testLoss, `test ${number(test.loss, 3)}`);
      setText(testScore, `test ${head.scoreText(test.score)}`);
    },
  };
}
