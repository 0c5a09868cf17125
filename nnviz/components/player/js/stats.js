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
  const element = make(
    "div", { class: "nv-stats" },
    make("div", {}, label("loss"), loss, testLoss),
    make("div", {}, label(head.score), score, testScore, rmse),
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
