// @ts-check
/** Starts the app in the browser: keeps its files, starts Python and Streamlit, and shows them when they are ready. */

const PACKAGES = "%packages%".split(" "); // what Python needs from the start

const AHEAD = "%ahead%".split(" "); // modules of the first page, to be read while Python starts

/** What Streamlit says while it starts, how far that is, and what the page says of it. */
const STAGES = /** @type {Record<string, [number, string]>} */ ({
  "Loading Pyodide.": [0.05, "Python is being fetched."],
  "Mounting files.": [0.3, "The app is being fetched."],
  "Unpacking archives.": [0.35, "The app is being fetched."],
  "Installing packages.": [0.4, "Packages are being fetched."],
  "Loading streamlit package.": [0.6, "Python has started; the app is starting."],
  "Setting up the loggers.": [0.7, "Python has started; the app is starting."],
  "Booting up the Streamlit server.": [0.8, "Python has started; the app is starting."],
});
const STARTED = [0.9, "The app has started and trains its first networks."];
const MEANWHILE = "Meanwhile, this is the run with the settings it starts with.";
const LONGEST_WAIT = 2000; // milliseconds, for the browser to let the service worker answer
const LONGEST_WITHOUT_PLAYER = 400; // milliseconds after a page has run; most pages have none

const root = new URL(".", import.meta.url);
const place = /** @type {HTMLElement} */ (document.getElementById("root"));

/** @param {number} share @param {string} text */
function tell(share, text) {
  const says = document.getElementById("opening-says"), progress = document.getElementById("opening-progress");
  if (says && says.textContent !== text) says.textContent = text;
  if (progress instanceof HTMLProgressElement) progress.value = share;
}

/** Let a service worker fetch and keep the files, where the browser has one: for the next visit, and smaller. */
async function keepFiles() {
  const workers = navigator.serviceWorker;
  if (!workers) return; // an address without TLS that is not this machine's own
  try {
    await workers.register(new URL("service_worker.js", root));
    if (workers.controller) return;
    await new Promise((resolve) => {
      workers.addEventListener("controllerchange", resolve, { once: true });
      setTimeout(resolve, LONGEST_WAIT);
    });
  } catch {
    // The browser does not allow it here: everything works without.
  }
}

/** Show the app in place of what opened the page. */
function show() {
  const player = playerOf(place);
  document.dispatchEvent(new CustomEvent("nnviz-ready", { detail: player }));
  navigator.serviceWorker?.controller?.postMessage("keep the rest");
}

/** Call `then` once, as soon as the app's page is to be seen, with its player if it has one. @param {() => void} then */
function whenReady(then) {
  let done = 0; // since when the page's script has run to its end
  const timer = setInterval(() => {
    const app = place.querySelector('[data-testid="stApp"]');
    const hasPage = place.querySelector('[data-testid="stMainBlockContainer"] [data-testid="stElementContainer"]');
    if (hasPage && app?.getAttribute("data-test-script-state") === "notRunning") done ||= performance.now();
    const isLate = done > 0 && performance.now() - done > LONGEST_WITHOUT_PLAYER;
    if (!playerOf(place) && !isLate) return;
    clearInterval(timer);
    then();
  }, 50);
}

/** @param {Element} within @returns {Element | null} the app's player, in whichever shadow root it is */
function playerOf(within) {
  for (const element of within.querySelectorAll('[data-testid="stElementContainer"] *')) {
    const found = element.shadowRoot?.querySelector('[data-testid="nnviz-player"]');
    if (found) return found;
  }
  return null;
}

async function start() {
  // Files are named from the site's root, on every page of the app.
  const base = document.createElement("base");
  base.href = root.href;
  document.head.prepend(base);
  await keepFiles();
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("stlite/stlite.css", root).href;
  document.head.prepend(sheet);
  const { mount } = await import(new URL("stlite/stlite.js", root).href);
  // Streamlit takes the address that it is mounted at for the app's own, and reads the page's name from the rest.
  const wanted = location.href;
  history.replaceState(null, "", root);
  const app = mount({
    pyodideUrl: new URL("pyodide/pyodide.mjs", root).href,
    prebuiltPackageNames: PACKAGES,
    entrypoint: "start.py",
    archives: [{ url: new URL("app.zip", root).href, format: "zip", options: {} }],
    disableProgressToasts: true,
    disableErrorToasts: true,
    disableModuleAutoLoadToasts: true,
  }, place);
  history.replaceState(null, "", wanted);
  for (const path of AHEAD) import(new URL(path, root).href).catch(() => {}); // it is asked for again when needed
  const kernel = app._kernel;
  kernel.addEventListener("loadProgress", (/** @type {CustomEvent<string>} */ event) => {
    const [share, text] = STAGES[event.detail] ?? [];
    if (share && text) tell(share, `${text} ${MEANWHILE}`);
  });
  kernel.loaded.then(() => tell(0.9, `${STARTED[1]} ${MEANWHILE}`), fail);
  kernel.addEventListener("loadError", fail);
  whenReady(show);
}

function fail() {
  tell(0, "The app could not be started in this browser. Reload the page to try again; your settings are in its " +
    "address. The run below plays without it.");
}

start().catch(fail);
