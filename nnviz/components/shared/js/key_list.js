// @ts-check
/** The list of keys, in a dialog over the page. */

import { make } from "./dom.js";

const STYLE = `
dialog { max-width: min(560px, 92vw); padding: 20px 28px 24px; font: 15px/1.5 var(--st-font, system-ui, sans-serif);
  color: var(--nv-text, var(--st-text-color, CanvasText)); background: var(--nv-ground, var(--st-background-color, Canvas));
  border: 1px solid var(--st-border-color, GrayText); border-radius: 8px; }
dialog::backdrop { background: rgb(0 0 0 / 45%); }
h2 { margin: 0 0 12px; font-size: 18px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 6px 18px; margin: 0 0 16px; }
dt { font-weight: 600; white-space: nowrap; }
dd { margin: 0; }
button { min-height: 32px; padding: 0 16px; color: inherit; background: none; font: inherit;
  border: 1px solid currentcolor; border-radius: 5px; cursor: pointer; }
button:focus-visible { outline: 2px solid; outline-offset: 2px; }`;

/** @type {HTMLElement | null} */
let listShown = null;

/**
 * Show a list of keys; take it away if it is there.
 * @param {Element} place whose colours it takes
 * @param {[string, string][]} keys with what they do
 */
export function toggleKeyList(place, keys) {
  if (listShown) {
    listShown.remove();
    listShown = null;
    return;
  }
  const host = make("div");
  const heading = make("h2", { id: "nnviz-keys" }, "Keys on this page");
  const dialog = make("dialog", { "aria-labelledby": "nnviz-keys", "data-testid": "nnviz-keys" }, heading,
    make("dl", {}, ...keys.flatMap(([key, words]) => [make("dt", {}, key), make("dd", {}, words)])),
    make("form", { method: "dialog" }, make("button", {}, "Close")));
  dialog.onkeydown = (event) => {
    if (event.key === "?") dialog.close();
  };
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close(); // beside the list
  };
  dialog.onclose = () => {
    host.remove();
    listShown = null;
  };
  listShown = host;
  place.append(host);
  host.attachShadow({ mode: "open" }).append(make("style", {}, STYLE), dialog);
  dialog.showModal();
}
