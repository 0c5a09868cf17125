// @ts-check
/**
 * Another page may open on what the player showed last, so the server is told before the page is left: a click on a link
 * waits until it has been. Two messages at once would not do, since the later one could lead back to this page.
 */

const MOST_WAIT = 1500; // ms; then the link is followed all the same
const APP = "[data-testid=stApp]";
const STATE = "data-test-script-state";

/**
 * @param {() => boolean} report sends what the server does not know; whether there was anything
 * @returns {() => void} stops that
 */
export function reportBeforeLeaving(report) {
  let isFollowed = false; // the click is this module's own

  /** @param {Event} event */
  function onClick(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (isFollowed || !link || link.origin !== window.location.origin || link.target === "_blank") return;
    if (!report()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    afterRun(() => {
      isFollowed = true;
      link.click();
      isFollowed = false;
    });
  }

  document.addEventListener("click", onClick, true);
  return () => document.removeEventListener("click", onClick, true);
}

/** Call `act` once when Streamlit has run the page again. @param {() => void} act */
function afterRun(act) {
  const app = document.querySelector(APP);
  let hasRun = false;
  const changes = new MutationObserver(() => {
    const isRunning = app?.getAttribute(STATE) === "running";
    if (hasRun && !isRunning) finish();
    hasRun ||= isRunning;
  });
  const timer = setTimeout(finish, MOST_WAIT);
  if (app) changes.observe(app, { attributeFilter: [STATE] });

  function finish() {
    changes.disconnect();
    clearTimeout(timer);
    act();
  }
}
