// @ts-check
/**
 * Reports where the player was left, once it has rested there for a moment, nothing is held down, and somebody looks at
 * what follows the step.
 */

import { makeAudience } from "./audience.js";
import { makeHands } from "./hands.js";
import { reportBeforeLeaving } from "./leaving.js";

/** @import { Report } from "./types.js" */

const REPORT_DELAY = 150; // ms at rest

/**
 * @param {(report: Report) => void} onView
 * @param {() => Omit<Report, "look"> | null} viewNow null while there is nothing to report
 * @param {boolean} needsAudience whether to report only what somebody looks at; else every rest
 */
export function makeReporter(onView, viewNow, needsAudience) {
  let lastReport = "";
  let lastView = "";
  let timer = 0;
  const audience = needsAudience ? makeAudience(tell) : null;
  const hands = makeHands(tell);

  function tell() {
    showElsewhere();
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const look = audience?.wanted;
      if (!hands.busy && look !== "") send(look);
    }, REPORT_DELAY);
  }

  /** @param {string} [look] */
  function send(look) {
    const view = viewNow();
    const report = JSON.stringify({ ...view, look });
    if (view === null || report === lastReport) return;
    lastReport = report;
    lastView = JSON.stringify(view);
    onView({ ...view, look });
    showElsewhere();
  }

  /** Say whether what follows the step is about another one. */
  function showElsewhere() {
    audience?.showElsewhere(JSON.stringify(viewNow()) !== lastView);
  }

  const stopWaiting = reportBeforeLeaving(() => {
    const isNews = Boolean(audience?.exists) && viewNow() !== null && JSON.stringify(viewNow()) !== lastView;
    if (isNews) send("");
    return isNews;
  });

  return {
    tell,
    showElsewhere,
    stop() {
      clearTimeout(timer);
      audience?.stop();
      hands.stop();
      stopWaiting();
    },
  };
}
