// @ts-check
/**
 * The page in which Plotly draws. It has an origin of its own, so browsers that isolate origins give it a process of its
 * own: however long a figure takes, the app's page goes on. It gets figures from that page and hands it the keys.
 */

/** Plotly, from the script before this one. @type {{ react: (place: Element, data: unknown, layout: object, config: object) => Promise<unknown> }} */
const plotly = Reflect.get(window, "Plotly");

/** Keys that would scroll the page around, where they belong to its picture. */
const SCROLLING = [" ", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];

const place = /** @type {HTMLElement} */ (document.getElementById("chart"));

window.addEventListener("message", ({ source, data }) => {
  if (source !== window.parent || typeof data !== "string") return;
  const { figure, config } = JSON.parse(data);
  // The same figure at another step keeps camera and zoom: its layout says so by "uirevision".
  plotly.react(place, figure.data, { ...figure.layout, autosize: true }, { ...config, responsive: true })
    .then(() => window.parent.postMessage({ drawn: true }, "*"));
});

window.addEventListener("keydown", (event) => {
  const { key, shiftKey } = event;
  if (key === "Tab" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (SCROLLING.includes(key)) event.preventDefault();
  window.parent.postMessage({ key, shiftKey }, "*");
});

window.parent.postMessage({ isReady: true }, "*");
