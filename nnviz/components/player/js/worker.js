// @ts-check
/** The worker's program: a stage that gets its messages from the page. */

import { makeStage } from "./stage.js";

/** @import { StageAnswer } from "./types.js" */

const workerStage = makeStage(
  (answer, transfer = []) => self.postMessage(answer, { transfer }),
  (act) => self.requestAnimationFrame(act),
);
self.onmessage = (/** @type {MessageEvent} */ event) => workerStage.receive(event.data);
self.postMessage(/** @type {StageAnswer} */ ({ isAble: typeof self.requestAnimationFrame === "function" }));
