// @ts-check
/** Reports where the player was left, once it has rested there for a moment. */

/** @import { Report } from "./types.js" */

const REPORT_DELAY = 150; // ms; a held arrow key would otherwise report thirty times a second

/**
 * @param {(report: Report) => void} onView
 * @param {() => Report | null} viewNow null while there is nothing to report
 */
export function makeReporter(onView, viewNow) {
  let last = "";
  let timer = 0;
  return {
    tell() {
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        const view = viewNow();
        const key = JSON.stringify(view);
        if (view === null || key === last) return;
        last = key;
        onView(view);
      }, REPORT_DELAY);
    },
    stop: () => clearTimeout(timer),
  };
}
