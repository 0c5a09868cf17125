/** Loss and score at the playhead, training over test. */

import { make, setText } from "../../shared/js/dom.js";
import { number } from "../../shared/js/format.js";

export function makeStats(run, lane) {
  const cells = Array.from({ length: 4 }, () => make("span"));
  const [loss, testLoss, score, testScore] = cells;
  loss.className = "nv-big";
  score.className = "nv-big";
  testLoss.className = "nv-muted";
  testScore.className = "nv-muted";
  const rmse = make("span", { class: "nv-muted" });
  const label = (text) => make("span", { class: "nv-muted" }, text);
  const element = make(
    "div", { class: "nv-stats" },
    make("div", {}, label("loss"), loss, testLoss),
    make("div", {}, label(run.head.score), score, testScore, rmse),
  );
  return {
    element,
    /** @param {{train: object, test: object | null} | null} measured instead of the run's own */
    write(step, measured) {
      const trainLoss = measured ? measured.train.loss : lane.trainLoss[step];
      setText(loss, number(trainLoss, 3));
      setText(score, run.head.scoreText(measured ? measured.train.score : lane.trainScore[step]));
      // ½ Σ_k of the squared residuals is the loss, so the RMSE follows from it.
      if (!run.n_classes) setText(rmse, `RMSE ${number(Math.sqrt((2 * trainLoss) / lane.n_outputs), 3)}`);
      if (!lane.testLoss) return;
      setText(testLoss, `test ${number(measured ? measured.test.loss : lane.testLoss[step], 3)}`);
      setText(testScore,
        `test ${run.head.scoreText(measured ? measured.test.score : lane.testScore[step])}`);
    },
  };
}
