// @ts-check
/**
 * Back and Forward of the browser go through settings and pages as they were.
 *
 * Streamlit writes settings into the address, and reads them from there after Back and Forward. But it replaces the
 * address where a setting changes, so that Back would leave the app; and before it opens another page it adds an entry
 * without any settings, or with those of the other page, so that Back would come to that one. Here a changed setting is
 * an entry, and that one is left out. A setting that is still being changed, as a slider under a held key, stays one
 * entry, and so does a page that takes up settings as it opens.
 */

const SAME = 1000; // ms between two changes that belong together
const LEAVING = 3000; // ms within which another page follows the entry without settings
const ARRIVING = 500; // ms within which another page follows the settings that it takes up
const OPENING = 3000; // ms within which a page that was opened takes up its settings

/** @type {typeof globalThis & { nnvizHistory?: boolean }} */
const app = globalThis;

/** Make entries of the browser's history as readers expect them; a page does it once. */
export function keepHistory() {
  if (app.nnvizHistory) return;
  app.nnvizHistory = true;
  const { history, location } = window;
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  let lastChange = -Infinity;
  let leaving = 0;
  let opened = -Infinity;

  const addressOf = (/** @type {string | URL | null | undefined} */ url) => new URL(String(url ?? location.href), location.href);

  /** What Streamlit writes has no fragment; on the same page the player's stays. @param {URL} to */
  const withFragment = (to) => (to.pathname === location.pathname && !to.hash ? `${to.href}${location.hash}` : to.href);

  // What waits to be written is about the entry that is left.
  window.addEventListener("popstate", () => clearTimeout(leaving));

  history.pushState = (state, unused, given) => {
    const to = addressOf(given);
    const { pathname, search } = to;
    const url = withFragment(to);
    const isSamePage = pathname === location.pathname;
    clearTimeout(leaving);
    if (!isSamePage) {
      opened = performance.now();
      push(state, unused, url);
    } else if (location.search === "" && performance.now() - opened < OPENING) {
      replace(state, unused, url);
    } else if (search === "") {
      leaving = window.setTimeout(() => replace(state, unused, url), LEAVING);
    } else {
      leaving = window.setTimeout(() => push(state, unused, url), ARRIVING);
    }
  };

  history.replaceState = (state, unused, given) => {
    const to = addressOf(given);
    const { pathname, search } = to;
    const url = search === location.search ? given : withFragment(to);
    if (pathname !== location.pathname || search === location.search) {
      replace(state, unused, url);
      return;
    }
    const now = performance.now();
    (now - lastChange < SAME ? replace : push)(state, unused, url);
    lastChange = now;
  };
}
