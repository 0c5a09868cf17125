// @ts-check
/** Tells a listener where the player stands, once it has stood there for a moment. */

const REPORT_DELAY = 150; // ms; a held arrow key would otherwise report thirty times a second

/**
 * @param {(view: object) => void} onView
 * @param {() => object | null} viewNow null while there is nothing to report
 */
export function makeReporter(onView, viewNow) {
  let last = "";
  let timer = 0;
  return {
    tell() {
      clearTimeout(timer);
      timer = setTimeout(() => {
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
